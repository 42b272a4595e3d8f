"""Print how often a shipped scheme gives commitments the theme of a person: ``python -m analytics.intake SCHEME CODING``."""

from __future__ import annotations

import csv
import sys
from collections import Counter
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from analytics.errors import AnalyticsError
from analytics.intake.theme_schemes import assign_scheme
from analytics.study.codebook import Commitment

if TYPE_CHECKING:
    from collections.abc import Iterable

ARGUMENTS = 2


def main(arguments: list[str]) -> int:
    """Measure a scheme.

    Parameters
    ----------
    arguments : list of str
        Name of the scheme, and a CSV file with the columns of ``docs/judged_policy_themes.csv``: a statement's rows
        stand together, and ``second_theme`` may be empty.

    Returns
    -------
    int
        0 done, 1 the file or the scheme is at fault, 2 wrong usage.
    """
    if len(arguments) != ARGUMENTS:
        sys.stderr.write("Name a scheme and a coding: python -m analytics.intake policy docs/judged_policy_themes.csv\n")
        return 2
    scheme, coding = arguments
    try:
        with Path(coding).open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        given = [unit.theme for _, own in groupby(rows, key=lambda row: row["statement"]) for unit in assign_scheme(_units(own), scheme)]
    except (OSError, KeyError, ValueError) as error:
        sys.stderr.write(
            f"{coding} cannot be read as a coding of themes ({error!r}); expected the columns of docs/judged_policy_themes.csv.\n"
        )
        return 1
    except AnalyticsError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    _print(rows, given)
    return 0


def _units(rows: Iterable[dict[str, str]]) -> list[Commitment]:
    return [Commitment(row["commitment"], int(row["paragraph"]), "", "fact", 0, row["label"], row["quote"], 0, 0) for row in rows]


def _print(rows: list[dict[str, str]], given: list[str]) -> None:
    first = [row["theme"] == theme for row, theme in zip(rows, given, strict=True)]
    either = [theme in (row["theme"], row.get("second_theme")) for row, theme in zip(rows, given, strict=True)]
    lines = [f"{len(rows)} commitments: the person's theme {sum(first) / len(rows):.3f}, that or the second {sum(either) / len(rows):.3f}"]
    most, n_most = Counter(row["theme"] for row in rows).most_common(1)[0]
    lines.append(f"the most frequent theme for all ({most}): {n_most / len(rows):.3f}")
    for theme in dict.fromkeys(row["theme"] for row in rows):
        own = [hit for row, hit in zip(rows, either, strict=True) if row["theme"] == theme]
        lines.append(f"  {theme}: {sum(own)} of {len(own)} right; given to {given.count(theme)}")
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
