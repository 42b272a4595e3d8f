"""Build the wheel and look into it; look through the requirements for addresses of an index or a machine."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

ADDRESS = re.compile(r"https?://|file:|^\s*-|(^|\s)/|index-url|find-links|@\s", re.MULTILINE)
"""What no line of a requirements file holds, but for the hashes, which are taken off first."""

NEEDED = (
    "analytics/py.typed",
    "analytics/seeds/study.toml",
    "analytics/measures/coverage/weights.json",
    "analytics/dashboard/.streamlit/config.toml",
)
"""Files that are no modules but without which an installed program would not work."""


def main() -> int:
    """Print every problem; return 1 if there is one."""
    problems = [*_requirements(), *_wheel()]
    for problem in problems:
        sys.stderr.write(f"{problem}\n")
    return int(bool(problems))


def _requirements() -> list[str]:
    problems = []
    for name in ("requirements.txt", "requirements-dev.txt"):
        text = (ROOT / name).read_text(encoding="utf-8")
        pins = re.split(r"\n(?=\S)", text.strip())
        problems += [
            f"{name}: not pinned with a hash: {pin.splitlines()[0]}" for pin in pins if "==" not in pin or "--hash=sha256:" not in pin
        ]
        bare = re.sub(r"\s*\\\n\s*--hash=sha256:[0-9a-f]{64}", "", text)
        problems += [f"{name}: holds an address or an option: {match[0]!r}" for match in ADDRESS.finditer(bare)]
    return problems


def _wheel() -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        build = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "--wheel-dir", folder, str(ROOT)]
        subprocess.run(build, check=True)  # noqa: S603  our own interpreter on our own tree
        (wheel,) = Path(folder).glob("leftout-*.whl")
        with zipfile.ZipFile(wheel) as archive:
            return _contents(archive)


def _contents(archive: zipfile.ZipFile) -> list[str]:
    packed = {name for name in archive.namelist() if ".dist-info/" not in name}
    listed = subprocess.run(["git", "ls-files", "-z", "analytics", "seeds"], cwd=ROOT, check=True, capture_output=True, text=True)  # noqa: S607
    tracked = {name if name.startswith("analytics/") else f"analytics/{name}" for name in listed.stdout.split("\0") if name}
    problems = [f"wheel: lacks {name}" for name in sorted({*tracked, *NEEDED} - packed)]
    problems += [f"wheel: holds what is not in the tree: {name}" for name in sorted(packed - tracked - set(NEEDED))]
    licences = [name for name in archive.namelist() if name.endswith(".dist-info/licenses/LICENSE")]
    if not licences or b"GNU AFFERO GENERAL PUBLIC LICENSE" not in archive.read(licences[0]):
        problems.append("wheel: lacks the text of the licence")
    scripts = [name for name in archive.namelist() if name.endswith(".dist-info/entry_points.txt")]
    if not scripts or b"leftout = analytics.cli:main" not in archive.read(scripts[0]):
        problems.append("wheel: lacks the command leftout")
    return problems


if __name__ == "__main__":
    raise SystemExit(main())
