"""What does an analysis say once the verdicts of people stand in place of the program's?"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

import numpy as np
import pandas as pd

from analytics.errors import Fault
from analytics.language.passages import split_passages
from analytics.language.reading import ReadText
from analytics.language.tokens import tokenize
from analytics.measures.corrected_rates import cell_roles, corrected_rates
from analytics.measures.coverage.model import named_model
from analytics.measures.emphasis import emphasis_table
from analytics.measures.omissions import omission_table
from analytics.measures.rates import rate_table
from analytics.measures.review_order import review_order
from analytics.reviews.records import QUEUE, RANDOM, text_sha256
from analytics.reviews.settlement import disputes
from analytics.schema import SEPARATOR, conform

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from analytics.pipeline import Analysis
    from analytics.study.coding import Span
    from analytics.study.manifest import Study

Cell = tuple[str, str]
"""Source and commitment."""

Row = dict[str, Any]
"""One row of a table by column."""

Memo = dict[tuple[str, str], dict[str, pd.DataFrame]]
"""Source and digest of its reviews to the tables made from them."""

REMADE = ("rates", "emphasis")
"""Tables that are measured again from the checked cells."""

_KEY = ["source", "commitment"]


@dataclass(frozen=True, slots=True, eq=False)
class FittingReviews:
    """The reviews of a study, parted by whether the texts are still those that were read.

    Parameters
    ----------
    fitting : pandas.DataFrame
        Reviews of cells that the study has, made on the very texts that it has.
    outdated : pandas.DataFrame
        Reviews made on a source or a commitment that was changed since, or of one that is no longer there.
    """

    fitting: pd.DataFrame
    outdated: pd.DataFrame

    @property
    def faults(self) -> tuple[Fault, ...]:
        """One notice per source with reviews that no longer fit."""
        counts = self.outdated.groupby("source", sort=False).size()
        return tuple(
            Fault(
                str(source),
                f"{n} review{' of this source was' if n == 1 else 's of this source were'} made on another text of it or of the "
                "commitment; the program's verdict is shown instead. Nothing is lost: check these cells again.",
                severity="notice",
                source=str(source),
            )
            for source, n in counts.items()
        )


def fitting_reviews(study: Study, reviews: pd.DataFrame) -> FittingReviews:
    """Part the reviews that fit the texts of a study from those that do not; `reviews` as from `ReviewStore.reviews`."""
    sources = {each.id: text_sha256(each.text) for each in study.sources}
    quotes = {each.id: text_sha256(each.quote) for each in study.commitments}
    fits = (reviews["source"].map(sources) == reviews["source_sha256"]) & (reviews["commitment"].map(quotes) == reviews["quote_sha256"])
    return FittingReviews(reviews[fits].reset_index(drop=True), reviews[~fits].reset_index(drop=True))


def apply_reviews(
    analysis: Analysis, reviews: pd.DataFrame, *, reviewers: Sequence[str] | None = None, memo: Memo | None = None
) -> Analysis:
    """Put the verdicts of people in place of the program's.

    Parameters
    ----------
    analysis : Analysis
        The program's own.
    reviews : pandas.DataFrame
        From `analytics.reviews.ReviewStore.reviews` with the key of the study.
    reviewers : sequence of str, optional
        Whose verdicts count; everybody's without it. Of several on one cell the newest counts.
    memo : dict, optional
        Tables of sources made before from the very same analysis; filled, so that one more review makes one source again.

    Returns
    -------
    Analysis
        With new tables ``coverage`` (checked cells have the verdict found, probabilities of 0 or 1, and their ``reviewer``), ``evidence``
        (the passages chosen), ``rates`` (`analytics.measures.corrected_rates`), ``emphasis`` (of the commitments) and ``omissions``; with
        a notice for reviews of texts that changed, which are not applied; and with what was applied in ``provenance["reviews"]``: there
        ``disputed`` lists the cells, if any, on which reviewers differ and that are not settled. The analysis itself where there is
        nothing to apply or to notice.
    """
    if reviewers is not None:
        reviews = reviews[reviews["reviewer"].isin(reviewers)]
    parted = fitting_reviews(analysis.study, reviews)
    faults = (*analysis.faults, *parted.faults)
    fitting = parted.fitting[parted.fitting["source"].isin(analysis.sources["source"])]
    if fitting.empty:
        return dataclasses.replace(analysis, faults=faults) if parted.faults else analysis
    newest = fitting.drop_duplicates(_KEY, keep="last")
    chosen = {(row["source"], row["commitment"]): row for row in _records(newest)}
    evidence = _evidence(analysis, chosen)
    coverage = _coverage(analysis, chosen, evidence)
    remade = _remade(analysis, coverage, evidence, fitting, {} if memo is None else memo)
    return dataclasses.replace(
        analysis,
        coverage=coverage,
        evidence=evidence,
        rates=remade["rates"],
        emphasis=remade["emphasis"],
        omissions=omission_table(coverage, analysis.sources, analysis.commitments),
        provenance={**analysis.provenance, "reviews": _described(newest, fitting)},
        faults=faults,
    )


def roles_of_cells(order: pd.DataFrame, reviews: pd.DataFrame) -> pd.Series:
    """Say for which other cells each checked cell can speak, see `analytics.measures.corrected_rates.cell_roles`.

    Parameters
    ----------
    order : pandas.DataFrame
        From `analytics.measures.review_order.review_order` of the whole study, or its rows of some sources.
    reviews : pandas.DataFrame
        The reviews that count, with their routes.
    """
    by_route = {route: _cells_of(reviews[reviews["route"] == route]) for route in (QUEUE, RANDOM)}
    return cell_roles(order, _cells_of(reviews), by_rank=by_route[QUEUE], by_lot=by_route[RANDOM])


def _cells_of(reviews: pd.DataFrame) -> set[Cell]:
    return set(_cells(reviews))


def _cells(table: pd.DataFrame) -> list[Cell]:
    return list(zip(table["source"].tolist(), table["commitment"].tolist(), strict=True))  # a column itself is slow to walk through


def _evidence(analysis: Analysis, chosen: dict[Cell, Row]) -> pd.DataFrame:
    """Put the chosen passages in place of the program's; where a person chose none, the program's stay for a verdict that tells."""
    table = analysis.evidence
    is_touched = np.array([cell in chosen for cell in _cells(table)], dtype=bool)
    own, texts = _by_cell(table[is_touched]), _texts(analysis, {source for source, _ in chosen})
    rows: list[Row] = []
    for cell, review in chosen.items():
        spans, program = _spans(review), own.get(cell, [])
        if spans:
            rows.extend(_quoted(texts[cell[0]], cell, spans, program))
        elif review["verdict"] != "omitted":
            rows.extend(program)
    if not rows:
        return table[~is_touched].reset_index(drop=True)
    found = conform(pd.DataFrame(rows, columns=table.columns), "evidence")
    return _in_order(pd.concat([table[~is_touched], found], ignore_index=True), analysis.coverage)


def _in_order(evidence: pd.DataFrame, coverage: pd.DataFrame) -> pd.DataFrame:
    """Put the passages in the order of their cells; those of one cell stay as they are."""
    place = {cell: number for number, cell in enumerate(_cells(coverage))}
    places = np.array([place[cell] for cell in _cells(evidence)], dtype=int)
    return evidence.iloc[np.argsort(places, kind="stable")].reset_index(drop=True)


def _by_cell(table: pd.DataFrame) -> dict[Cell, list[Row]]:
    """Gather the rows of each cell, in the order of the table: many small frames would be slow."""
    cells: dict[Cell, list[Row]] = {}
    for row in _records(table):
        cells.setdefault((str(row["source"]), str(row["commitment"])), []).append(row)
    return cells


def _records(table: pd.DataFrame) -> list[Row]:
    return cast("list[Row]", table.to_dict("records"))


def _spans(review: Row | None) -> list[Span]:
    return [(int(start), int(end)) for start, end in json.loads(str(review["evidence"]))] if review else []


@dataclass(frozen=True, slots=True)
class _Text:
    """A source's text and where its passages stand."""

    text: str
    ids: list[str]
    starts: np.ndarray
    ends: np.ndarray

    def passage_at(self, start: int, end: int) -> str:
        """Return the passage that holds most of a span; empty in a text without passages."""
        overlap = np.minimum(self.ends, end) - np.maximum(self.starts, start)
        return self.ids[int(overlap.argmax())] if self.ids else ""


