"""Work that another process of this program does meanwhile, on a core that would stand idle.

The process is a new one, never a fork: a server has threads. It is handed a function and its arguments, and hands nothing back: what it
does is write files that are kept between runs, as an earlier run would have. Should it fail, nothing is lost but its time.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import subprocess
import sys
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_LENGTH_BYTES = 8
_START = "import sys; sys.path[:] = {path!r}; from analytics.beside import serve; serve()"


@contextmanager
def beside(work: Callable[..., object], *args: object, when: bool = True) -> Iterator[None]:
    """Have work done by another process while the block runs; at its end the process is ended, be it done or not.

    Parameters
    ----------
    work : callable
        A function of a module of this program. What it returns, prints and warns of is lost.
    *args : object
        Its arguments; copies of them go to the process.
    when : bool
        Whether to do it at all.
    """
    process = _started(pickle.dumps((work, args))) if when and sys.executable else None
    try:
        yield
    finally:
        if process:
            process.kill()
            with contextlib.suppress(OSError):
                process.communicate()


def _started(payload: bytes) -> subprocess.Popen[bytes] | None:
    """Start the process; None where the system lets no other process be."""
    process = None
    with contextlib.suppress(OSError):
        process = subprocess.Popen(  # noqa: S603 - this very interpreter, and nothing of a study on its command line
            [sys.executable, "-P", "-W", "ignore", "-c", _START.format(path=sys.path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        assert process.stdin  # noqa: S101 - asked for above
        process.stdin.write(len(payload).to_bytes(_LENGTH_BYTES, "big") + payload)
        process.stdin.flush()
    return process


def serve() -> None:
    """Be the other process: read what is to be done from standard input, and do it as long as that stays open."""
    length = int.from_bytes(sys.stdin.buffer.read(_LENGTH_BYTES), "big")
    work, args = pickle.loads(sys.stdin.buffer.read(length))  # noqa: S301 - written by `beside`, in the process that started this one
    threading.Thread(target=_end_with_the_other, daemon=True).start()
    work(*args)


def _end_with_the_other() -> None:
    sys.stdin.buffer.read()
    os._exit(0)
