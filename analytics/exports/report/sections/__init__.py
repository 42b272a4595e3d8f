"""One section of the report a function: tables in, blocks out. None knows how a block looks."""
