#!/bin/sh
# Installs what tests/html_report/test_browser.py asks: Debian's Chromium, and axe-core, which checks that a page
# is accessible: `tools/browser/install.sh DIR`. Then `ARCHIVE_LINT_BROWSER=DIR pytest tests/html_report` finds them.
# It may be run again.
set -eu
folder=$(realpath -m "$1")
mkdir -p "$folder"

again() { # COMMAND...: networks fail now and then
  for pause in 2 10 0; do
    if "$@"; then return 0; fi
    sleep "$pause"
  done
  return 1
}

debian() {
  if [ "$(id -u)" = 0 ]; then DEBIAN_FRONTEND=noninteractive "$@"; else sudo DEBIAN_FRONTEND=noninteractive "$@"; fi
}

missing=
command -v chromium >/dev/null || missing="$missing chromium"
command -v npm >/dev/null || missing="$missing npm"
if [ -n "$missing" ]; then
  again debian apt-get update -qq
  # shellcheck disable=SC2086 - names of packages
  again debian apt-get install -qq --no-install-recommends $missing >/dev/null
fi
again npm install --silent --no-audit --no-fund --prefix "$folder" 'axe-core@4.14'
