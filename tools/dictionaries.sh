#!/usr/bin/env bash
# tools/dictionaries.sh: hunspell and its dictionaries, installed or asked for in a sentence each.
set -uo pipefail
cd "$(dirname "$0")/.."
missing=0

tools/need.sh hunspell command -v hunspell || missing=1
for package in hunspell-kk:kk_KZ hunspell-ru:ru_RU hunspell-en-gb:en_GB; do
  tools/need.sh "${package%:*}" test -f "/usr/share/hunspell/${package#*:}.aff" || missing=1
done
exit $missing
