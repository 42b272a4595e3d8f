"""The specification of every chart, data left aside: a change of the drawing must be meant."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from syrupy.extensions.json import JSONSnapshotExtension

from analytics.charts.theme import in_look
from tests.chart_specs import all_charts, nodes

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion


def drawing(spec: dict[str, Any]) -> dict[str, Any]:
    """Leave out what is not drawing: data and their hashes, the schema's address, the look that all charts share."""
    for node in nodes(spec):
        node.pop("data", None)
        if str(node.get("name", "")).startswith("view_"):
            del node["name"]
        if "views" in node:
            del node["views"]
    return {key: value for key, value in spec.items() if key not in ("datasets", "$schema", "config")}


@pytest.mark.parametrize("name", all_charts())
def test_a_chart_is_drawn_as_agreed(name: str, snapshot: SnapshotAssertion) -> None:
    """Marks, encodings, scales, titles and sizes are those of the last agreed drawing."""
    assert drawing(all_charts()[name].to_dict()) == snapshot(extension_class=JSONSnapshotExtension)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_a_look_is_as_agreed(dark: bool, snapshot: SnapshotAssertion) -> None:
    """Colours, fonts and sizes of both forms are the last agreed ones."""
    chart = in_look(all_charts()["agenda"], dark=dark)
    assert chart.to_dict()["config"] == snapshot(extension_class=JSONSnapshotExtension)
