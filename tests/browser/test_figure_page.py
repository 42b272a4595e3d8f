"""A chart's own page, opened from disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analytics.charts.coverage_matrix import coverage_matrix
from analytics.exports.captions import Caption
from analytics.exports.figures import export_figure
from tests import chart_tables as tables

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

HOSTILE = '</script><script>document.title="taken"</script><img src="http://example.org/x.png">'


def test_a_figure_opens_from_disk_without_a_request(browser: Browser, tmp_path: Path) -> None:
    """With the network off the chart is drawn, hostile texts stand there as texts, and nothing is asked for."""
    chart = coverage_matrix(tables.coverage(), title=f"Told? {HOSTILE}", labels={"1a": HOSTILE})
    path = tmp_path / "figure.html"
    path.write_bytes(export_figure(chart, "html", width=692, caption=Caption(sample="2 sources", source=f"Source: {HOSTILE}")))
    context = browser.new_context(offline=True)
    page = context.new_page()
    asked: list[str] = []
    errors: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(path.as_uri())
    page.wait_for_selector("#chart svg")
    drawn = page.text_content("#chart svg") or ""
    assert (asked, errors) == ([path.as_uri()], [])
    assert page.title() == f"Told? {HOSTILE}"
    assert page.query_selector("img") is None
    assert all(text in drawn for text in ("</script>", "2 sources", "Source:"))
    context.close()
