"""Keep what was loaded for good out of the search for garbage.

Streamlit looks for garbage in the whole process after every run of a page. With the encoder, the charts' schemas and an analysis in
memory that takes longer than most pages do, and the next click waits for it.
"""

from __future__ import annotations

import gc
import threading

_lock = threading.Lock()
_known: set[str] = set()


def set_aside(what: str) -> None:
    """Leave all that is alive now out of later searches, the first time that something was loaded.

    Parameters
    ----------
    what : str
        What was loaded, such as a page with the modules it needs. Nothing happens where it was named before.
    """
    with _lock:
        if what in _known:
            return
        _known.add(what)
        gc.unfreeze()  # what was set aside before may have been let go since
        gc.collect()
        gc.freeze()
