"""A server of the dashboard for a test, in a process of its own."""

from __future__ import annotations

import os
import socket
import subprocess
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from analytics.dashboard.launcher import server_command, server_environment

if TYPE_CHECKING:
    from collections.abc import Iterator

STARTUP_TIMEOUT_S = 60.0
"""How long a server may take to answer its health check."""


def free_port() -> int:
    """Ask the system for a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serve(study: Path | None = None, *, log: Path | None = None) -> Iterator[str]:
    """Run a server in the background for the length of a ``with`` block.

    Parameters
    ----------
    study : pathlib.Path, optional
        The study to open; the shipped one without it.
    log : pathlib.Path, optional
        File for the server's output; dropped without it.

    Yields
    ------
    str
        The address, such as ``http://localhost:8599``.

    Raises
    ------
    RuntimeError
        If the server does not answer within `STARTUP_TIMEOUT_S` seconds.
    """
    port = free_port()
    address = f"http://localhost:{port}"
    with (log or Path(os.devnull)).open("wb") as output:
        command = server_command(port=port, headless=True)
        process = subprocess.Popen(command, env=server_environment(study), stdout=output, stderr=subprocess.STDOUT)  # noqa: S603  see launch
        try:
            wait_until_healthy(address, process)
            yield address
        finally:
            process.terminate()
            process.wait()


def wait_until_healthy(address: str, process: subprocess.Popen[bytes]) -> None:
    """Wait until a server answers its health check; raise `RuntimeError` where it ends before, or takes `STARTUP_TIMEOUT_S` seconds."""
    deadline = time.monotonic() + STARTUP_TIMEOUT_S
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=2):  # noqa: S310  our own server on this machine
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    ended = process.poll()
    reason = f"it ended with code {ended}" if ended is not None else f"it did not answer within {STARTUP_TIMEOUT_S:.0f} s"
    raise RuntimeError(f"The dashboard could not be started on {address}: {reason}.")
