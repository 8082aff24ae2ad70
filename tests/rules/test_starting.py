"""What a server keeps in memory from its start on."""

import os
import subprocess
import sys

# For commands, lists and workbooks: imported where they are used.
SELDOM = ("alembic", "flask_migrate", "openpyxl", "weasyprint")


def test_a_server_starts_without_what_it_seldom_needs(repo, tmp_path):
    asked = f"import sys, wsgi; print([one for one in {SELDOM} if one in sys.modules])"
    started = subprocess.run(
        [sys.executable, "-c", asked],
        cwd=repo,
        env={**os.environ, "ADAL_MODE": "demo", "ADAL_INSTANCE": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert started.stdout.splitlines()[-1] == "[]"
