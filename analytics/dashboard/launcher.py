"""Start the dashboard in a process of its own, and wait until it answers."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from analytics.errors import LaunchError

if TYPE_CHECKING:
    from collections.abc import Iterator

STUDY_VARIABLE = "LEFTOUT_STUDY"
"""Environment variable that tells the dashboard which study to open."""

STARTUP_TIMEOUT_S = 60.0
"""How long a server may take to answer its health check."""


def entry_script() -> Path:
    """Find the script that Streamlit runs.

    Streamlit reads its settings beside the script. A wheel carries them in this folder; a clone has them beside ``app.py``.
    """
    installed = Path(__file__).with_name("main.py")
    clone = Path(__file__).parents[2] / "app.py"
    return clone if clone.is_file() and not (installed.parent / ".streamlit").is_dir() else installed


def free_port() -> int:
    """Ask the system for a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def server_command(*, port: int | None = None, headless: bool = False) -> list[str]:
    """Build the command line of the server."""
    command = [sys.executable, "-m", "streamlit", "run", str(entry_script()), "--server.address=localhost"]
    if port is not None:
        command.append(f"--server.port={port}")
    if headless:
        command.append("--server.headless=true")
    return command


def server_environment(study: Path | None) -> dict[str, str]:
    """Copy the environment, with the study to open."""
    environment = dict(os.environ)
    if study is not None:
        environment[STUDY_VARIABLE] = str(study.resolve())
    return environment


def launch(study: Path | None, *, port: int | None = None, headless: bool = False, quiet: bool = False) -> int:
    """Run the dashboard until it is stopped, and return the server's exit code.

    Parameters
    ----------
    study : pathlib.Path or None
        The study to open; None opens the shipped one.
    port : int, optional
        Port to listen on; Streamlit's own choice (8501 and up) without it.
    headless : bool
        Do not open a browser.
    quiet : bool
        Print nothing but errors.
    """
    output = subprocess.DEVNULL if quiet else None
    command = server_command(port=port, headless=headless)
    # whoever asks this process to end means the server
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    process = subprocess.Popen(command, env=server_environment(study), stdout=output)  # noqa: S603  our own interpreter, no shell
    try:
        return process.wait()
    except KeyboardInterrupt:
        process.terminate()
        process.wait()
        return 0


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
    LaunchError
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
    """Wait until a server answers its health check; raise `LaunchError` where it ends before, or takes `STARTUP_TIMEOUT_S` seconds."""
    deadline = time.monotonic() + STARTUP_TIMEOUT_S
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=2):  # noqa: S310  our own server on this machine
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    ended = process.poll()
    reason = f"it ended with code {ended}" if ended is not None else f"it did not answer within {STARTUP_TIMEOUT_S:.0f} s"
    raise LaunchError(f"The dashboard could not be started on {address}: {reason}. Run 'leftout dashboard' to see its messages.")
