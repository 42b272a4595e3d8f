"""One and many, in what charts and pages say."""

from __future__ import annotations

import pandas as pd

from analytics.charts import coverage_matrix, left_out, verdict_shares
from analytics.charts.counting import number_of
from analytics.dashboard import strings
from analytics.dashboard.strings import study as words


def test_counts_have_their_noun() -> None:
    """None and many take the plural; thousands have their comma."""
    assert [number_of(n, "source") for n in (0, 1, 2352)] == ["0 sources", "1 source", "2,352 sources"]


def test_one_commitment_is_no_commitments() -> None:
    """On the steps, on Overview, and in what charts say."""
    assert words.to_compare(1, 281) == "1 commitment against 281 articles"
    assert words.split_into(1, 1, 1) == "1 commitment in 1 theme, 1 word"
    assert strings.left_out_by_all(1, 1, 2) == "1 of 1 commitment is left out by all 2 articles"
    assert strings.left_out_by_all(0, 3, 2) == "0 of 3 commitments are left out by all 2 articles"
    cells = pd.DataFrame(
        {
            "source": ["a"],
            "outlet": ["A"],
            "commitment": ["1a"],
            "theme": ["Lakes"],
            "verdict": ["omitted"],
            "reviewer": [""],
            "contradicted": [""],
        }
    )
    told = coverage_matrix.alt_text(cells)
    assert "1 commitment and 1 source:" in told
    assert "1 of 1 commitment is left out by every source" in told
    units = pd.DataFrame({"commitment": ["1a"], "label": ["Plant trees"], "theme": ["Lakes"], "act": ["commitment"], "strength": [4]})
    drawn = left_out.left_out(cells, units, title="Left out").to_dict()["title"]
    assert drawn["subtitle"] == ["1 commitment left out by at least 75% of the sources.", "Bar: share of sources."]
    assert left_out.alt_text(cells, units).startswith("1 commitment was left out by")
    rates = pd.DataFrame({"source": ["a"], "outlet": ["A"], "dimension": ["all"], "n": [1]}).assign(
        coverage_rate=0.5, partial_rate=0.25, omission_rate=0.25, coverage_low=0.1, coverage_high=0.9
    )
    chart = str(verdict_shares.verdict_shares(rates, title="Shares").to_dict())
    assert "1 commitment" in chart
    assert "1 commitments" not in chart
