"""What a new study is called."""

from __future__ import annotations

import pytest

from analytics.intake.titles import proposed_title
from analytics.study.readers import Original, ReadDocument


def titled(text: str, language: str = "en", title: str = "") -> str:
    """Find the title of a text."""
    return proposed_title(ReadDocument(text, "a.txt", "txt", Original("a.txt", b""), title=title), text, language)


@pytest.mark.parametrize(
    ("text", "language", "title"),
    [
        ("PRESS RELEASE\nMinistry of Lakes\nArden, 3 May 2030\n\nText.", "en", "PRESS RELEASE: Ministry of Lakes"),
        ("City of Arden press office\nPact of the three lake towns\nArden, 3 May 2030\n\nText.", "en", "Pact of the three lake towns"),
        (
            "Ministry of Lakes\nPRESS RELEASE\nFor immediate release, 3 May 2030\nTHE LAKES PLAN\n\nText.",
            "en",
            "PRESS RELEASE: THE LAKES PLAN",
        ),
        (
            "Arden, 3 May 2030\n**Communiqué of the Mayors of the Nine Lake Towns**\n\nText.",
            "en",
            "Communiqué of the Mayors of the Nine Lake Towns",
        ),
        ("共同声明\n日伊首脳会談\n\n１　両首脳は会談した。", "ja", "共同声明: 日伊首脳会談"),
        ("Joint Statement\n" + "The mayors met and agreed on many things. " * 6, "en", "Joint Statement"),
        ("3 May 2030\n\n1.", "en", "Study"),
    ],
    ids=["kind and issuer", "letterhead first", "letterhead, kind, day", "dateline first", "Japanese", "running text below", "nothing"],
)
def test_the_title_of_a_text(text: str, language: str, title: str) -> None:
    """A kind of document takes the line below it along; a dateline and running text are no titles."""
    assert titled(text, language) == title


def test_a_title_that_the_file_gives_wins() -> None:
    """A saved page knows its own title."""
    assert titled("JOINT STATEMENT\nThird Meeting\n", title="Pact of the Lakes") == "Pact of the Lakes"
