"""Which omissions were to be expected, and which are surprising?"""

from __future__ import annotations

from analytics.measures.omissions.table import omission_table

__all__ = ["omission_table"]
