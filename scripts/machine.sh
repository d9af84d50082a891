# What the machine must have, for ./run and ./test. Sourced, not run. Everything said here goes to stderr.

export DOTNET_CLI_TELEMETRY_OPTOUT="${DOTNET_CLI_TELEMETRY_OPTOUT:-1}"
export DOTNET_NOLOGO="${DOTNET_NOLOGO:-1}"
# A minimal Debian has no ICU, and Laurel itself needs none.
export DOTNET_SYSTEM_GLOBALIZATION_INVARIANT="${DOTNET_SYSTEM_GLOBALIZATION_INVARIANT:-1}"

say() { printf '%s\n' "$*" >&2; }

# Build servers would outlive the script and hold its output open.
build_options=(--configuration Release --nologo --verbosity quiet -nodeReuse:false -p:UseSharedCompilation=false)

# Fails with one sentence unless an SDK of version 10 or newer is there.
require_dotnet() {
  if ! command -v dotnet >/dev/null 2>&1; then
    say "Laurel needs the .NET 10 SDK: no dotnet is on the PATH."
    return 1
  fi
  if ! dotnet --list-sdks 2>/dev/null | grep -qE '^[1-9][0-9]+\.'; then
    say "Laurel needs the .NET 10 SDK: $(command -v dotnet) offers none of version 10 or newer."
    return 1
  fi
  # The built programs look for the runtime here when it is not in a standard place.
  if [ -z "${DOTNET_ROOT:-}" ]; then
    DOTNET_ROOT="$(dirname -- "$(readlink -f -- "$(command -v dotnet)")")"
    [ -d "$DOTNET_ROOT/shared" ] && export DOTNET_ROOT || unset DOTNET_ROOT
  fi
}

package_lists_are_fresh=no

# ensure_package NAME: installs a Debian package; fails when this machine or user cannot.
ensure_package() {
  command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ] || return 1
  if [ "$package_lists_are_fresh" = no ]; then
    say "updating the package lists…"
    apt-get update -qq >&2 || return 1
    package_lists_are_fresh=yes
  fi
  say "installing $1…"
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$1" >&2
}

has_library() {
  local folder
  for folder in ${LD_LIBRARY_PATH:+${LD_LIBRARY_PATH//:/ }} /usr/local/lib /usr/lib /usr/lib64 /lib /usr/lib/*-linux-* /lib/*-linux-*; do
    [ -e "$folder/$1" ] && return 0
  done
  # Not on the PATH of ordinary users.
  PATH="$PATH:/usr/sbin:/sbin" ldconfig -p 2>/dev/null | grep -qF "$1 "
}

# Fails with one sentence unless the operating system's SQLite library is there or can be installed.
require_sqlite() {
  [ "$(uname -s)" = Linux ] || return 0
  has_library libsqlite3.so.0 && return 0
  ensure_package libsqlite3-0 && has_library libsqlite3.so.0 && return 0
  say "Laurel needs the system's SQLite library (libsqlite3.so.0): install it, on Debian with: apt-get install libsqlite3-0"
  return 1
}

has_postgres() {
  ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null 2>&1
}

# For the tests, which start one of their own.
require_postgres() {
  has_postgres && return 0
  ensure_package postgresql && has_postgres
}

# The client library that the tests in tests/sdk are about, as its lock file pins it. A registry may be away for a moment: three tries.
# What is copied last says that all of it is there.
require_client_library() {
  local folder=tests/sdk try
  for try in 1 2 3; do
    cmp -s "$folder/package-lock.json" "$folder/node_modules/.installed" && return 0
    say "installing the client library…"
    (cd -- "$folder" && timeout --foreground 180 npm ci --no-audit --no-fund >&2) && cp -- "$folder/package-lock.json" "$folder/node_modules/.installed" ||
      sleep $((5 * try))
  done
  cmp -s "$folder/package-lock.json" "$folder/node_modules/.installed"
}
