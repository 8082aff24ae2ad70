#!/usr/bin/env bash
# tools/check.sh: everything that can be judged without running a test; says all, then fails.
set -uo pipefail
cd "$(dirname "$0")/.."
PATH=$PWD/.venv/bin:$PATH
failed=()

step() {
  local name=$1 out
  shift
  if out=$("$@" 2>&1); then
    printf 'ok    %s\n' "$name"
  else
    printf '%s\nFAIL  %s\n' "$out" "$name"
    failed+=("$name")
  fi
}

step "style" ruff check -q .
step "format" ruff format --check -q .
step "types" mypy
step "layers" lint-imports --no-logo
step "templates" djlint app/templates --lint --quiet
step "spelling" codespell .
step "catalogues" python tools/catalogues.py check
step "content" flask content check
step "dictionaries" tools/dictionaries.sh
step "spelling of lessons" python -m tools.spelling

if [ ${#failed[@]} -gt 0 ]; then
  printf '\nFailed: %s\n' "$(IFS=,; echo "${failed[*]}")" >&2
  exit 1
fi
