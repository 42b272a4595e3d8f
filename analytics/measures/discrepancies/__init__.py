"""Discrepancies: dates, numbers and names that a source tells otherwise than the statement."""

from analytics.measures.discrepancies.model import FactModel, load_fact_model
from analytics.measures.discrepancies.table import discrepancy_table

__all__ = ["FactModel", "discrepancy_table", "load_fact_model"]
