"""A chart as a page of its own that works by mail, without a network."""

from __future__ import annotations

import base64
import hashlib
import html
import json
from functools import cache
from typing import Any

import vl_convert

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>body {{ margin: 16px; background: {background} }}</style>
</head>
<body>
<div id="chart"></div>
<script>{bundle}</script>
<script id="spec" type="application/json">{spec}</script>
<script>{start}</script>
</body>
</html>
"""

_START = (
    'vegaEmbed("#chart", JSON.parse(document.getElementById("spec").textContent), '
    '{renderer: "svg", actions: false, ast: true, tooltip: {theme: "custom"}});'
)
"""Expressions are interpreted, so that the page needs no leave to make code out of texts."""


@cache
def chart_bundle(vl_version: str) -> str:
    """Return the script that draws charts in a browser: Vega, Vega-Lite and Vega-Embed in one.

    Parameters
    ----------
    vl_version : str
        Release of Vega-Lite.

    Returns
    -------
    str
        JavaScript, nearly 0.9 MB; it defines ``vegaEmbed``. Safe inside a script element: it ends none.
    """
    return str(vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;", vl_version=vl_version)).replace("</script", "<\\/script")


def as_script_data(value: object) -> str:
    """Write data as JSON that can stand in a script element of a page, whatever texts it holds."""
    plain = json.dumps(value, ensure_ascii=True)
    return plain.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def figure_page(spec: dict[str, Any], *, vl_version: str) -> bytes:
    """Write a page that draws a chart, with its tooltips, from the file alone.

    Parameters
    ----------
    spec : dict
        A Vega-Lite specification of a chart of `analytics.charts`, with a caption or without.
    vl_version : str
        Release of Vega-Lite.

    Returns
    -------
    bytes
        HTML. Its policy permits no request and no script but its own.
    """
    bundle = chart_bundle(vl_version)
    hashes = " ".join(f"'sha256-{_hash(script)}'" for script in (bundle, _START))
    policy = f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'"
    page = _PAGE.format(
        policy=policy,
        title=html.escape(_title(spec)),
        background=html.escape(str(spec["config"]["background"])),
        bundle=bundle,
        spec=as_script_data(spec),
        start=_START,
    )
    return page.encode("utf-8")


def _title(spec: dict[str, Any]) -> str:
    """Read the title, which is the last of the forms that the chart chooses from by its width."""
    text = spec["title"]["text"]
    if isinstance(text, dict):
        return " ".join(json.loads(text["expr"].rpartition(" : ")[2]))
    return text if isinstance(text, str) else " ".join(text)


def _hash(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")
