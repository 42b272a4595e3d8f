"""Encoding what is new before it is measured: one encoder's weights in memory at a time, and none while measuring."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analytics.language.encoder_pair import EncoderPair
from analytics.language.reading import commitments_to_encode, read_words, texts_to_encode
from analytics.language.vector_cache import CachedEncoder

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from analytics.language.encoder import Encoder
    from analytics.language.reading import ReadText
    from analytics.study.codebook import Commitment


@dataclass(frozen=True, slots=True)
class ReadingAhead:
    """Two encoders whose vectors are kept on disk, asked one after the other.

    Parameters
    ----------
    pair : EncoderPair
        Both of them.
    first, second : CachedEncoder
        The encoders of the pair.
    """

    pair: EncoderPair
    first: CachedEncoder
    second: CachedEncoder

    @staticmethod
    def of(first: Encoder, encoder: Encoder) -> ReadingAhead | None:
        """Return the two of an encoder that is a pair, the named one first, if the vectors of both are kept on disk; else None."""
        if isinstance(encoder, EncoderPair) and isinstance(first, CachedEncoder) and isinstance(encoder.second, CachedEncoder):
            return ReadingAhead(encoder, first, encoder.second) if encoder.first is first else None
        return None

    def read(
        self,
        statement: str,
        language: str,
        commitments: Sequence[Commitment],
        new: Mapping[str, ReadText],
        names: Sequence[str],
        tell: Callable[[str], None],
    ) -> bool:
        """Have the vectors of all texts on disk.

        Parameters
        ----------
        statement, language : str
            The statement, which the first encoder reads alone, and its language.
        commitments : sequence of Commitment
            Read by both.
        new : mapping of str to ReadText
            The sources to be read by both, by id, without their vectors.
        names : sequence of str
            Ids of all sources.
        tell : callable
            Told of each source twice, new or not, so that the number of steps is known before.

        Returns
        -------
        bool
            Whether they all are.

        Notes
        -----
        Stops at the first text that cannot be kept: what is not on disk is encoded when it is measured.
        """
        both = {name: texts_to_encode(read, self.pair) for name, read in new.items()}
        whole = texts_to_encode(read_words(statement, language), self.first)
        quotes = commitments_to_encode(commitments, language, self.pair)
        is_kept = self.first.remember(whole)
        for encoder, said in ((self.first, "reading {}"), (self.second, "reading in context: {}")):
            is_kept = is_kept and encoder.remember(quotes)
            for name in names:
                tell(said.format(name))
                is_kept = is_kept and encoder.remember(both.get(name, ()))
            encoder.release()
        return is_kept
