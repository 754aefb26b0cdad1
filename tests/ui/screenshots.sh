#!/bin/sh
# Pictures of the window's main states, light and dark, wide and narrow, in two languages, for people
# to look at, and those of README and metainfo. Run within a display and a session bus of its own, by
# `./dev screenshots`.
#
#   screenshots.sh BUILD PHOTO OUT [LANGUAGE SCHEME SIZE]
#
# With the last three (as en light wide) only that variant is taken.
set -eu

build=$1 photo=$2 out=$3
only=${4-} only_scheme=${5-} only_size=${6-}
stage=$(mktemp -d)
program=
trap 'kill $program 2>/dev/null || true; rm -rf -- "$stage"' EXIT
mkdir -p -- "$out"

export GSETTINGS_BACKEND=keyfile GSETTINGS_SCHEMA_DIR="$build/assets" VANITY_LOCALEDIR="$build/po"
export XDG_CONFIG_HOME="$stage/config" XDG_DATA_HOME="$stage/data" XDG_STATE_HOME="$stage/state"
export LC_ALL=C.UTF-8

act () {
  gdbus call --session --dest app.vanity.Vanity --object-path /app/vanity/Vanity/window/1 \
    --method org.gtk.Actions.Activate "$1" "${2-[]}" '{}' >/dev/null
}

# Of the program, not of the window: preferences, about.
act_app () {
  gdbus call --session --dest app.vanity.Vanity --object-path /app/vanity/Vanity \
    --method org.gtk.Actions.Activate "$1" '[]' '{}' >/dev/null
}

# take NAME SECONDS: once what was asked for has come to rest.
take () {
  sleep "$2"
  import -window root -crop "${width}x${height}+0+0" +repage "$out/$1-$variant.png"
}

# Settings of a person who has seen the hints already.
write_settings () {
  rm -rf -- "$stage/config" "$stage/data" "$stage/state"
  mkdir -p -- "$stage/config/glib-2.0/settings" "$stage/data" "$stage/state"
  cat >"$stage/config/glib-2.0/settings/keyfile" <<END
[app/vanity/Vanity]
window-width=$width
window-height=$height
color-scheme='$scheme'
hints-seen=['compare', 'layers', 'search', 'drag']
END
}

start () {
  write_settings
  LANGUAGE=$language "$build/app/vanity" "$@" >"$stage/log" 2>&1 &
  program=$!
  for _ in $(seq 300); do
    gdbus introspect --session --dest app.vanity.Vanity --object-path /app/vanity/Vanity/window/1 \
      2>/dev/null | grep -q org.gtk.Actions && break
    sleep 0.1
  done
}

finish () {
  kill "$program" 2>/dev/null || true
  wait "$program" 2>/dev/null || true
  program=
}

take_variant () {
  variant=$language-$scheme-$size
  start
  take welcome 2
  finish
  start "$photo"
  sleep 3
  act wear-look '[<"red-lip">]'
  act zoom-face
  take looks 4
  act show-layers
  take layers 2
  act show-analysis
  take face 5
  act show-products
  take products 6
  act show-history
  take history 1
  act command-search
  take search 1
  act show-library
  take library 5
  finish
  start "$photo"
  sleep 3
  act contact-sheet
  take sheet 6
  finish
  start "$photo"
  sleep 3
  act show-shop '[<"catalogue">]'
  take catalogue 4
  finish
  start "$photo"
  sleep 2
  act_app preferences
  take preferences 2
  finish
  # A camera of 720 lines that sees the upper part of the portrait.
  VANITY_CAMERA="filesrc location=$photo ! pngdec ! videocrop bottom=224 ! videoscale ! videoconvert"
  VANITY_CAMERA="$VANITY_CAMERA ! video/x-raw,width=1280,height=720 ! imagefreeze is-live=true"
  export VANITY_CAMERA
  start
  act camera
  take camera 5
  finish
  unset VANITY_CAMERA
}

for language in en zh_CN; do
  for scheme in light dark; do
    for size in wide narrow; do
      [ -z "$only" ] || [ "$language $scheme $size" = "$only $only_scheme $only_size" ] || continue
      case $size in
        wide) width=1120 height=760 ;;
        narrow) width=360 height=720 ;;
      esac
      take_variant
    done
  done
done
