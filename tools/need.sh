#!/usr/bin/env bash
# tools/need.sh PACKAGES TEST...: when the command TEST fails, install Debian's PACKAGES (one
# argument, by spaces) as root; otherwise say in one sentence what to type.
set -uo pipefail
packages=$1
shift
present() { "$@" >/dev/null 2>&1; }

present "$@" && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "Installing $packages from Debian."
  export DEBIAN_FRONTEND=noninteractive
  (apt-get update -q && apt-get install -y -q -o DPkg::Lock::Timeout=300 $packages) >/dev/null 2>&1
  present "$@" && exit 0
fi
echo "$packages: needed and missing; install it with: sudo apt-get install $packages" >&2
exit 1