def _texts(analysis: Analysis, ids: Collection[str]) -> dict[str, _Text]:
    passages = analysis.passages
    texts = {}
    for source in (each for each in analysis.study.sources if each.id in ids):
        here = passages[passages["source"] == source.id]
        texts[source.id] = _Text(source.text, list(here["passage_id"]), here["start"].to_numpy(int), here["end"].to_numpy(int))
    return texts


def _quoted(article: _Text, cell: Cell, spans: list[Span], program: list[Row]) -> Iterator[Row]:
    scores = {(row["start"], row["end"]): row["score"] for row in program}
    for rank, (start, end) in enumerate(spans, 1):
        place = {"passage_id": article.passage_at(start, end), "start": start, "end": end, "text": article.text[start:end]}
        yield {"source": cell[0], "commitment": cell[1], "rank": rank, **place, "score": scores.get((start, end), np.nan)}


def _coverage(analysis: Analysis, chosen: dict[Cell, Row], evidence: pd.DataFrame) -> pd.DataFrame:
    """Put what people found into their cells; all other rows stay as they are, without being read."""
    table = analysis.coverage
    is_touched = np.array([cell in chosen for cell in _cells(evidence)], dtype=bool)
    quoted = _by_cell(evidence[is_touched])
    places = {place: cell for place, cell in enumerate(_cells(table)) if cell in chosen}
    if not places:
        return table
    rows = _records(table.iloc[list(places)])
    found = [_corrected(row, chosen[cell], quoted.get(cell, [])) for row, cell in zip(rows, places.values(), strict=True)]
    columns = {}
    for name in found[0]:
        values = table[name].to_list()
        for place, row in zip(places, found, strict=True):
            values[place] = row[name]
        columns[name] = values
    return conform(table.assign(**columns), "coverage")


