"""One text, read once: its passages, their words, their vectors."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from analytics.language.casing import is_without_case, restored
from analytics.language.control_characters import without_unseen
from analytics.language.encoder import EncodedText
from analytics.language.encoder_pair import EncoderPair
from analytics.language.passages import Passage, split_passages
from analytics.language.scripts import familiar
from analytics.language.tokens import Token, count_words, tokenize

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analytics.language.encoder import Encoder
    from analytics.study.codebook import Commitment

# Letters up to which capitals are taken for an acronym.
_SHORTEST_SHOUT = 12


@dataclass(frozen=True, slots=True)
class ReadText:
    """A text with everything the measures need to know of it.

    Parameters
    ----------
    text : str
        The stored text. Spans of passages and tokens refer to it.
    language : str
        Language code, given or detected.
    passages : tuple of Passage
        In reading order.
    tokens : tuple of tuple of Token
        The words of each passage, with spans in `text`.
    encoded : tuple of EncodedText
        The vectors of each passage; empty where only the words were read.
    """

    text: str
    language: str
    passages: tuple[Passage, ...]
    tokens: tuple[tuple[Token, ...], ...]
    encoded: tuple[EncodedText, ...]

    @property
    def words(self) -> int:
        """Number of words in the passages."""
        return sum(len(tokens) for tokens in self.tokens)


def read_text(text: str, language: str, encoder: Encoder) -> ReadText:
    """Read a text once: cut it into passages, find their words, encode them.

    Parameters
    ----------
    text : str
        The stored text; it is not changed.
    language : str
        Language code of the text.
    encoder : Encoder
        Gives the vectors of the passages, all in one call.

    Returns
    -------
    ReadText
        With no passages where the text has no words.
    """
    return encoded_anew(read_words(text, language), encoder)


def count_read_words(text: str, language: str) -> int:
    """Count the words of a text as `ReadText.words` does once it is read: those in its passages, without the numbers of lists.

    Parameters
    ----------
    text : str
        The text as written.
    language : str
        Language code.
    """
    return sum(count_words(text[passage.start : passage.end], language) for passage in split_passages(text, language))


def read_words(text: str, language: str) -> ReadText:
    """Read a text as `read_text` does, without its vectors: `encoded` is empty."""
    passages = split_passages(text, language)
    return ReadText(text, language, passages, tuple(tokenize(one.text, language, offset=one.start) for one in passages), ())


def encoded_anew(read: ReadText, encoder: Encoder) -> ReadText:
    """Return a text that was read, with the vectors of another encoder; passages and words stay."""
    return replace(read, encoded=tuple(encoder.encode(texts_to_encode(read, encoder))))


def texts_to_encode(read: ReadText, encoder: Encoder) -> list[str]:
    """Return what an encoder is given of a text that was read, one text a passage."""
    return _for_encoder(read.passages, read.language, encoder)


def commitments_to_encode(commitments: Sequence[Commitment], language: str, encoder: Encoder) -> list[str]:
    """Return what an encoder is given of the commitments, as `read_commitments` does."""
    cut = [passage for commitment in commitments for passage in _label_and_quote(commitment)]
    return _for_encoder(cut, language, encoder, quotes=True)


def second_reading(read: ReadText) -> ReadText | None:
    """Return a text with the vectors of the second encoder in place of the first's; None where it has none."""
    encoded = tuple(text.second for text in read.encoded if text.second is not None)
    return replace(read, encoded=encoded) if len(encoded) == len(read.encoded) else None


def read_commitments(commitments: Sequence[Commitment], language: str, encoder: Encoder) -> tuple[ReadText, ...]:
    """Read the label and the quote of each commitment.

    Parameters
    ----------
    commitments : sequence of Commitment
        In the order of the codebook.
    language : str
        Language code of the statement.
    encoder : Encoder
        Called once for all commitments.

    Returns
    -------
    tuple of ReadText
        One per commitment. The text is the label, a line break and the quote; the quote is the last passage, and the label, where
        there is one, the passage before it, of kind ``heading``.
    """
    cut = [_label_and_quote(commitment) for commitment in commitments]
    encoded = iter(encoder.encode(commitments_to_encode(commitments, language, encoder)))
    return tuple(
        ReadText(
            "\n".join(passage.text for passage in passages),
            language,
            passages,
            tuple(tokenize(passage.text, language, offset=passage.start) for passage in passages),
            tuple(next(encoded) for _ in passages),
        )
        for passages in cut
    )


def _label_and_quote(commitment: Commitment) -> tuple[Passage, ...]:
    label, quote = commitment.label.strip(), commitment.quote.strip()
    start = len(label) + 1 if label else 0
    heading = (Passage("p001", 0, len(label), label, "heading", 1),) if label else ()
    return (*heading, Passage(f"p{len(heading) + 1:03d}", start, start + len(quote), quote, "sentence", len(heading) + 1))


def _for_encoder(passages: Sequence[Passage], language: str, encoder: Encoder, *, quotes: bool = False) -> list[str]:
    """Write passages as the encoder knows signs and words; a text with capitals in their places stays. A quote begins no sentence."""
    texts = [familiar(without_unseen(passage.text), language) for passage in passages]
    if is_without_case(texts):
        vocabulary = encoder.first if isinstance(encoder, EncoderPair) else encoder
        return restored(texts, [not quotes or passage.kind == "heading" for passage in passages], vocabulary)
    return [_calm(text) for text in texts]


def _calm(text: str) -> str:
    """Lower the letters of a text that is written in capitals: the encoder hardly knows such words."""
    capitals, small = sum(map(str.isupper, text)), sum(map(str.islower, text))
    return text.lower() if capitals > max(small, _SHORTEST_SHOUT) else text
