# What the scripts that install other programs for the tests share; each reads it with `.`.

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
