"""One field of what is mended: a column of the grid on a wide screen, a control of its own where one row is shown at a time."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import pandas as pd
import streamlit as st

from analytics.dashboard.escaping import escaped
from analytics.language.direction import without_overrides

if TYPE_CHECKING:
    from collections.abc import Sequence

    from streamlit.elements.lib.column_types import ColumnConfig

Kind = Literal["text", "choice", "number", "day"]

Value: TypeAlias = str | int | datetime.date | None
"""What a field holds; None where it holds nothing."""

_EARLIEST, _LATEST = datetime.date(1000, 1, 1), datetime.date(2999, 12, 31)


@dataclass(frozen=True, slots=True)
class Field:
    """What a field is called, and what it may hold.

    Parameters
    ----------
    label : str
        Its name on screen.
    kind : {"text", "choice", "number", "day"}
        What it holds.
    is_fixed : bool
        Whether it can only be read.
    is_required : bool
        Whether it may not be empty.
    options : sequence of str
        What a choice is made from.
    longest : int, optional
        Most characters of a text.
    most : int, optional
        Greatest number; the least is 0.
    width : int or str, optional
        Width of its column of the grid, as Streamlit has it.
    is_pinned : bool
        Whether its column of the grid stays in sight.
    """

    label: str
    kind: Kind = "text"
    is_fixed: bool = False
    is_required: bool = False
    options: Sequence[str] = ()
    longest: int | None = None
    most: int | None = None
    width: int | Literal["small", "medium", "large"] | None = None
    is_pinned: bool = False

    def column(self) -> ColumnConfig:
        """Return Streamlit's settings of its column of the grid."""
        shared: dict[str, Any] = {"width": self.width, "required": self.is_required, "pinned": self.is_pinned or None}
        match self.kind:
            case "text":
                return st.column_config.TextColumn(self.label, max_chars=self.longest, **shared)
            case "choice":
                return st.column_config.SelectboxColumn(self.label, options=list(self.options), **shared)
            case "number":
                return st.column_config.NumberColumn(self.label, min_value=0, max_value=self.most, step=1, **shared)
            case "day":
                return st.column_config.DateColumn(self.label, format="YYYY-MM-DD", **shared)

    def draw(self, value: Value, *, key: str) -> Value:
        """Draw its control, or what it holds where that can only be read, and return what stands in it.

        Marks in a text that would turn its letters around are shown instead, see `shown`.
        """
        value = shown(value)
        if self.is_fixed:
            st.html(f'<p class="lo-small">{escaped(self.label)}</p><div dir="auto">{escaped(str(value or ""))}</div>')
            return value
        match self.kind:
            case "text":
                text = str(value or "")
                longest = None if self.longest is not None and len(text) > self.longest else self.longest
                return st.text_input(self.label, text, max_chars=longest, key=key)
            case "choice":
                known = list(self.options)
                return st.selectbox(self.label, known, index=known.index(str(value)) if value in known else None, key=key)
            case "number":
                return st.number_input(self.label, min_value=0, max_value=self.most, step=1, value=int(str(value)), key=key)
            case "day":
                day = value if isinstance(value, datetime.date) else None
                return st.date_input(self.label, day, _EARLIEST, _LATEST, format="YYYY-MM-DD", key=key)


def shown(value: Value) -> Value:
    """Return a value as it is shown: marks in a text that would turn its letters around are seen, and what is undefined is None."""
    if isinstance(value, str):
        return without_overrides(value)
    return None if pd.isna(value) else value
