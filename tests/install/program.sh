#!/bin/sh
# Installs everything into a folder of its own, looks whether all is there and in order, and takes it
# away again. Usage: program.sh BUILD PREFIX
set -eu
build=$1 prefix=$2

stage=$(mktemp -d)
trap 'rm -rf -- "$stage"' EXIT
fail () {
  printf '%s\n' "$*" >&2
  exit 1
}

DESTDIR=$stage meson install -C "$build" --no-rebuild --quiet
at=$stage$prefix

for file in \
  bin/vanity bin/vanity-cli bin/vanity-train libexec/vanity-service \
  share/applications/app.vanity.Vanity.desktop \
  share/bash-completion/completions/vanity-cli share/zsh/site-functions/_vanity-cli \
  share/fish/vendor_completions.d/vanity-cli.fish \
  share/dbus-1/services/app.vanity.Vanity.Engine.service \
  share/dbus-1/interfaces/app.vanity.Vanity.Engine1.xml \
  share/glib-2.0/schemas/app.vanity.Vanity.gschema.xml \
  share/icons/hicolor/scalable/apps/app.vanity.Vanity.svg \
  share/icons/hicolor/symbolic/apps/app.vanity.Vanity-symbolic.svg \
  share/man/man1/vanity.1 share/man/man1/vanity-cli.1 share/man/man1/vanity-service.1 \
  share/metainfo/app.vanity.Vanity.metainfo.xml share/mime/packages/app.vanity.Vanity.xml; do
  [ -s "$at/$file" ] || fail "$file was not installed"
done
grep -v '^#' "$(dirname -- "$0")/../../po/LINGUAS" | while read -r language; do
  [ -z "$language" ] || [ -s "$at/share/locale/$language/LC_MESSAGES/vanity.mo" ] ||
    fail "there is no translation into $language"
done

# What starts the service is where the file of D-Bus says.
service=$(sed -n 's/^Exec=//p' "$at/share/dbus-1/services/app.vanity.Vanity.Engine.service")
[ -x "$stage$service" ] || fail "D-Bus would start $service, and nothing is there"

# The manual tells every command and option that the program does.
page=$at/share/man/man1/vanity-cli.1
"$at/bin/vanity-cli" --help >"$stage/help"
LC_ALL=C.UTF-8 sed -n 's/^  \([a-z][a-z-]*\)\( .*\)\{0,1\}$/\1/p' "$stage/help" | grep -v vanity-cli |
  while read -r command; do
    grep -q "^\\.SS $command\$" "$page" || fail "the manual does not tell of $command"
    LC_ALL=C.UTF-8 "$at/bin/vanity-cli" "$command" --help | grep -oE '^  (-[a-z], )?--[a-z-]+' |
      sed 's/.*--/--/' | while read -r option; do
      sed 's/\\-/-/g' "$page" | grep -q -e "$option" ||
        fail "the manual does not tell of $option of $command"
    done
  done

# Nothing of ours calls the network: neither the system's functions, nor a library's for it. D-Bus
# and PipeWire are asked through GIO, libportal and GStreamer; nor does anything start other programs.
for binary in bin/vanity bin/vanity-cli bin/vanity-train libexec/vanity-service; do
  calls=$(nm -D --undefined-only "$at/$binary" | sed 's/^ *U //; s/@.*//' | grep -xE \
    -e 'socket|socketpair|connect|bind|listen|accept4?|send(to|msg)?|recv(from|msg)?' \
    -e '(get(addr|name)info|gethostby.*|res_.*)' \
    -e '(g_(socket|network|resolver|tcp|tls|inet|proxy|datagram|dtls|udp)|soup|curl|SSL|gnutls)_.*' \
    -e '(g_spawn_|g_subprocess_|posix_spawn|exec[lv]).*|system|popen' || true)
  [ -z "$calls" ] || fail "$binary calls $calls"
  libraries=$(objdump -p "$at/$binary" | sed -n 's/^ *NEEDED *//p' |
    grep -E 'libsoup|libcurl|libssl|libgnutls|libnghttp|libpsl' || true)
  [ -z "$libraries" ] || fail "$binary is linked to $libraries"
done

DESTDIR=$stage ninja -C "$build" uninstall >/dev/null
rm -f -- "$stage/help"
left=$(find "$stage" -type f -o -type l)
[ -z "$left" ] || fail "uninstalling left $left"
