#!/usr/bin/env bash
# tools/serve.sh demo | school: bring everything up to date, then serve on HOST:PORT.
set -euo pipefail
cd "$(dirname "$0")/.."

export ADAL_MODE=$1
umask 077 # data of children: only this user reads the instance folder's files
port=${PORT:-8000}
bin=.venv/bin

if (exec 3<>"/dev/tcp/${HOST:-127.0.0.1}/$port") 2>/dev/null; then
  echo "Port $port is taken by another program; name a free one: PORT=8001 make run" >&2
  exit 1
fi

# WeasyPrint draws with it. Without it only PDFs are off: sheets open as pages to print.
tools/need.sh "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0" \
  $bin/python -c "import weasyprint" || echo "Until then cards are printed from the browser, without PDFs." >&2
$bin/python tools/catalogues.py compile
$bin/flask db upgrade
# Smaller files beside the big ones, for slow lines; rewritten only when the big one changed.
$bin/python -m whitenoise.compress -q app/static
case $ADAL_MODE in
  demo) $bin/flask demo seed ;;
  school) $bin/flask school setup-code ;;
esac
exec $bin/python -m gunicorn --config deploy/gunicorn.conf.py wsgi:app
