"""Whether a source reports a commitment: covered, partial or omitted, with evidence and probabilities."""

from analytics.measures.coverage.model import CoverageModel, load_model
from analytics.measures.coverage.table import coverage_table

__all__ = ["CoverageModel", "coverage_table", "load_model"]
