#!/usr/bin/env bash
# tools/need.sh PACKAGE TEST...: when the command TEST fails, install Debian's PACKAGE as root;
# otherwise say in one sentence what to type.
set -uo pipefail
package=$1
shift
present() { "$@" >/dev/null 2>&1; }

present "$@" && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "Installing $package from Debian."
  export DEBIAN_FRONTEND=noninteractive
  (apt-get update -q && apt-get install -y -q -o DPkg::Lock::Timeout=300 "$package") >/dev/null 2>&1
  present "$@" && exit 0
fi
echo "$package is needed and missing; install it with: sudo apt-get install $package" >&2
exit 1
