"""Whose words are these: what stands verbatim in the statement or in another source?"""

from __future__ import annotations

from analytics.measures.reuse.copies import later_copies
from analytics.measures.reuse.table import reuse_tables

__all__ = ["later_copies", "reuse_tables"]
