"""Codes and codings for other programs, and back: REFI-QDA, web annotations, tables of codings."""
