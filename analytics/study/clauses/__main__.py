"""Print how well the split of each study's statement agrees with its codebook: ``python -m analytics.study.clauses STUDY ...``."""

from __future__ import annotations

import sys
from pathlib import Path

from analytics.errors import AnalyticsError
from analytics.study.clauses.scoring import score_split
from analytics.study.clauses.splitting import propose_commitments
from analytics.study.manifest import load_study


def main(folders: list[str]) -> int:
    """Score the statements of the studies in some folders.

    Parameters
    ----------
    folders : list of str
        Folders with a ``study.toml`` that names a codebook.

    Returns
    -------
    int
        0 done, 1 a study cannot be read, 2 no folder was named.
    """
    if not folders:
        sys.stderr.write("Name at least one study folder: python -m analytics.study.clauses STUDY [STUDY ...]\n")
        return 2
    for folder in folders:
        try:
            study = load_study(Path(folder))
        except AnalyticsError as error:
            sys.stderr.write(f"{error}\n")
            return 1
        score = score_split(study.statement.text, study.commitments, propose_commitments(study.statement), study.statement.language)
        sys.stdout.write(f"{Path(folder).name}: {score}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
