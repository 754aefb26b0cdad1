#!/bin/sh
# Installs the engine into a folder of its own, builds the program that model.h shows as anybody
# would, and runs it on a network. Usage: engine.sh BUILD PREFIX
set -eu
build=$1 prefix=$2

stage=$(mktemp -d)
trap 'rm -rf -- "$stage"' EXIT
fail () {
  printf '%s\n' "$*" >&2
  exit 1
}

DESTDIR=$stage meson install -C "$build" --no-rebuild --quiet --tags runtime,devel
description=$(find "$stage" -name vanity-engine.pc)
[ -f "$description" ] || fail 'vanity-engine.pc was not installed'
# It was installed aside, so it has to say so.
sed -i "s|^prefix=.*|prefix=$stage$prefix|" "$description"
PKG_CONFIG_PATH=$(dirname -- "$description")
export PKG_CONFIG_PATH
compiler_flags=$(pkg-config --cflags vanity-engine)
linker_flags=$(pkg-config --libs vanity-engine)
LD_LIBRARY_PATH=$(pkg-config --variable=libdir vanity-engine)
export LD_LIBRARY_PATH

# Every header stands by itself, in C and in C++, and none is of the inside.
headers=$stage$prefix/include/vanity-engine
[ -f "$headers/model/model.h" ] || fail 'model.h was not installed'
cd -- "$headers"
for header in */*.h; do
  case $header in
    *private* | */operator.h | */program.h | */kernels*) fail "$header is not for others" ;;
  esac
  printf '#include <%s>\n' "$header" | tee -a "$stage/all.h" >"$stage/alone.h"
  # shellcheck disable=SC2086
  cc -std=c11 -Wall -Wextra -Werror -fsyntax-only $compiler_flags -x c "$stage/alone.h"
done
# shellcheck disable=SC2086
c++ -Wall -Wextra -Werror -fsyntax-only $compiler_flags -x c++ "$stage/all.h"

# The program in the comment of model.h, less what makes it a comment.
cd -- "$stage"
sed -n '/^ \*   #include/,/^ \*   }$/{s/^ \*   //;s/^ \*$//;p;}' "$headers/model/model.h" >main.c
[ "$(grep -c . main.c)" -ge 15 ] || fail 'there is no program in model.h'
# shellcheck disable=SC2086
cc -std=gnu11 -Wall -Wextra -Werror $compiler_flags main.c $linker_flags -o main

# y = Neg (x), x of shape [1, 3], as a protobuf message: a field is its number and type, its length,
# its bytes.
{
  printf '\010\010\072\067'                           # IR version 8, graph
  printf '\012\013\012\001x\022\001y\042\003Neg'      # node
  printf '\022\001g'                                  # name of the graph
  printf '\132\023\012\001x\022\016\012\014\010\001'  # input x
  printf '\022\010\012\002\010\001\012\002\010\003'   #   1 × 3
  printf '\142\020\012\001y\022\013\012\011\010\001'  # output y
  printf '\022\005\012\003\022\001n'                  #   a size with a name
  printf '\102\002\020\015'                           # operator set 13
} >neg.onnx
./main neg.onnx >seen
printf '%s\n' -0 -0.5 -1 | cmp - seen || fail "it said: $(cat seen)"

if ./main main.c 2>refused; then fail 'it ran a program as a network'; fi
grep -q 'main.c' refused || fail "it refused without the name of the file: $(cat refused)"

# Nothing but what the headers tell of can be called.
others=$(nm -D --defined-only "$LD_LIBRARY_PATH/libvanity-engine.so" | sed 's/^.* //' |
  grep -v '^vanity_' || true)
[ -z "$others" ] || fail "these names are not ours to give away: $others"
