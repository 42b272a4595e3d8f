"""The main findings of an analysis, one sentence each, written from its tables.

A finding names its counts and denominators, and points at the cell, theme or source it speaks of, so that a reader can go
and look. Sentences hold words of the study (labels, outlets): whoever shows them escapes them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from analytics.language.direction import isolated
from analytics.measures.fidelity import contradicted_cells
from analytics.schema import OTHER_THEME

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

MANY_WORDS = 1.0
"""A theme is called emphasised from this log2 ratio on: twice the statement's own share."""

LIKELY, SURELY = 0.5, 0.85
LEAST_OTHERS = 3
"""An omission is a finding above this chance of being told, from this probability of being one, with so many others to learn from."""

LONGEST_NAME = 90
"""Names, labels and quotes are cut to this many characters in a sentence; the pages show them whole."""


class Tables(Protocol):
    """The tables that findings are written from; an `analytics.pipeline.Analysis` has them."""

    @property
    def sources(self) -> pd.DataFrame:
        """The table ``sources`` of `analytics.schema.TABLES`."""

    @property
    def commitments(self) -> pd.DataFrame:
        """The table ``commitments`` of `analytics.schema.TABLES`."""

    @property
    def coverage(self) -> pd.DataFrame:
        """The table ``coverage`` of `analytics.schema.TABLES`."""

    @property
    def rates(self) -> pd.DataFrame:
        """The table ``rates`` of `analytics.schema.TABLES`."""

    @property
    def emphasis(self) -> pd.DataFrame:
        """The table ``emphasis`` of `analytics.schema.TABLES`."""

    @property
    def discrepancies(self) -> pd.DataFrame:
        """The table ``discrepancies`` of `analytics.schema.TABLES`."""

    @property
    def omissions(self) -> pd.DataFrame:
        """The table ``omissions`` of `analytics.schema.TABLES`."""

    @property
    def fidelity(self) -> pd.DataFrame:
        """The table ``fidelity`` of `analytics.schema.TABLES`."""

    @property
    def similarity(self) -> pd.DataFrame:
        """The table ``similarity`` of `analytics.schema.TABLES`."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence and what it is about.

    Parameters
    ----------
    kind : str
        ``breadth``, ``left out by all``, ``theme left out``, ``surprising``, ``told by all``, ``emphasised``, ``contradicted``,
        ``discrepancy`` or ``copy``.
    sentence : str
        The finding, with its counts.
    basis : str
        What was counted, and how sure it is.
    commitment, source, theme : str or None
        Where to look.
    """

    kind: str
    sentence: str
    basis: str
    commitment: str | None = None
    source: str | None = None
    theme: str | None = None


def write_findings(tables: Tables) -> list[Finding]:
    """Write the findings that the tables hold, most important first.

    Returns
    -------
    list of Finding
        Empty where nothing can be said, such as in a study without sources.
    """
    writers: tuple[Callable[[Tables], Finding | None], ...] = (
        _breadth,
        _left_out_by_all,
        _theme_left_out,
        _surprising,
        _contradicted,
        _emphasised,
        _told_by_all,
        _discrepancy,
        _copy,
    )
    found = (write(tables) for write in writers)
    return [finding for finding in found if finding is not None]


def left_out_by_all(coverage: pd.DataFrame, commitments: pd.DataFrame) -> pd.DataFrame:
    """List the commitments that every source left out.

    Parameters
    ----------
    coverage, commitments : pandas.DataFrame
        As in `analytics.schema.TABLES`.

    Returns
    -------
    pandas.DataFrame
        Rows of `commitments`, most binding first, then in the order of the statement, with ``p_omitted``: the mean
        probability over the sources that the commitment is not mentioned.
    """
    cells = coverage.assign(is_omitted=coverage["verdict"] == "omitted", p_omitted=1 - coverage["p_mentioned"])
    by_commitment = cells.groupby("commitment", sort=False).agg(is_omitted=("is_omitted", "all"), p_omitted=("p_omitted", "mean"))
    omitted = by_commitment.loc[by_commitment["is_omitted"], ["p_omitted"]]
    rows = commitments.merge(omitted, left_on="commitment", right_index=True)
    return rows.sort_values("strength", ascending=False, kind="stable").reset_index(drop=True)


def _number_of(n: int, word: str) -> str:
    return f"{n} {word}" if n == 1 else f"{n} {word}s"


def _percent(share: float) -> str:
    return f"{100 * share:.0f}%"


def _interval(row: pd.Series) -> str:
    return f"{_percent(row['coverage_rate'])} (interval {_percent(row['coverage_low'])} to {_percent(row['coverage_high'])})"


def _named(text: object) -> str:
    """Say a name or label of the study: not too long for a sentence, and fenced off where it runs from right to left."""
    words = " ".join(str(text).split())
    cut = words if len(words) <= LONGEST_NAME else words[: LONGEST_NAME - 1].rstrip() + "…"
    return isolated(cut)


