"""How far has the review of one source come, without putting the reviews of all in place?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analytics.measures.corrected_rates import checks_needed, corrected_rates, first_open_lots
from analytics.measures.coverage.model import named_model
from analytics.measures.rates import rate_table
from analytics.reviews.application import roles_of_cells
from analytics.reviews.records import RANDOM

if TYPE_CHECKING:
    import pandas as pd

    from analytics.pipeline import Analysis


@dataclass(frozen=True, slots=True, eq=False)
class Standing:
    """How far the review of one source has come.

    Parameters
    ----------
    rate : pandas.Series
        The source's row of the table ``rates`` for all commitments, with the reviews in place.
    needed : int
        Cells still to be drawn by lot until the interval is narrow enough.
    n_random : int
        Cells that were drawn by lot and checked.
    n_waiting : int
        Cells that were drawn by lot and checked, and do not count yet, since an earlier lot was not.
    waits_for : str
        Commitment of the first lot that was not checked; empty where none waits for it.
    """

    rate: pd.Series
    needed: int
    n_random: int
    n_waiting: int = 0
    waits_for: str = ""

    @property
    def half_width(self) -> float:
        """Half width of the coverage rate's interval, in shares."""
        return float(self.rate["coverage_high"] - self.rate["coverage_low"]) / 2


def source_standing(analysis: Analysis, source: str, order: pd.DataFrame, reviews: pd.DataFrame, *, half_width: float) -> Standing:
    """Return how far the review of one source has come.

    Parameters
    ----------
    analysis : Analysis
        The program's own.
    source : str
        Id of the source.
    order : pandas.DataFrame
        From `analytics.measures.review_order.review_order` of the whole analysis.
    reviews : pandas.DataFrame
        The reviews that stand and fit the texts, as `analytics.reviews.application.fitting_reviews` parts them.
    half_width : float
        Half width of the coverage rate's interval, in shares, at which one may stop.

    Returns
    -------
    Standing
        The very rate that `analytics.reviews.apply_reviews` gives for all reviews together.
    """
    here, own = analysis.coverage["source"] == source, reviews[reviews["source"] == source]
    program = analysis.coverage[here].reset_index(drop=True)
    lots = order[here.to_numpy()]
    roles = roles_of_cells(lots, own)
    found, level = _with_verdicts(program, own), analysis.settings.interval_level
    plain = rate_table(found, level=level, rate_error=named_model(analysis.settings.weights).rate_error, dimensions=("all",))
    rate = corrected_rates(plain, found, program, roles, level=level).iloc[0]
    needed = checks_needed(found, program, roles, half_width=half_width, level=level)
    by_lot = set(own.loc[own["route"] == RANDOM, "commitment"])
    n_waiting = int((lots["commitment"].isin(by_lot) & (roles == "open")).sum())
    _, first_open = first_open_lots(lots, {(source, commitment) for commitment in own["commitment"]}).get(source, (0, ""))
    return Standing(rate, needed, int((roles == "random").sum()), n_waiting, first_open if n_waiting else "")


def _with_verdicts(program: pd.DataFrame, reviews: pd.DataFrame) -> pd.DataFrame:
    """Put the newest verdict on each cell in place, with probabilities of 0 or 1."""
    newest = reviews.drop_duplicates("commitment", keep="last").set_index("commitment")
    verdict = program["commitment"].map(newest["verdict"])
    is_checked = verdict.notna()
    return program.assign(
        verdict=program["verdict"].where(~is_checked, verdict),
        reviewer=program["reviewer"].where(~is_checked, program["commitment"].map(newest["reviewer"])),
        p_covered=program["p_covered"].where(~is_checked, (verdict == "covered").astype(float)),
        p_mentioned=program["p_mentioned"].where(~is_checked, (verdict != "omitted").astype(float)),
    )
