"""Split a statement into proposed commitments."""

from analytics.study.clauses.splitting import propose_commitments, split_statement

__all__ = ["propose_commitments", "split_statement"]
