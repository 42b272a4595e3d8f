"""Encoding what is new before it is measured: one encoder's weights in memory at a time, and none while measuring."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from threadpoolctl import threadpool_limits

from analytics.language.encoder_pair import EncoderPair
from analytics.language.reading import commitments_to_encode, read_words, texts_to_encode
from analytics.language.vector_cache import CachedEncoder

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Mapping, Sequence

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
    at_once : int
        Texts that are encoded at the same time, at least 1, each on a thread of its own: then no thread waits for others within a text.
    """

    pair: EncoderPair
    first: CachedEncoder
    second: CachedEncoder
    at_once: int

    @staticmethod
    def of(first: Encoder, encoder: Encoder, at_once: int) -> ReadingAhead | None:
        """Return the two of an encoder that is a pair, the named one first, if the vectors of both are kept on disk; else None."""
        if isinstance(encoder, EncoderPair) and isinstance(first, CachedEncoder) and isinstance(encoder.second, CachedEncoder):
            return ReadingAhead(encoder, first, encoder.second, at_once) if encoder.first is first else None
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
        is_kept = True
        for encoder, of_all, said in ((self.first, (whole, quotes), "reading {}"), (self.second, (quotes,), "reading in context: {}")):
            texts = [*of_all, *(both.get(name, ()) for name in names)] if is_kept else []
            with closing(self._remembered(encoder, texts)) as kept:
                is_kept = is_kept and all(next(kept) for _ in of_all)
                for name in names:
                    tell(said.format(name))
                    is_kept = is_kept and next(kept)
            encoder.release()
        return is_kept

    def _remembered(self, encoder: CachedEncoder, texts: Sequence[Sequence[str]]) -> Generator[bool]:
        """Yield of one text after the other whether its vectors are on disk now; what nobody waits for any more is not begun."""
        # Set around all threads: the number is one of the process, and each would otherwise restore what it found another to have set.
        with threadpool_limits(limits=1, user_api="blas"):
            pool = ThreadPoolExecutor(self.at_once)
            try:
                yield from pool.map(encoder.remember, texts)
            finally:
                pool.shutdown(cancel_futures=True)
