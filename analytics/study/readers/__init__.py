"""Read the files that people bring: texts out, with what the file says about them and what was cut away."""

from analytics.study.readers.model import Original, ReadDocument, Reading, Removed
from analytics.study.readers.reading import ENDINGS, read_file, read_files

__all__ = ["ENDINGS", "Original", "ReadDocument", "Reading", "Removed", "read_file", "read_files"]
