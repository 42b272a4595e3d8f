"""Start the dashboard in a process of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

STUDY_VARIABLE = "LEFTOUT_STUDY"
"""Environment variable that tells the dashboard which study to open."""


def entry_script() -> Path:
    """Find the script that Streamlit runs.

    Streamlit reads its settings beside the script. A wheel carries them in this folder; a clone has them beside ``app.py``.
    """
    installed = Path(__file__).with_name("main.py")
    clone = Path(__file__).parents[2] / "app.py"
    return clone if clone.is_file() and not (installed.parent / ".streamlit").is_dir() else installed


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
