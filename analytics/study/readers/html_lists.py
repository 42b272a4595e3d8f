"""Numbers that a browser writes before the items of a list: in a statement they are the names of its commitments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analytics.study.readers.counting import numeral

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_STYLES = {"a": "lower-letter", "A": "upper-letter", "i": "lower-roman", "I": "upper-roman"}


def write_list_numbers(tree: HtmlElement) -> None:
    """Write the number of each item of an ordered list into its text.

    Parameters
    ----------
    tree : lxml.html.HtmlElement
        A page; changed in place. ``start``, ``reversed``, ``type`` and ``value`` count as in a browser.
    """
    for ordered in tree.iter("ol"):
        items = ordered.findall("li")
        step = -1 if "reversed" in ordered.attrib else 1
        number = _whole(ordered.get("start"), len(items) if step < 0 else 1)
        for item in items:
            number = _whole(item.get("value"), number)
            _prefix(item, numeral(number, _STYLES.get(ordered.get("type", ""), "decimal")))
            number += step


def _prefix(item: HtmlElement, written: str) -> None:
    """Put a number before the first words of an item, which may stand in a paragraph of its own."""
    target = item
    while not (target.text or "").strip() and len(target) and target[0].tag in ("p", "div", "span", "b", "strong", "em", "a"):
        target = target[0]
    words = (target.text or "").lstrip()
    # some pages hide the browser's number and write their own
    if not words.startswith(written):
        target.text = f"{written} {words}"


def _whole(given: str | None, default: int) -> int:
    try:
        number = int((given or "").strip()[:9])
    except ValueError:
        return default
    return number
