"""Split a statement into proposed commitments."""

from analytics.study.clauses.splitting import LeftOut, Split, propose_commitments, propose_split, split_statement

__all__ = ["LeftOut", "Split", "propose_commitments", "propose_split", "split_statement"]
