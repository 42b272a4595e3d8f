"""What was loaded for good is left out of later searches for garbage, once."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import pytest

from analytics.dashboard import garbage

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def _as_before(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(garbage, "_known", set())
    gc.unfreeze()
    yield
    gc.unfreeze()


class Ring:
    """Something that only a search for garbage can let go of."""

    def __init__(self) -> None:
        self.own = self


def left(ring_id: int) -> bool:
    """Tell whether a ring is among what a search for garbage looks through."""
    return any(id(each) == ring_id for each in gc.get_objects() if isinstance(each, Ring))


def test_what_is_alive_is_left_out_and_stays_alive() -> None:
    """Frozen objects are not looked through any more, and can be used as before."""
    kept = Ring()
    assert left(id(kept))
    garbage.set_aside("page overview")
    assert gc.get_freeze_count() > 0
    assert not left(id(kept))
    assert kept.own is kept


def test_the_same_page_is_set_aside_once() -> None:
    """What a later visit leaves behind is garbage of the day, and must be found."""
    garbage.set_aside("page overview")
    later = Ring()
    garbage.set_aside("page overview")
    assert left(id(later))
    garbage.set_aside("page compare")
    assert not left(id(later))


def test_garbage_is_not_kept_for_good() -> None:
    """What nobody holds is let go of before the rest is set aside, and what was set aside before is looked through again."""
    garbage.set_aside("page overview")
    gc.disable()
    try:
        lost = Ring()
        number = id(lost)
        del lost
        garbage.set_aside("page compare")
    finally:
        gc.enable()
    gc.unfreeze()
    assert not left(number)
