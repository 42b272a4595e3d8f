"""A wheel installed alone, in an empty folder."""

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from analytics.schema import TABLES
from tests.serving import free_port

ROOT = Path(__file__).parents[2]
STARTUP_S = 60


@pytest.fixture(scope="module")
def installed(tmp_path_factory) -> Path:
    """Build the wheel and install it, without the clone, into a folder of its own."""
    wheels, target = tmp_path_factory.mktemp("wheels"), tmp_path_factory.mktemp("installed")
    pip = [sys.executable, "-m", "pip", "-q", "--disable-pip-version-check"]
    subprocess.run([*pip, "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(wheels), str(ROOT)], check=True)  # noqa: S603
    (wheel,) = wheels.glob("leftout-*.whl")
    subprocess.run([*pip, "install", "--no-deps", "--no-index", "--target", str(target), str(wheel)], check=True)  # noqa: S603
    return target


@pytest.fixture
def environment(installed, tmp_path):
    """Let Python find the installed copy before any other."""
    return {**os.environ, "PYTHONPATH": str(installed), "LEFTOUT_CACHE": str(tmp_path / "cache")}


@pytest.fixture
def empty(tmp_path):
    """Make an empty folder to work in."""
    (tmp_path / "empty").mkdir()
    return tmp_path / "empty"


def _output(arguments, environment, folder):
    return subprocess.run(  # noqa: S603  our own command
        arguments, env=environment, cwd=folder, capture_output=True, text=True, check=True
    ).stdout.strip()


def _shipped(environment, folder):
    code = "import analytics; print(analytics.shipped_study())"
    return Path(_output([sys.executable, "-c", code], environment, folder))


def test_installed_command_analyses_the_shipped_study(installed, environment, empty):
    """The study inside the wheel checks and is analysed, by the installed copy and nothing else."""
    study = _shipped(environment, empty)
    assert study == installed / "analytics" / "seeds"
    leftout = [sys.executable, str(installed / "bin" / "leftout")]
    assert "no fault found" in _output([*leftout, "check", str(study)], environment, empty)
    _output([*leftout, "analyze", str(study), "--out", "out"], environment, empty)
    assert len(list((empty / "out").iterdir())) == len(TABLES) + 1
    assert [path.name for path in empty.iterdir()] == ["out"]


def test_installed_dashboard_answers(installed, environment, empty):
    """The dashboard starts in an empty folder and answers its health check."""
    port = free_port()
    leftout = [sys.executable, str(installed / "bin" / "leftout"), "dashboard", "--headless", "--port", str(port)]
    server = subprocess.Popen(  # noqa: S603  our own command
        leftout, env=environment, cwd=empty, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    try:
        assert _health(server, f"http://localhost:{port}/_stcore/health") == "ok"
    finally:
        server.terminate()
        _, errors = server.communicate(timeout=20)
    assert (server.returncode, "Traceback" in errors) == (0, False)
    with pytest.raises(urllib.error.URLError):
        urllib.request.urlopen(f"http://localhost:{port}", timeout=2)
    assert list(empty.iterdir()) == []


def _health(server, address):
    deadline = time.monotonic() + STARTUP_S
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=2) as answer:  # noqa: S310  our own server on this machine
                return answer.read().decode()
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    return None