def _corrected(row: Row, review: Row, quoted: list[Row]) -> Row:
    verdict = str(review["verdict"])
    joined = {column: SEPARATOR.join(str(passage[key]) for passage in quoted) for column, key in _JOINED.items()}
    certain = {"p_covered": float(verdict == "covered"), "p_mentioned": float(verdict != "omitted")}
    return {"verdict": verdict, "reviewer": review["reviewer"]} | certain | joined | _parts(row, verdict)


_JOINED = {"evidence": "text", "start": "start", "end": "end"}


def _parts(row: Row, verdict: str) -> Row:
    """Say which parts are told: all or none of them; of a cell that a person calls partial only what the program said of a partial one."""
    if verdict == row["program_verdict"]:
        return {"found": row["found"], "missing": row["missing"]}
    if verdict == "partial":
        return {"found": "", "missing": ""}
    parts = SEPARATOR.join(part for part in (str(row["found"]), str(row["missing"])) if part)
    return {"found": parts, "missing": ""} if verdict == "covered" else {"found": "", "missing": parts}


def _remade(
    analysis: Analysis, coverage: pd.DataFrame, evidence: pd.DataFrame, reviews: pd.DataFrame, memo: Memo
) -> dict[str, pd.DataFrame]:
    """Make the rates and the emphasis of the reviewed sources again; those of the others stay."""
    made, order = {}, None
    for source, of_source in reviews.groupby("source", sort=False):
        key = (str(source), _digest(of_source))
        if key not in memo:
            order = review_order(analysis.coverage) if order is None else order
            roles = roles_of_cells(order[order["source"] == source], of_source)
            rates = _rates(analysis, coverage, roles, str(source))
            memo[key] = {"rates": rates, "emphasis": _emphasis(analysis, evidence, str(source))}
        made[str(source)] = memo[key]
    return {name: _in_place_of(analysis.table(name), {source: tables[name] for source, tables in made.items()}) for name in REMADE}


def _rates(analysis: Analysis, coverage: pd.DataFrame, roles: pd.Series, source: str) -> pd.DataFrame:
    program, found = (table[table["source"] == source].reset_index(drop=True) for table in (analysis.coverage, coverage))
    level = analysis.settings.interval_level
    plain = rate_table(found, level=level, rate_error=named_model(analysis.settings.weights).rate_error)
    return corrected_rates(plain, found, program, roles, level=level)


def _in_place_of(table: pd.DataFrame, made: dict[str, pd.DataFrame]) -> pd.DataFrame:
    return pd.concat([made.get(str(source), rows) for source, rows in table.groupby("source", sort=False)], ignore_index=True)


def _emphasis(analysis: Analysis, evidence: pd.DataFrame, source: str) -> pd.DataFrame:
    article = next(each for each in analysis.study.sources if each.id == source)
    language = dict(zip(analysis.sources["source"], analysis.sources["language"], strict=True))[source]
    words = dict(zip(analysis.commitments["commitment"], analysis.commitments["words"].astype(int), strict=True))
    reads, outlets = {source: _read(article.text, language)}, {source: article.outlet}
    level = analysis.settings.interval_level
    return emphasis_table(reads, outlets, analysis.themes, evidence, analysis.study.commitments, words, level=level)


def _read(text: str, language: str) -> ReadText:
    """Read a text without its vectors: emphasis counts words and needs none."""
    passages = split_passages(text, language)
    return ReadText(text, language, passages, tuple(tokenize(passage.text, language, offset=passage.start) for passage in passages), ())


def _described(applied: pd.DataFrame, fitting: pd.DataFrame) -> Row:
    said = {"applied": len(applied), "reviewers": sorted(set(applied["reviewer"])), "sha256": _digest(applied.sort_values(_KEY))}
    disputed = sorted([source, commitment] for source, commitment in disputes(fitting))
    return {**said, "disputed": disputed} if disputed else said


def _digest(reviews: pd.DataFrame) -> str:
    return hashlib.sha256(reviews[[*_KEY, "verdict", "evidence", "reviewer", "route"]].to_csv(index=False).encode()).hexdigest()
