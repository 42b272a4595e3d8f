"""Which phrases stand for a text? YAKE's scores, for phrases that a reader can use."""

from analytics.measures.keywords.table import extract_keywords, keyword_table

__all__ = ["extract_keywords", "keyword_table"]
