"""What can be set, with defaults and limits in one place."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs
from pydantic import BaseModel, ConfigDict, Field


def usable_cores() -> int:
    """Count the cores that this process may use (at least 1)."""
    if hasattr(os, "sched_getaffinity"):
        return max(1, len(os.sched_getaffinity(0)))
    return os.cpu_count() or 1


def default_cache_folder() -> Path:
    """Name the folder for recomputable files: ``LEFTOUT_CACHE`` if set, else the user's cache folder."""
    return Path(os.environ.get("LEFTOUT_CACHE") or platformdirs.user_cache_path("leftout"))


def default_engine() -> str:
    """Name the engine of the verdicts: ``LEFTOUT_ENGINE`` if set, else none but the shipped encoder."""
    return os.environ.get("LEFTOUT_ENGINE", "").strip()


def default_weights() -> str:
    """Name the weights of the verdicts: ``LEFTOUT_WEIGHTS`` if set, else those that go with the encoder."""
    return os.environ.get("LEFTOUT_WEIGHTS", "").strip()


SHIPPED_WEIGHTS = "shipped"
"""Value of `Settings.weights` that asks for the shipped weights with an encoder that they were not trained for."""

OF_THE_MACHINE = frozenset({"cache_folder", "engine", "max_cache_bytes", "threads", "use_cache", "weights"})
"""Settings that name places and means of one machine. They are not reported, and never taken from a file that somebody brings."""

REVIEWS_VARIABLE = "LEFTOUT_REVIEWS"
"""Environment variable that names the database of reviews: a URL such as ``postgresql+psycopg://...``, or the path of a file."""


def reviews_url() -> str:
    """Name the database of reviews: ``LEFTOUT_REVIEWS`` if set, else a file in the user's data folder."""
    given = os.environ.get(REVIEWS_VARIABLE, "").strip()
    if "://" in given:
        return given
    return f"sqlite:///{Path(given).expanduser() if given else platformdirs.user_data_path('leftout') / 'reviews.sqlite'}"


def default_studies_folder() -> Path:
    """Name the folder of saved studies: ``LEFTOUT_STUDIES`` if set, else one among the user's data."""
    return Path(os.environ.get("LEFTOUT_STUDIES") or platformdirs.user_data_path("leftout") / "studies")


def default_drafts_folder() -> Path:
    """Name the folder of drafts: a hidden one among the saved studies."""
    return default_studies_folder() / ".drafts"


class Settings(BaseModel):
    """Settings of an analysis. Frozen: a changed setting is a new object and a new analysis."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    interval_level: float = Field(0.95, gt=0.5, lt=1.0)
    """Level of every interval: the share of repetitions in which it should hold the true value."""

    keyphrases_per_source: int = Field(20, ge=1, le=200)
    """Rows of the keywords table per source."""

    keyphrase_words: int = Field(3, ge=1, le=5)
    """Longest keyphrase, in words."""

    keyness_terms_per_source: int = Field(30, ge=1, le=500)
    """Rows of the keyness table per source, the most distinctive terms in both directions together."""

    use_cache: bool = True
    """Whether vectors and the rows of each source are kept on disk between runs. Results do not depend on it."""

    cache_folder: Path = Field(default_factory=default_cache_folder)
    """Where they are kept."""

    max_cache_bytes: int = Field(2_000_000_000, ge=0)
    """How large all that is kept may grow, in bytes; looked at after each analysis that kept something, the longest unused goes first."""

    threads: int = Field(default_factory=usable_cores, ge=1, le=256)
    """Threads of the encoder: the cores that the process may use. Results do not depend on it."""

    engine: str = Field(default_factory=default_engine)
    """Bi-encoder that the verdicts are made with in place of the shipped encoder: a folder, or a name on the hub; see docs/engines.md."""

    weights: str = Field(default_factory=default_weights)
    """File of weights trained for the engine; ``shipped`` takes the shipped ones all the same, which are not calibrated for another."""

    max_file_bytes: int = Field(20_000_000, ge=1)
    """Largest text file that is read."""

    max_line_characters: int = Field(200_000, ge=1)
    """Longest line of a text file, in characters: longer ones are not paragraphs."""

    max_words_per_text: int = Field(100_000, ge=1)
    """Longest text that is analysed, in words."""

    def reported(self) -> dict[str, object]:
        """Return the settings that decide results, for provenance: neither paths nor threads; the engine is told by its fingerprint."""
        return self.model_dump(mode="json", exclude=set(OF_THE_MACHINE))


class ReadLimits(BaseModel):
    """How much is read of files that somebody brings. Every message about a limit states it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    max_file_bytes: int = Field(50_000_000, ge=1)
    """Largest file, in bytes."""

    max_total_bytes: int = Field(500_000_000, ge=1)
    """All files read at once, in bytes."""

    max_documents: int = Field(2_400, ge=1)
    """Documents in one table, archive or mailbox, and in all files read at once."""

    max_pages: int = Field(400, ge=1)
    """Pages of a PDF."""

    max_parts: int = Field(5_000, ge=1)
    """Parts of an archive (ZIP, DOCX, XLSX)."""

    max_unpacked_bytes: int = Field(300_000_000, ge=1)
    """What an archive (ZIP, DOCX, XLSX) may grow to, in bytes."""

    max_packing_ratio: int = Field(200, ge=2)
    """How many times larger than packed a part of an archive may become."""

    max_seconds: float = Field(60.0, gt=0)
    """Time for one file. Looked at between pages, rows, parts and drawing steps, so a file may take a little longer."""

    max_words: int = Field(100_000, ge=1)
    """Longest text, in words; `Settings.max_words_per_text` holds the same when a study is analysed."""

    max_line_characters: int = Field(200_000, ge=1)
    """Longest line of a text, in characters; `Settings.max_line_characters` holds the same when a study is analysed."""


class DraftLimits(BaseModel):
    """How much of studies in the making the dashboard keeps on disk, and how long."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    max_bytes: int = Field(300_000_000, ge=1)
    """Largest draft, texts and files brought together, in bytes."""

    max_total_bytes: int = Field(2_000_000_000, ge=1)
    """All drafts together, in bytes. What does not fit is not kept, and that is told: nobody's draft makes room for another's."""

    max_days: float = Field(7.0, gt=0)
    """Days after its last change on which a draft is deleted."""
