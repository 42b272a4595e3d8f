"""The charts of an analysis, each with its words and the rows it was drawn from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Literal

from analytics.charts import (
    agenda,
    coverage_matrix,
    emphasis,
    keyness,
    keywords,
    left_out,
    position,
    shared,
    surprise,
    text_rates,
    verbatim,
    verdict_shares,
)
from analytics.charts.counting import number_of
from analytics.charts.scales import outlet_labels
from analytics.exports import figure_words as words
from analytics.intervals import LEVEL
from analytics.language.direction import isolated
from analytics.language.tokens import count_words
from analytics.measures.additions import addition_shares
from analytics.measures.concordance import concordance, counted
from analytics.measures.fidelity import with_contradicted
from analytics.study.naming import readable_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from typing import TypeAlias

    import altair as alt
    import pandas as pd

    from analytics.exports.kept_rows import KeptRows

    Chart: TypeAlias = alt.LayerChart

FilterName = Literal["outlets", "themes"]

TITLES = {
    "shares": "How much of the statement does each outlet tell?",
    "agenda": "The statement's agenda, and each outlet's",
    "emphasis": "Stressed or played down, against the statement",
    "position": "Where in the article each theme stands",
    "keyphrases": "Keyphrases of each outlet",
    "keyness": "Words that set an outlet apart",
    "left-out": "Left out by every outlet, most binding first",
    "surprise": "How likely was it to be told?",
    "verbatim": "Verbatim from the statement",
}
"""Titles of the charts by key, as the pages have them; the others say what they found."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One chart of an analysis.

    Parameters
    ----------
    key : str
        Unique name, fit for a file.
    make : functools.partial
        Makes the chart, as on screen.
    alt : str
        What it shows, in words.
    table : pandas.DataFrame
        The rows it was drawn from.
    filters : tuple of str
        The filters that decide what it shows: a theme does not change what share of its words an article adds.
    sources : tuple of str
        Ids of the sources that it shows; none for all that are kept.
    choice : str
        What was chosen for it, beyond the filters, in a sentence.
    subject : str
        The outlet that it is about, where several charts have one title.
    """

    key: str
    make: partial[Chart]
    alt: str
    table: pd.DataFrame
    filters: tuple[FilterName, ...] = ("outlets",)
    sources: tuple[str, ...] = ()
    choice: str = ""
    subject: str = ""

    @property
    def chart(self) -> Chart:
        """The chart, made anew."""
        return self.make()

    @property
    def title(self) -> str:
        """What stands above the chart, and whom it is about where that does not say so."""
        title = str(self.make.keywords["title"])
        return f"{title}: {isolated(self.subject)}" if self.subject else title


STATEMENT = ""
"""Stands for the statement among the ids of the texts that are searched: no source has an empty id."""

_BOTH: tuple[FilterName, ...] = ("outlets", "themes")


def _coverage(kept: KeptRows) -> Iterator[Figure]:
    units = kept.analysis.commitments[["commitment", "label", "strength"]]
    cells = kept.rows("coverage").merge(units, on="commitment", validate="many_to_one")
    themes = {theme: place for place, theme in enumerate(dict.fromkeys(kept.analysis.commitments["theme"]))}
    order = {unit: place for place, unit in enumerate(kept.analysis.commitments["commitment"])}
    placed = cells.assign(_theme=cells["theme"].map(themes), _unit=cells["commitment"].map(order))
    ordered = placed.sort_values(["_theme", "_unit"], kind="stable").drop(columns=["_theme", "_unit"]).reset_index(drop=True)
    rows = with_contradicted(ordered, kept.analysis.fidelity)
    told = int((rows["verdict"] != "omitted").sum())
    title = f"{told:,} of {number_of(len(rows), 'cell')} {'is' if told == 1 else 'are'} told at least in part"
    labels = dict(zip(rows["commitment"], rows["label"], strict=True))
    chart = partial(coverage_matrix.coverage_matrix, rows, title=title, labels=labels)
    yield Figure("coverage", chart, coverage_matrix.alt_text(rows) if len(rows) else "", rows, _BOTH)


def _shares(kept: KeptRows) -> Iterator[Figure]:
    rates = kept.rows("rates")
    rows = rates[rates["dimension"] == "all"].reset_index(drop=True)
    yield Figure("shares", partial(verdict_shares.verdict_shares, rows, title=TITLES["shares"]), verdict_shares.alt_text(rows), rows)


def _left_out(kept: KeptRows) -> Iterator[Figure]:
    cells, units = kept.rows("coverage"), kept.rows("commitments")
    chart = partial(left_out.left_out, cells, units, title=TITLES["left-out"], least_share=1.0)
    yield Figure("left-out", chart, left_out.alt_text(cells, units, least_share=1.0), cells, _BOTH)


def _surprise(kept: KeptRows) -> Iterator[Figure]:
    rows, units = kept.omissions(), kept.analysis.commitments
    chart = partial(surprise.surprise, rows, units, kept.outlets, title=TITLES["surprise"])
    yield Figure("surprise", chart, surprise.alt_text(rows, units, kept.outlets), rows, _BOTH)


def _shared(kept: KeptRows) -> Iterator[Figure]:
    sources, cells = kept.compared(), kept.rows("coverage")
    if len(sources) > 1 and not cells.empty:
        yield shared_figure(cells, sources, kept.outlets)


def shared_figure(cells: pd.DataFrame, sources: Sequence[str], outlets: Mapping[str, str]) -> Figure:
    """Draw what several sources share, theme by theme.

    Parameters
    ----------
    cells : pandas.DataFrame
        The table ``coverage``, or the rows that pass a filter.
    sources : sequence of str
        Ids of the sources compared.
    outlets : mapping of str to str
        Id to outlet of all sources of the study, in its order.

    Returns
    -------
    Figure
        Its choice names the outlets compared.
    """
    cells = cells[cells["source"].isin(list(sources))]
    counts = shared.shared_counts(cells, sources, outlets)
    ranks = {"all": 0, "some": 1, "one": 2, "none": 3}
    places = {source: place for place, source in enumerate(["", *sources])}
    parts = sorted(zip(counts["told_by"], counts["only"], counts["label"], strict=True), key=lambda part: (ranks[part[0]], places[part[1]]))
    totals = counts.groupby("label", sort=False)["n"].sum()
    title = words.told_by_title({label: int(totals[label]) for _, _, label in parts})
    names = outlet_labels(outlets)
    chart = partial(shared.shared, cells, sources, outlets, title=title)
    return Figure(
        "shared",
        chart,
        shared.counts_text(counts),
        counts,
        _BOTH,
        tuple(sources),
        words.compared_choice([names[source] for source in sources]),
    )


def _themes(kept: KeptRows) -> Iterator[Figure]:
    rows, places = kept.themes(), kept.rows("themes")
    if rows.empty:
        return
    places = places[places["source"].isin(rows["source"])].reset_index(drop=True)
    drawn = tuple(dict.fromkeys(rows["source"]))
    choice = words.first_choice(len(drawn), len(kept.sources)) if len(drawn) < len(kept.sources) else ""
    for key, chart, text, table in (
        ("agenda", partial(agenda.agenda, rows, kept.outlets, title=TITLES["agenda"]), agenda.alt_text(rows), rows),
        ("emphasis", partial(emphasis.emphasis, rows, kept.outlets, title=TITLES["emphasis"]), emphasis.alt_text(rows), rows),
        (
            "position",
            partial(position.position, places, rows, kept.outlets, title=TITLES["position"]),
            position.alt_text(places, kept.outlets),
            places,
        ),
    ):
        yield Figure(key, chart, text, table, _BOTH, drawn, choice)


def _words(kept: KeptRows) -> Iterator[Figure]:
    phrases, terms = kept.rows("keywords"), kept.rows("keyness")
    chart = partial(keywords.keywords, phrases, kept.outlets, title=TITLES["keyphrases"])
    yield Figure("keyphrases", chart, keywords.alt_text(phrases, kept.outlets), phrases)
    names = outlet_labels(kept.outlets)
    for number, (source, rows) in enumerate(terms.groupby("source", sort=False), start=1):
        name = names[str(source)]
        drawn = partial(keyness.keyness, rows, name, title=TITLES["keyness"])
        # measured against all other sources of the study, whichever are kept
        key, text = f"keyness-{number}-{readable_name(name)}", keyness.alt_text(rows, name)
        yield Figure(key, drawn, text, rows, (), tuple(kept.outlets), subject=name)


def _term(kept: KeptRows) -> Iterator[Figure]:
    phrases = kept.rows("keywords").sort_values("rank", kind="stable")["keyphrase"]
    term = kept.options.term.strip() or (str(phrases.iloc[0]) if len(phrases) else "")
    if not term:
        return
    names = {source: name for source, name in outlet_labels(kept.outlets).items() if source in kept.sources}
    texts = {source.id: source.text for source in kept.analysis.study.sources if source.id in names}
    lengths = dict(zip(kept.analysis.sources["source"], kept.analysis.sources["words"].astype(int), strict=True))
    statement = kept.analysis.study.statement
    texts, names = {STATEMENT: statement.text} | texts, {STATEMENT: words.STATEMENT_NAME} | names
    lengths[STATEMENT] = count_words(statement.text, statement.language)
    found, level = concordance(texts, term, limit=None), kept.analysis.settings.interval_level
    yield term_figure(found, term, names, {source: lengths[source] for source in names}, level=level)


def term_figure(found: pd.DataFrame, term: str, names: Mapping[str, str], lengths: Mapping[str, int], *, level: float = LEVEL) -> Figure:
    """Draw how often each text uses a term.

    Parameters
    ----------
    found : pandas.DataFrame
        From `analytics.measures.concordance.concordance`.
    term : str
        What was looked for.
    names, lengths : mapping of str
        Id of each text searched to its name, and to its number of words.
    level : float
        Level of the intervals.

    Returns
    -------
    Figure
        Its choice names the term.
    """
    counts = counted(found, lengths, level=level)
    told = [words.rate(*row) for row in counts[["count", "words", "rate", "low", "high"]].itertuples(index=False)]
    rows = counts.assign(value=counts["rate"], of=told)
    title = words.term_title(term, len(found), found["source"].nunique(), len(names))
    chart = partial(text_rates.text_rates, rows, names, title=title, subtitle=words.term_subtitle(level))
    return Figure("term", chart, text_rates.alt_text(rows, names), counts, choice=words.term_choice(term))


def _added(kept: KeptRows) -> Iterator[Figure]:
    names = outlet_labels(kept.outlets)
    if kept.sources:
        shown, level = {source: names[source] for source in kept.sources}, kept.analysis.settings.interval_level
        yield added_figure(kept.analysis.additions, kept.analysis.passages, shown, level=level)


def added_figure(additions: pd.DataFrame, passages: pd.DataFrame, names: Mapping[str, str], *, level: float = LEVEL) -> Figure:
    """Draw the share of each article's words that go beyond the statement.

    Parameters
    ----------
    additions, passages : pandas.DataFrame
        The tables of these names.
    names : mapping of str to str
        Id of each source drawn to its name.
    level : float
        Level of the intervals.
    """
    shares = addition_shares(additions, passages, names, level=level)
    told = [words.share_of(*row) for row in shares[["words", "total_words", "share", "low", "high"]].itertuples(index=False)]
    rows = shares.assign(value=shares["share"], of=told)
    title = words.added_title(list(shares[["outlet", "share", "high"]].itertuples(index=False, name=None)))
    chart = partial(text_rates.text_rates, rows, names, title=title, subtitle=words.added_subtitle(level))
    return Figure("beyond", chart, text_rates.alt_text(rows, names), shares)


def _verbatim(kept: KeptRows) -> Iterator[Figure]:
    rows = kept.rows("similarity")
    rows = rows[rows["kind"] == "statement"].reset_index(drop=True)
    yield Figure(
        "verbatim", partial(verbatim.verbatim, rows, kept.outlets, title=TITLES["verbatim"]), verbatim.alt_text(rows, kept.outlets), rows
    )


DRAWERS: tuple[Callable[[KeptRows], Iterator[Figure]], ...] = (
    _coverage,
    _shares,
    _left_out,
    _surprise,
    _shared,
    _themes,
    _words,
    _term,
    _added,
    _verbatim,
)
"""In the order of the pages."""
