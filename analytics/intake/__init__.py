"""From files to a study: read them, tell their languages and copies, write the folder."""

from analytics.intake.bylines import with_byline
from analytics.intake.copies import Copy, find_copies
from analytics.intake.creation import CreatedStudy, create_study
from analytics.intake.reading import read_file, read_files, read_paths

__all__ = ["Copy", "CreatedStudy", "create_study", "find_copies", "read_file", "read_files", "read_paths", "with_byline"]
