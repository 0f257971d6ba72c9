#!/bin/sh
# Installs the programs of others that tests/web/partners and tests/store/partners ask: `tools/partners/install.sh
# DIR`, with the Python that PYTHON names, 3.11 or newer. Then `ARCHIVE_LINT_PARTNERS=DIR pytest tests/web/partners`
# finds them. It may be run again.
set -eu
folder=$(realpath -m "$1")
mkdir -p "$folder"

. "$(dirname "$0")/../installing.sh"

partner() { # NAME REQUIREMENT...: in a virtual environment of its own
  name=$1
  shift
  [ -x "$folder/$name/bin/pip" ] || "${PYTHON:-python3}" -m venv "$folder/$name"
  again "$folder/$name/bin/pip" install --quiet "$@"
}

partner pywb 'pywb>=2.10,<3'
partner thumbor 'thumbor>=7.8,<8'
partner moto 'moto[s3]>=5.1,<6' 'flask>=3' 'flask-cors>=5'
