"""One command a file; `analytics.cli` puts them together.

Everything heavy is imported inside the commands, so that help and wrong usage are answered at once.
"""
