"""Whose words are these: what stands verbatim in the statement or in another source?"""

from __future__ import annotations

from analytics.measures.reuse.copies import copies_of_earlier, later_copies, relation
from analytics.measures.reuse.table import reuse_tables, verbatim_copies

__all__ = ["copies_of_earlier", "later_copies", "relation", "reuse_tables", "verbatim_copies"]