def _outlet(tables: Tables, source: object) -> str:
    """Name a source by its outlet, with its id where the outlet has several."""
    outlets = dict(zip(tables.sources["source"], tables.sources["outlet"], strict=True))
    is_shared = list(outlets.values()).count(outlets[source]) > 1
    return _named(f"{outlets[source]} ({source})" if is_shared else outlets[source])


def _everyone(n_sources: int) -> str:
    return "the only source" if n_sources == 1 else "every source"


def _breadth(tables: Tables) -> Finding | None:
    whole = tables.rates[tables.rates["dimension"] == "all"].dropna(subset=["coverage_rate"])
    if whole.empty:
        return None
    told = whole.assign(n_told=whole["n_covered"] + whole["n_partial"]).sort_values("n_told", ascending=False, kind="stable")
    first, last = told.iloc[0], told.iloc[-1]
    counts = [f"{row['n_told']} of {_number_of(int(row['n']), 'commitment')}, {row['n_covered']} in full." for row in (first, last)]
    if len(told) == 1:
        basis = f"Expected share covered in full: {_interval(first)}."
        return Finding("breadth", f"{_outlet(tables, first['source'])} tells {counts[0]}", basis, source=str(first["source"]))
    sentence = f"{_outlet(tables, first['source'])} tells most: {counts[0]} {_outlet(tables, last['source'])} tells least: {counts[1]}"
    shares = "; ".join(f"{_outlet(tables, row['source'])} {_interval(row)}" for row in (first, last))
    return Finding("breadth", sentence, f"Expected share covered in full: {shares}.", source=str(first["source"]))


def _left_out_by_all(tables: Tables) -> Finding | None:
    rows = left_out_by_all(tables.coverage, tables.commitments)
    total, n_sources = len(tables.commitments), tables.coverage["source"].nunique()
    if rows.empty or n_sources == 0:
        return None
    binding = rows[rows["strength"] >= 3]
    named = (binding if not binding.empty else rows).iloc[0]
    are = "is" if len(rows) == 1 else "are"
    sentence = f"{len(rows)} of {_number_of(total, 'commitment')} {are} left out by {_everyone(n_sources)}"
    if len(rows) > 1 and len(binding):
        what = "is a decision or firm commitment" if len(binding) == 1 else "are decisions or firm commitments"
        sentence += f"; {len(binding)} of these {what}"
    sentence += f", such as “{_named(named['label'])}”." if len(rows) > 1 else f": “{_named(named['label'])}”."
    basis = f"Compared: {_number_of(n_sources, 'source')}, {int(tables.sources['words'].sum()):,} words."
    return Finding("left out by all", sentence, basis, commitment=str(named["commitment"]), source=str(tables.coverage["source"].iloc[0]))


def _theme_left_out(tables: Tables) -> Finding | None:
    cells = tables.coverage.assign(is_told=tables.coverage["verdict"] != "omitted")
    themes = cells.groupby("theme", sort=False).agg(n_told=("is_told", "sum"), n=("commitment", "nunique"), cells=("is_told", "size"))
    silent = themes[themes["n_told"] == 0].sort_values("n", ascending=False, kind="stable")
    if silent.empty:
        return None
    theme, n = str(silent.index[0]), int(silent["n"].iloc[0])
    others, everyone = len(silent) - 1, _everyone(cells["source"].nunique())
    sentence = f"The whole theme “{_named(theme)}” is left out by {everyone}: {_number_of(n, 'commitment')}"
    sentence += f"; so {'is' if others == 1 else 'are'} {_number_of(others, 'other theme')}." if others else "."
    return Finding("theme left out", sentence, f"{_number_of(int(silent['cells'].iloc[0]), 'cell')}, all omitted.", theme=theme)


def _surprising(tables: Tables) -> Finding | None:
    """Name the most surprising omission among those that are sure, more likely told than not, and told by most others.

    What is a mere fact in the statement, such as that the parties met, is named only where nothing else was to be expected.
    """
    rows = tables.omissions
    rows = rows[(rows["verdict"] == "omitted") & (rows["p_omitted"] >= SURELY) & (rows["expected"] > LIKELY)]
    rows = rows[(rows["n_others"] >= LEAST_OTHERS) & (rows["n_others_telling"] > LIKELY * rows["n_others"])]
    if rows.empty:
        return None
    facts = tables.commitments.loc[tables.commitments["act"] == "fact", "commitment"]
    ranked = rows.assign(is_fact=rows["commitment"].isin(facts))
    row = ranked.sort_values(["is_fact", "surprise"], ascending=[True, False], kind="stable").iloc[0]
    labels = dict(zip(tables.commitments["commitment"], tables.commitments["label"], strict=True))
    unit, told, of = str(row["commitment"]), int(row["n_others_telling"]), int(row["n_others"])
    who = f"all {of} other sources" if told == of else f"{told} of {of} other sources"
    sentence = f"{_outlet(tables, row['source'])} leaves out “{_named(labels[unit])}”, which {who} tell."
    expected, left_out = _percent(row["expected"]), _percent(row["p_omitted"])
    basis = f"Chance of being told, from the other cells: {expected}; probability that it is left out: {left_out}."
    return Finding("surprising", sentence, basis, commitment=unit, source=str(row["source"]))


