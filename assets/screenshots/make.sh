#!/usr/bin/env bash
# Makes README's screenshots from the built program: assets/screenshots/make.sh [PROGRAM]
# Needs tmux, python3 and the fonts DejaVu and Noto (Debian: apt install tmux python3-venv fonts-dejavu-core
# fonts-noto-cjk); Pillow comes from PyPI into a folder of its own. Nothing here touches your rooms or your settings.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
program=${1:-${CARGO_TARGET_DIR:-$here/../../target}/release/gabinete}
[ -x "$program" ] || { echo "no $program: run cargo build --release first" >&2; exit 1; }

place=$(mktemp -d /tmp/gabinete.XXX)
export GABINETE_HOME=$place/home LC_ALL=C.UTF-8 TZ=Europe/Madrid
mux() { tmux -L "gabinete-shots-$$" -f /dev/null "$@"; }
trap 'mux kill-server 2>/dev/null || true; rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet "pillow==12.3.0"

open() { # columns rows arguments...
  mux kill-server 2>/dev/null || true
  mux new-session -d -x "$1" -y "$2" "$(printf '%q ' "$program" --lang en "${@:3}")"
}
# Waits until the screen shows a text, at most a minute.
until_seen() {
  for _ in $(seq 300); do
    if mux capture-pane -p 2>/dev/null | grep -qE -- "$1"; then return; fi
    sleep 0.2
  done
  echo "never saw: $1" >&2
  mux capture-pane -p >&2
  exit 1
}
press() { mux send-keys "$@"; sleep 0.6; }
shoot() { mux capture-pane -e -p | "$place/venv/bin/python" "$here/paint.py" "$here/$1.png"; echo "$here/$1.png"; }

# The room: an incident in its first minutes.
mkdir -p "$GABINETE_HOME"
printf 'name = "Ana"\nrole = "social_lead"\nzone = "Europe/Madrid"\n' > "$GABINETE_HOME/config.toml"
open 140 40 drill --speed 20
until_seen 'unattended [3-9][0-9]'
press i
until_seen 'Declare'
press 'Yoghurt batch A12'
press C-d
until_seen 'SEV[12]'
press 3
press Space
press 1
press g
press d
press Down
press Enter
press C-d
until_seen 'owed 1'
press g
press r
until_seen 'hand in'
press 'We are sorry. Do not eat batch A12, keep the pot, and call us on 900 000 000: a doctor answers.'
press C-d
until_seen 'in review'
until_seen 'unattended 9[0-9]'
press g
shoot room

# The start screen, with that drill among the rooms used lately.
open 110 24
until_seen 'Start a drill'
press Down
press Up
until_seen 'Lately'
shoot start
