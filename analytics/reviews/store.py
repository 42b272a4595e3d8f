"""Where are the verdicts of people kept? Rows are added, never changed or removed."""

from __future__ import annotations

import datetime
import json
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pandas as pd
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from analytics.errors import ReviewError
from analytics.reviews.database import (
    VERDICT,
    WITHDRAWAL,
    create_tables,
    has_tables,
    open_engine,
    plain_errors,
    reviews_table,
    sqlite_file,
)
from analytics.reviews.records import checked_name
from analytics.settings import reviews_url

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analytics.reviews.records import Review

COLUMNS = [column.name for column in reviews_table.columns]
"""Columns of the history, see `ReviewStore.history`."""

_CELL = ["source", "commitment"]
_NUMBERS = ("id", "withdraws")


class ReviewStore:
    """Reviews in a database, safe for many writers at once.

    Parameters
    ----------
    url : str, optional
        A database URL; without it ``LEFTOUT_REVIEWS``, or a SQLite file in the user's data folder. Nothing is created before the first
        review is added.

    Raises
    ------
    ReviewError
        Here, if the URL or its driver is unknown; in every method, if the database is locked, read-only, damaged or of another
        schema.
    """

    def __init__(self, url: str | None = None) -> None:
        self._engine = open_engine(url or reviews_url())

    @property
    def place(self) -> str:
        """Where the reviews are kept, without a password."""
        file = sqlite_file(self._engine)
        return str(file) if file else self._engine.url.render_as_string(hide_password=True)

    def add(self, reviews: Sequence[Review]) -> list[int]:
        """Add reviews, all or none, and return their ids.

        What the same reviewer said of the cell before stays in the history; the new row names that verdict as the previous one.
        """
        if not reviews:
            return []
        with self._writing() as connection:
            return [self._insert(connection, review) for review in reviews]

    def withdraw(self, review_id: int, reviewer: str) -> int:
        """Take a review back by a new row, and return its id: what the reviewer said before stands again.

        Raises
        ------
        ReviewError
            If there is no such review of this reviewer, or it was taken back before.
        """
        name = checked_name(reviewer, settles=True)
        with self._writing() as connection:
            query = sa.select(reviews_table).where(reviews_table.c.id == review_id, reviews_table.c.kind == VERDICT)
            row = connection.execute(query).mappings().first()
            if row is None or row["reviewer"] != name:
                raise ReviewError(f"There is no review {review_id} by {name!r} to take back; reviewers take back their own.")
            values = {key: row[key] for key in ("study", *_CELL, "source_sha256", "quote_sha256", "program_verdict", "evidence", "route")}
            values |= {"kind": WITHDRAWAL, "withdraws": review_id, "previous_verdict": row["verdict"], "note": "", "reviewer": name}
            now = _now()
            try:
                result = connection.execute(reviews_table.insert().values(**values, at=now, recorded=now))
            except IntegrityError as error:
                raise ReviewError(f"Review {review_id} was taken back already; nothing was changed.") from error
            return _new_id(result)

    def history(self, study: str) -> pd.DataFrame:
        """Return every row of a study, oldest first.

        Returns
        -------
        pandas.DataFrame
            ``id`` (rises with time), ``kind`` (verdict or withdrawal), ``study, source, commitment, source_sha256, quote_sha256,
            verdict`` (empty in a withdrawal), ``previous_verdict`` (what the row replaces or takes back; empty for a first verdict),
            ``withdraws`` (id of the review that is taken back, 0 for none), ``evidence`` (JSON list of ``[start, end]``), ``note,
            reviewer, program_verdict, route`` (how the cell came before the reviewer, see `analytics.reviews.records`), ``at`` (when
            it was judged) and ``recorded`` (when it was stored), both UTC in ISO 8601.
        """
        file = sqlite_file(self._engine)
        if file is not None and not file.exists():
            return _history_frame([])
        with plain_errors(self._engine), self._engine.connect() as connection:
            return self._frame(connection, study) if has_tables(connection) else _history_frame([])

    def newest(self, study: str) -> tuple[int, str]:
        """Return how many rows a study has and when the last was stored: rows are only added, so these say whether there are new ones."""
        file = sqlite_file(self._engine)
        if file is not None and not file.exists():
            return 0, ""
        with plain_errors(self._engine), self._engine.connect() as connection:
            if not has_tables(connection):
                return 0, ""
            query = sa.select(sa.func.count(), sa.func.max(reviews_table.c.recorded)).where(reviews_table.c.study == study)
            n_rows, recorded = connection.execute(query).one()
            return int(n_rows), str(recorded or "")

    def reviews(self, study: str) -> pd.DataFrame:
        """Return the reviews of a study that stand: per reviewer and cell the newest that was not taken back, oldest first.

        Returns
        -------
        pandas.DataFrame
            The columns of `history`; no withdrawals.
        """
        return standing_reviews(self.history(study))

    def _insert(self, connection: sa.Connection, review: Review) -> int:
        now = _now()
        values = {
            "kind": VERDICT,
            "study": review.study,
            "source": review.source,
            "commitment": review.commitment,
            "source_sha256": review.source_sha256,
            "quote_sha256": review.quote_sha256,
            "verdict": review.verdict,
            "previous_verdict": self._previous(connection, review),
            "evidence": json.dumps([list(span) for span in review.evidence]),
            "note": review.note,
            "reviewer": review.reviewer,
            "program_verdict": review.program_verdict,
            "route": review.route,
            "at": review.at or now,
            "recorded": now,
        }
        return _new_id(connection.execute(reviews_table.insert().values(**values)))

    def _previous(self, connection: sa.Connection, review: Review) -> str | None:
        """Return the verdict of the same reviewer on the same cell that stands now."""
        taken_back = sa.select(reviews_table.c.withdraws).where(reviews_table.c.withdraws.is_not(None))
        query = (
            sa.select(reviews_table.c.verdict)
            .where(*(reviews_table.c[key] == getattr(review, key) for key in ("study", *_CELL, "reviewer")))
            .where(reviews_table.c.kind == VERDICT, reviews_table.c.id.not_in(taken_back))
            .order_by(reviews_table.c.id.desc())
            .limit(1)
        )
        return connection.execute(query).scalar()

    def _frame(self, connection: sa.Connection, study: str) -> pd.DataFrame:
        query = sa.select(reviews_table).where(reviews_table.c.study == study).order_by(reviews_table.c.id)
        return _history_frame([tuple(row) for row in connection.execute(query)])

    @contextmanager
    def _writing(self) -> Iterator[sa.Connection]:
        with plain_errors(self._engine):
            self._prepare_file()
            writing = self._engine.execution_options(writes=True)
            with writing.begin() as connection:
                create_tables(connection)
                yield connection

    def _prepare_file(self) -> None:
        """Make the folder, and let readers read while somebody writes."""
        file = sqlite_file(self._engine)
        if file is None or (file.exists() and file.stat().st_size):
            return
        file.parent.mkdir(parents=True, exist_ok=True)
        raw = self._engine.raw_connection()  # the journal cannot be changed in a transaction, and SQLAlchemy begins one
        try:
            raw.cursor().execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error):  # whoever holds it is doing the same
                raise
        finally:
            raw.close()


def standing_reviews(history: pd.DataFrame) -> pd.DataFrame:
    """Keep, of a history, the newest review of each reviewer and cell that was not taken back, in the order of ids."""
    taken_back = set(history.loc[history["kind"] == WITHDRAWAL, "withdraws"])
    rows = history[(history["kind"] == VERDICT) & ~history["id"].isin(taken_back)]
    return rows.drop_duplicates([*_CELL, "reviewer"], keep="last").reset_index(drop=True)


def _history_frame(rows: list[tuple[object, ...]]) -> pd.DataFrame:
    unknown = [0 if column in _NUMBERS else "" for column in COLUMNS]
    filled = [tuple(blank if value is None else value for value, blank in zip(row, unknown, strict=True)) for row in rows]
    types = {column: "int64" if column in _NUMBERS else "str" for column in COLUMNS}
    return pd.DataFrame(filled, columns=COLUMNS).astype(types)


def _new_id(result: sa.CursorResult[tuple[object, ...]]) -> int:
    key = result.inserted_primary_key
    return int(key[0]) if key is not None else 0


def _now() -> str:
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="microseconds")
