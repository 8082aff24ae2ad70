"""Bring .venv up to date with pyproject.toml: `python3 tools/venv.py [GROUP ...]`.

Does nothing when pyproject.toml has not changed since the last time.
Runs on a bare Python 3.11, before anything is installed.
"""

import hashlib
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
PYPROJECT = ROOT / "pyproject.toml"


def main(groups: list[str]) -> None:
    stamp = VENV / ("stamp-" + "-".join(["run", *sorted(groups)]))
    fingerprint = hashlib.sha256(PYPROJECT.read_bytes()).hexdigest()
    if is_sound() and stamp.exists() and stamp.read_text() == fingerprint:
        return
    if not is_sound():
        create()
    install(groups)
    stamp.write_text(fingerprint)


def is_sound() -> bool:
    """Whether .venv's Python runs and knows pip: after a move or a broken set-up it does not."""
    return PYTHON.exists() and succeeds(PYTHON, "-c", "import pip")


def create() -> None:
    # Debian keeps ensurepip in a package of its own.
    needed = ROOT / "tools" / "need.sh"
    if not succeeds(needed, "python3-venv", sys.executable, "-c", "import ensurepip", quiet=False):
        sys.exit(1)
    if not succeeds(sys.executable, "-m", "venv", "--clear", VENV, quiet=False):
        sys.exit("The environment .venv could not be created; see the message above.")


def install(groups: list[str]) -> None:
    print("Installing the libraries into .venv; the first time takes a minute.", flush=True)
    pip = (PYTHON, "-m", "pip", "install", "-qq", "--disable-pip-version-check")
    if not succeeds(*pip, *requirements(groups), quiet=False):
        sys.exit("The libraries could not be installed; see the message above, then try again.")


def requirements(groups: list[str]) -> list[str]:
    import tomllib  # not at the top: an older Python must reach the sentence below

    settings = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))
    wanted: list[str] = settings["project"]["dependencies"]
    return wanted + [line for group in groups for line in settings["dependency-groups"][group]]


def succeeds(*command: str | Path, quiet: bool = True) -> bool:
    return subprocess.run(command, capture_output=quiet, check=False).returncode == 0


if __name__ == "__main__":
    if sys.version_info < (3, 11):
        sys.exit(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}.")
    main(sys.argv[1:])
