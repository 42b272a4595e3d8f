"""What a list or table on a page was given to draw."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pandas as pd

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest


def lists(at: AppTest) -> dict[str, dict[str, Any]]:
    """Return the data of every list on the page, by its key."""
    parts = [json.loads(part.proto.json) for part in at.get("bidi_component") if part.proto.json]
    return {str(part["key"]): part for part in parts if "isChoice" in part}


def listed(at: AppTest, key: str) -> pd.DataFrame:
    """Return the rows of a list as a table."""
    data = lists(at)[key]
    return pd.DataFrame(data["rows"], columns=[column["name"] for column in data["columns"]])
