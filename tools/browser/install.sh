#!/bin/sh
# Installs what tests/html_report/test_browser.py asks: Debian's Chromium, and axe-core, which checks that a page
# is accessible: `tools/browser/install.sh DIR`. Then `ARCHIVE_LINT_BROWSER=DIR pytest tests/html_report` finds them.
# It may be run again.
set -eu
folder=$(realpath -m "$1")
mkdir -p "$folder"

. "$(dirname "$0")/../installing.sh"

debian chromium chromium
debian npm npm
again npm install --silent --no-audit --no-fund --prefix "$folder" 'axe-core@4.14'