def _told_by_all(tables: Tables) -> Finding | None:
    cells = tables.coverage.assign(is_told=tables.coverage["verdict"] != "omitted")
    if cells["source"].nunique() < 2:
        return None
    by_commitment = cells.groupby("commitment", sort=False)["is_told"].all()
    shared = tables.commitments[tables.commitments["commitment"].isin(by_commitment[by_commitment].index)]
    if shared.empty:
        return Finding("told by all", "No commitment is told by every source.", f"{tables.coverage['source'].nunique()} sources.")
    labels = "; ".join(f"“{_named(label)}”" for label in shared["label"].head(3))
    more = f" and {len(shared) - 3} more" if len(shared) > 3 else ""
    sentence = f"{len(shared)} of {_number_of(len(tables.commitments), 'commitment')} reached every source: {labels}{more}."
    own = cells[cells["commitment"].isin(shared["commitment"])]
    least = own.sort_values("p_mentioned", kind="stable").iloc[0]
    label = dict(zip(shared["commitment"], shared["label"], strict=True))[least["commitment"]]
    where = f"“{_named(label)}” in {_outlet(tables, least['source'])}"
    basis = f"Covered or partial in each; least sure is {where}, told with probability {_percent(least['p_mentioned'])}."
    return Finding("told by all", sentence, basis, commitment=str(least["commitment"]), source=str(least["source"]))


def _emphasised(tables: Tables) -> Finding | None:
    themes = tables.emphasis[(tables.emphasis["level"] == "theme") & (tables.emphasis["item"] != OTHER_THEME)]
    clear = themes[(themes["log2_ratio"] >= MANY_WORDS) & (themes["log2_low"] > 0)]
    if clear.empty:
        return None
    row = clear.sort_values("share", ascending=False, kind="stable").iloc[0]
    share, own = _percent(row["share"]), _percent(row["statement_share"])
    sentence = f"{_outlet(tables, row['source'])} gives “{_named(row['item'])}” {share} of its words; the statement itself gives it {own}."
    times, at_least = 2 ** row["log2_ratio"], 2 ** row["log2_low"]
    basis = f"{row['words']} of {row['total_words']} words; {times:.1f} times the statement's share, at least {at_least:.1f} times."
    return Finding("emphasised", sentence, basis, source=str(row["source"]), theme=str(row["item"]))


def _discrepancy(tables: Tables) -> Finding | None:
    if tables.discrepancies.empty:
        return None
    row, n = tables.discrepancies.iloc[0], len(tables.discrepancies)
    told, says = _named(row["text"]), isolated(str(row["statement_says"]))
    sentence = f"{_outlet(tables, row['source'])} tells a {row['kind']} differently: “{told}”, where the statement says “{says}”."
    basis = f"{'1 discrepancy' if n == 1 else f'{n} discrepancies'} found in all: dates, numbers and names."
    commitment = str(row["commitment"]) if row["commitment"] else None
    return Finding("discrepancy", sentence, basis, commitment=commitment, source=str(row["source"]))


def _contradicted(tables: Tables) -> Finding | None:
    """Name the source that tells most commitments as the contrary."""
    rows = contradicted_cells(tables.coverage, tables.fidelity)
    if rows.empty:
        return None
    counts = rows.groupby("source", sort=False).size()
    source, n = str(counts.idxmax()), int(counts.max())
    row = rows[rows["source"] == source].iloc[0]
    told = int(((tables.coverage["source"] == source) & (tables.coverage["verdict"] != "omitted")).sum())
    label = tables.commitments.loc[tables.commitments["commitment"] == row["commitment"], "label"].iloc[0]
    such = ", such as" if n > 1 else ":"
    of_all = f"{n} of {_number_of(told, 'commitment')}"
    sentence = f"{_outlet(tables, source)} says the contrary of {of_all} that it tells{such} “{_named(label)}”."
    basis = f"{_number_of(len(rows), 'cell')} found in all, in the statement's language; each counts as told all the same: read the quote."
    return Finding("contradicted", sentence, basis, commitment=str(row["commitment"]), source=source)


def _copy(tables: Tables) -> Finding | None:
    """Name the source that takes most from another one, where it is a copy or near-duplicate."""
    outlets = dict(zip(tables.sources["source"], tables.sources["outlet"], strict=True))
    rows = tables.similarity
    rows = rows[(rows["kind"] == "source") & (rows["relation"] != "") & rows["other"].isin(list(outlets))]
    if rows.empty:
        return None
    row = rows.sort_values("share", ascending=False, kind="stable").iloc[0]
    copied = f"{_percent(row['share'])} of its words stand word for word in {_outlet(tables, row['other'])}"
    n, total = rows["source"].nunique(), len(outlets)
    others = f"{n} of {_number_of(total, 'source')} share half or more of their words with another"
    basis = f"{row['words']} of {row['total_words']} words; {others}."
    return Finding("copy", f"{_outlet(tables, row['source'])} is a {row['relation']}: {copied}.", basis, source=str(row["source"]))
