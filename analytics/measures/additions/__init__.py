"""Additions: what a source says beyond the statement, and of what kind it is."""

from analytics.measures.additions.model import AdditionModel, load_addition_model
from analytics.measures.additions.shares import addition_shares
from analytics.measures.additions.table import addition_table

__all__ = ["AdditionModel", "addition_shares", "addition_table", "load_addition_model"]
