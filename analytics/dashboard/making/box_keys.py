"""Keys of boxes in which a text is mended."""

from __future__ import annotations

import hashlib


def key_of_box(name: str, text: str) -> str:
    """Return the key of a box that holds a text: another text in its place is another box, and never shows what the first one held."""
    return f"{name}_{hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()}"
