"""Bring .venv up to date with pyproject.toml: `python3 tools/venv.py [GROUP ...]`.

Does nothing when pyproject.toml has not changed since the last time.
Runs on a bare Python 3.11, before anything is installed.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
PYPROJECT = ROOT / "pyproject.toml"


def main(groups: list[str]) -> None:
    if sys.version_info < (3, 11):
        sys.exit("Python 3.11 or newer is needed; this is " + sys.version.split()[0] + ".")
    stamp = VENV / ("stamp-" + "-".join(["run", *sorted(groups)]))
    fingerprint = hashlib.sha256(PYPROJECT.read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text() == fingerprint and PYTHON.exists():
        return
    if not PYTHON.exists():
        create()
    install(groups)
    stamp.write_text(fingerprint)


def create() -> None:
    """Debian keeps ensurepip in a package of its own: fetch that, or say so."""
    if not has_ensurepip() and os.geteuid() == 0 and shutil.which("apt-get"):
        print("Installing python3-venv.", flush=True)
        apt = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        quiet = {"env": apt, "stdout": subprocess.DEVNULL, "check": False}
        subprocess.run(["apt-get", "update", "-q"], **quiet)
        subprocess.run(["apt-get", "install", "-y", "-q", "python3-venv"], **quiet)
    if not has_ensurepip():
        sys.exit("Python cannot create environments yet; run: sudo apt-get install python3-venv")
    shutil.rmtree(VENV, ignore_errors=True)
    subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=True)


def has_ensurepip() -> bool:
    command = [sys.executable, "-c", "import ensurepip, venv"]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def install(groups: list[str]) -> None:
    print("Installing the libraries into .venv; the first time takes a minute.", flush=True)
    command = [str(PYTHON), "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
    if subprocess.run([*command, *requirements(groups)], check=False).returncode != 0:
        sys.exit("The libraries could not be installed; see pip's message above, then try again.")


def requirements(groups: list[str]) -> list[str]:
    import tomllib

    settings = tomllib.loads(PYPROJECT.read_text())
    wanted: list[str] = settings["project"]["dependencies"]
    return wanted + [line for group in groups for line in settings["dependency-groups"][group]]


if __name__ == "__main__":
    main(sys.argv[1:])
