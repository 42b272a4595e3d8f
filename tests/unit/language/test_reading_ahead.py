"""Encoding ahead: every text once, on several threads, and no further than somebody waits for it."""

from __future__ import annotations

import threading

import numpy as np
import pytest
from threadpoolctl import threadpool_info, threadpool_limits

from analytics.language.e5_encoder import E5Encoder
from analytics.language.encoder import EncodedText, UseEncoder
from analytics.language.encoder_pair import EncoderPair
from analytics.language.reading import read_words
from analytics.language.reading_ahead import ReadingAhead
from analytics.language.vector_cache import CachedEncoder

TEXTS = {f"s{number:02}": f"The ministers met in city number {number}. They signed a treaty." for number in range(30)}
STATEMENT = "The two sides will build a bridge."


class SlowEncoder:
    """Notes what it encodes and on how many threads at once."""

    languages = frozenset({"en"})

    def __init__(self, name):
        self.fingerprint = name
        self.texts = []
        self.most_at_once = 0
        self.is_released = False
        self._busy, self._lock, self._gate = 0, threading.Lock(), threading.Event()

    def encode(self, texts):
        """Give one piece a text, after a moment in which others may come in."""
        with self._lock:
            self.texts.append(texts[0])
            self._busy += 1
            self.most_at_once = max(self.most_at_once, self._busy)
        self._gate.wait(0.02)
        with self._lock:
            self._busy -= 1
        one = np.ones(2, dtype=np.float32)
        return [EncodedText(one, one[None], ("x",)) for _ in texts]

    def release(self):
        """Note it."""
        self.is_released = True


def _ahead(folder, at_once=2):
    first, second = SlowEncoder("one"), SlowEncoder("two")
    pair = EncoderPair(CachedEncoder(first, folder), CachedEncoder(second, folder))
    return ReadingAhead.of(pair.first, pair, at_once), first, second


def _read(ahead, tell):
    reads = {name: read_words(text, "en") for name, text in TEXTS.items()}
    return ahead.read(STATEMENT, "en", (), reads, list(reads), tell)


def test_every_text_is_encoded_once_by_each_and_told_of_in_order(tmp_path):
    """Thirty sources, and the statement by the first alone; two at a time; both encoders are let go of."""
    ahead, first, second = _ahead(tmp_path)
    told = []
    assert _read(ahead, told.append)
    assert told == [f"reading {name}" for name in TEXTS] + [f"reading in context: {name}" for name in TEXTS]
    assert len(first.texts) == len(set(first.texts)) == len(TEXTS) + 1
    assert sorted(second.texts) == sorted(set(first.texts) - {STATEMENT})
    assert (first.most_at_once, second.most_at_once) == (2, 2)
    assert first.is_released
    assert second.is_released


def test_who_stops_it_does_not_wait_for_the_rest(tmp_path):
    """Stopped at the fifth source: those begun are ended, the others never begin, on no thread."""
    ahead, first, second = _ahead(tmp_path)

    def stop(what):
        if what == "reading s04":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt) as stopped:
        _read(ahead, stop)
    begun = len(first.texts)
    assert begun < len(TEXTS) / 2
    threading.Event().wait(0.2)
    assert len(first.texts) == begun
    assert second.texts == []
    assert stopped.type is KeyboardInterrupt


def test_nothing_more_is_encoded_where_nothing_can_be_kept(tmp_path):
    """A file stands where the folder should be: the second encoder is not asked at all, and every step is told of."""
    (tmp_path / "file").touch()
    ahead, _, second = _ahead(tmp_path / "file")
    told = []
    assert not _read(ahead, told.append)
    assert second.texts == []
    assert len(told) == 2 * len(TEXTS)


class LimitingEncoder(SlowEncoder):
    """Limits the threads of the process while it encodes; the second text begins before the first ends, and ends after it."""

    def __init__(self, name):
        super().__init__(name)
        self._first_in, self._second_in, self._first_out = (threading.Event() for _ in range(3))

    def encode(self, texts):
        """Take turns."""
        if texts[0] == STATEMENT:
            with threadpool_limits(limits=1, user_api="blas"):
                self._first_in.set()
                self._second_in.wait(10)
            self._first_out.set()
        else:
            self._first_in.wait(10)
            with threadpool_limits(limits=1, user_api="blas"):
                self._second_in.set()
                self._first_out.wait(10)
        return super().encode(texts)


def test_threads_of_others_are_as_they_were(tmp_path):
    """The number of BLAS threads belongs to the process: what it was before it is afterwards, whichever thread ended last."""
    first, second = CachedEncoder(LimitingEncoder("one"), tmp_path), CachedEncoder(SlowEncoder("two"), tmp_path)
    reads = {"a": read_words("The ministers met.", "en")}
    before = threadpool_info()
    ReadingAhead.of(first, EncoderPair(first, second), at_once=2).read(STATEMENT, "en", (), reads, ["a"], lambda _: None)
    assert threadpool_info() == before


@pytest.mark.parametrize("kind", [UseEncoder, E5Encoder])
def test_weights_are_read_once_by_all_threads(kind, monkeypatch):
    """Four threads ask a fresh encoder at the same moment; its weights are read by one of them.

    Up to Python 3.11 a cached property sees to that itself.
    """
    loads = []
    encoder = kind(threads=1)
    reader = type(encoder).__dict__["_network"].func

    def counted(self):
        loads.append(threading.get_ident())
        return reader(self)

    monkeypatch.setattr(type(encoder).__dict__["_network"], "func", counted)
    start = threading.Barrier(4)

    def ask():
        start.wait()
        encoder.encode(["a word"])

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(loads) == 1
