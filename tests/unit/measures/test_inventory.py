"""What is there to compare."""

import datetime

import numpy as np

from analytics.language.encoder import EncodedText
from analytics.language.reading import read_text
from analytics.measures.inventory import commitment_table, passage_table, source_table
from analytics.study.codebook import Commitment
from analytics.study.documents import Source

TEXT = "The port\n\nTwo leaders met. They agreed.\n"


class _NoEncoder:
    fingerprint = "none"
    languages = frozenset({"en"})

    def encode(self, texts):
        """Give each text a vector of zeros."""
        return [EncodedText(np.zeros(2, np.float32), np.zeros((0, 2), np.float32), ()) for _ in texts]


READS = {"a": read_text(TEXT, "en", _NoEncoder())}


def test_sources_have_their_length_and_what_is_known_of_them():
    """Seven words in three passages; a source that was not read has no row."""
    known = Source("a", "A", TEXT, "a.txt", "5e", title="The port", date=datetime.date(2030, 5, 1))
    table = source_table([known, Source("b", "B", "x", "b.txt", "00")], READS)
    assert table.to_dict("records") == [
        {
            "source": "a",
            "outlet": "A",
            "title": "The port",
            "date": "2030-05-01",
            "language": "en",
            "group": "",
            "url": "",
            "words": 7,
            "passages": 3,
            "sha256": "5e",
        }
    ]


def test_passages_are_verbatim_in_order():
    """Heading and sentences with their spans, their paragraph and their words."""
    table = passage_table(READS)
    assert [TEXT[row.start : row.end] for row in table.itertuples()] == list(table["text"])
    assert list(zip(table["kind"], table["words"], strict=True)) == [("heading", 2), ("sentence", 3), ("sentence", 2)]


def test_commitments_count_the_words_of_their_quotes():
    """A commitment outside numbered paragraphs has no paragraph, and that is no zero."""
    table = commitment_table([Commitment("x", None, "T", "fact", 0, "Met", "Two leaders met", 10, 25)], "en")
    assert (table.loc[0, "words"], table["paragraph"].isna().all()) == (3, True)


def test_nothing_to_list_gives_empty_tables():
    """Tables without rows still have their columns."""
    assert [len(table) for table in (source_table([], {}), commitment_table([], "en"), passage_table({}))] == [0, 0, 0]
