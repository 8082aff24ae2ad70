#!/usr/bin/env bash
# tools/test.sh [PYTEST OPTIONS]: every suite, each to its end; fails when one of them failed.
set -uo pipefail
cd "$(dirname "$0")/.."
PATH=$PWD/.venv/bin:$PATH:/usr/sbin
failed=()

suite() {
  local name=$1
  shift
  printf '\n== %s ==\n' "$name"
  "$@" || failed+=("$name")
}

tools/need.sh chromium command -v chromium || exit 1
tools/need.sh ffmpeg command -v ffmpeg || exit 1
tools/need.sh "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0" \
  python -c "import weasyprint" || exit 1
tools/dictionaries.sh || exit 1
python tools/catalogues.py compile || exit 1

# A worker for each processor, and to each a database of its own.
suite "SQLite" pytest -n auto --ignore=tests/browser "$@"
suite "PostgreSQL" python -m tests.plumbing.postgres \
  pytest -n auto --ignore=tests/browser --ignore=tests/unit --ignore=tests/rules "$@"
suite "Browser" pytest tests/browser "$@"

if [ ${#failed[@]} -gt 0 ]; then
  printf '\nFailed: %s\n' "${failed[*]}" >&2
  exit 1
fi
