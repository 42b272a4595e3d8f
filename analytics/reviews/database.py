"""How are reviews laid out in a database, and what is wrong when it cannot be used?"""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.pool import NullPool

from analytics.errors import ReviewError
from analytics.schema import VERDICTS

if TYPE_CHECKING:
    from collections.abc import Iterator

SCHEMA_VERSION = 1
"""Version of the tables below; stored in the database."""

BUSY_TIMEOUT_S = 10.0
"""How long to wait for another writer of the same SQLite file."""

VERDICT, WITHDRAWAL = "verdict", "withdrawal"
"""What a row is: a verdict, or the withdrawal of one."""

metadata = sa.MetaData()
_KNOWN = ", ".join(f"'{verdict}'" for verdict in VERDICTS)

reviews_table = sa.Table(
    "review",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("kind", sa.String(16), sa.CheckConstraint(f"kind in ('{VERDICT}', '{WITHDRAWAL}')"), nullable=False),
    sa.Column("study", sa.String(64), nullable=False, index=True),
    sa.Column("source", sa.Text, nullable=False),
    sa.Column("commitment", sa.Text, nullable=False),
    sa.Column("source_sha256", sa.String(64), nullable=False),
    sa.Column("quote_sha256", sa.String(64), nullable=False),
    sa.Column("verdict", sa.String(16), sa.CheckConstraint(f"verdict in ({_KNOWN})")),
    sa.Column("previous_verdict", sa.String(16)),
    sa.Column("withdraws", sa.Integer, sa.ForeignKey("review.id"), unique=True),
    sa.Column("evidence", sa.Text, nullable=False),
    sa.Column("note", sa.Text, nullable=False),
    sa.Column("reviewer", sa.Text, nullable=False),
    sa.Column("program_verdict", sa.String(16), nullable=False),
    sa.Column("route", sa.String(16), nullable=False),
    sa.Column("at", sa.String(40), nullable=False),
    sa.Column("recorded", sa.String(40), nullable=False),
    sqlite_autoincrement=True,  # an id is never given twice
)
version_table = sa.Table("leftout_reviews", metadata, sa.Column("version", sa.Integer, primary_key=True))

for _change in ("UPDATE", "DELETE"):
    _refuse = f"CREATE TRIGGER review_no_{_change.lower()} BEFORE {_change} ON review BEGIN SELECT RAISE(ABORT, 'reviews are kept'); END"
    event.listen(reviews_table, "after_create", sa.DDL(_refuse).execute_if(dialect="sqlite"))  # type: ignore[no-untyped-call]


def open_engine(url: str) -> sa.Engine:
    """Open a database by its URL; raise `ReviewError` where the URL or its driver is unknown."""
    try:
        parsed = sa.make_url(url)
        if parsed.get_backend_name() != "sqlite":
            return sa.create_engine(parsed, pool_pre_ping=True)
        waiting: dict[str, Any] = {} if "timeout" in parsed.query else {"timeout": BUSY_TIMEOUT_S}
        # a connection per use: a file that was moved away or put back is seen at once
        engine = sa.create_engine(parsed, connect_args=waiting, poolclass=NullPool)
    except (ArgumentError, NoSuchModuleError, ImportError) as error:
        raise ReviewError(
            f"The reviews cannot be kept at {_shown(url)!r}: {error}. Expected a database URL such as sqlite:////home/me/reviews.sqlite; "
            "set LEFTOUT_REVIEWS, and install the driver of another database."
        ) from error
    event.listen(engine, "connect", _leave_transactions_to_us)
    event.listen(engine, "begin", _begin)
    return engine


def sqlite_file(engine: sa.Engine) -> Path | None:
    """Return the file of a SQLite database; None for another database, for one in memory and for a ``file:`` URI."""
    name = engine.url.database
    is_file = engine.dialect.name == "sqlite" and name and name != ":memory:" and not name.startswith("file:")
    return Path(str(name)) if is_file else None


def has_tables(connection: sa.Connection) -> bool:
    """Tell whether the tables are there, and raise `ReviewError` where they are of another version."""
    names = set(sa.inspect(connection).get_table_names())
    if version_table.name in names:
        version = connection.execute(sa.select(version_table.c.version)).scalar()
        if version == SCHEMA_VERSION:
            return True
        _refuse_version(connection, version)
    elif reviews_table.name in names:
        _refuse_version(connection, None)
    return False


def create_tables(connection: sa.Connection) -> None:
    """Create what is missing, in the transaction of the connection."""
    if not has_tables(connection):
        metadata.create_all(connection)
        connection.execute(version_table.insert().values(version=SCHEMA_VERSION))


def _refuse_version(connection: sa.Connection, version: object) -> None:
    where = _shown(str(connection.engine.url))
    if isinstance(version, int) and version > SCHEMA_VERSION:
        advice = "It was written by a newer Leftout: update Leftout, or set LEFTOUT_REVIEWS to another file."
    else:
        advice = "It was written by an older Leftout: export its reviews with that version, or set LEFTOUT_REVIEWS to a new file."
    found = "unknown" if version is None else version
    raise ReviewError(f"The reviews in {where} have schema {found}; expected {SCHEMA_VERSION}. {advice} Nothing was changed.")


def _leave_transactions_to_us(connection: sqlite3.Connection, _record: object) -> None:
    # the driver would begin a transaction late, as a reader, and could then be refused as a writer
    connection.isolation_level = None


def _begin(connection: sa.Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def plain_errors(engine: sa.Engine) -> Iterator[None]:
    """Turn the errors of the database into a sentence that says what to do."""
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error, OSError) as error:
        if isinstance(error, ReviewError):
            raise
        cause = str(error.orig) if isinstance(error, DBAPIError) else str(error)
        raise ReviewError(f"The reviews in {_shown(str(engine.url))} cannot be used: {cause}. {_advice(cause)}") from error


def _advice(cause: str) -> str:
    advices = {
        "locked": "Another program holds the file: close it or wait, then try again.",
        "readonly": "The file or its folder is read-only: give yourself the right to write, or set LEFTOUT_REVIEWS to another file.",
        "read-only": "The file or its folder is read-only: give yourself the right to write, or set LEFTOUT_REVIEWS to another file.",
        "unable to open": "The folder is missing or may not be written: create it, or set LEFTOUT_REVIEWS to another file.",
        "not a database": "The file is damaged or no SQLite file: put back a copy, or set LEFTOUT_REVIEWS to another file.",
        "malformed": "The file is damaged: put back a copy, or save what is left with SQLite's .recover, and set LEFTOUT_REVIEWS to it.",
        "disk": "The disk is full or failing: make room, then try again.",
    }
    found = (advice for sign, advice in advices.items() if sign in cause.lower())
    return next(found, "Check LEFTOUT_REVIEWS and the database it names.") + " Nothing was changed."


def _shown(url: str) -> str:
    """Return a URL without its password."""
    try:
        parsed = sa.make_url(url)
    except ArgumentError:
        return url[:200]
    return parsed.database or "memory" if parsed.get_backend_name() == "sqlite" else parsed.render_as_string(hide_password=True)
