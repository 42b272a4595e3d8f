"""What figures say of themselves."""

from __future__ import annotations

import datetime

import pytest

from analytics.charts.theme import in_look
from analytics.exports.captions import Caption, caption_of, captioned
from analytics.exports.figures import figure_spec
from tests.chart_specs import all_charts

CAPTION = Caption(filters="Shown: themes Trade.", sample="4 sources, 2,352 words", source="Source: Pact.")


@pytest.mark.parametrize("name", all_charts())
def test_a_caption_adds_lines_and_changes_nothing_else(name):
    """Without the last layer and the last lines of the subtitle, the file's specification is the screen's."""
    on_screen = in_look(all_charts()[name]).to_dict()
    spec = figure_spec(all_charts()[name], width=692, caption=CAPTION)
    assert spec["layer"].pop()["mark"]["text"] == ["Source: Pact."]
    lines = spec["title"]["subtitle"]
    assert lines[-2:] == ["Shown: themes Trade.", "4 sources, 2,352 words"]
    shown = on_screen["title"]["subtitle"]
    assert lines[:-2] == [line for line in ([shown] if isinstance(shown, str) else shown) if line]
    spec["title"]["subtitle"], spec["width"] = shown, "container"
    assert spec == on_screen


def test_lines_are_wrapped_to_the_width():
    """A column is narrower than a slide."""
    spec = figure_spec(all_charts()["agenda"])
    long = Caption(source="word " * 60)
    lines = {width: captioned({**spec, "width": width}, long)["layer"][-1]["mark"]["text"] for width in (336, 1280)}
    assert len(lines[336]) > len(lines[1280]) > 1
    assert all(len(line) * 5 < width for width, text in lines.items() for line in text)


def test_the_source_line_stands_below_the_axis():
    """A chart with an axis below leaves it room."""
    gaps = {name: captioned(figure_spec(all_charts()[name]), CAPTION)["layer"][-1]["mark"]["y"]["expr"] for name in all_charts()}
    assert gaps["verdict_shares"] == "height + 56"
    assert gaps["agenda"] == "height + 22"


def test_caption_names_study_day_sample_and_version(hostile):
    """All from the study: no clock. A day is printed only where one is given."""
    caption = caption_of(hostile, filters="Shown: x.")
    words = int(hostile.sources["words"].sum())
    assert (caption.filters, caption.sample) == ("Shown: x.", f"2 sources, {words:,} words")
    assert "statement of 2030-05-01" in caption.source
    assert caption.source.endswith(f"CON. Leftout {hostile.provenance['leftout']}.")
    dated = caption_of(hostile, made_on=datetime.date(2031, 2, 3))
    assert dated.source == caption.source.removesuffix(".") + ", 2031-02-03."
