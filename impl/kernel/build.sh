#!/bin/sh
# SPDX-License-Identifier: MIT
# Builds a kernel tree's DAX bus as an engine:  impl/kernel/build.sh TREE OUT.so
# TREE is a folder with drivers/dax. Exit status: 0 built, 2 it cannot be. Where KERNEL_OBJECTS
# names a folder, the objects that no tree changes are kept there, or taken from there.
set -eu

if [ $# -ne 2 ] || [ ! -f "$1/drivers/dax/bus.c" ]; then
  echo "usage: build.sh TREE OUT.so   (TREE has drivers/dax/bus.c)" >&2
  exit 2
fi
tree=$1
out=$2
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
cc=${CC:-cc}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Of headers none is seen but the shims, the compiler's, and the tree's drivers/dax.
tree_flags="-nostdinc -std=gnu11 -O1 -g -fPIC -fno-strict-aliasing -fwrapv
  -fno-delete-null-pointer-checks -ffreestanding -Werror=implicit-function-declaration
  -Werror=incompatible-pointer-types -Werror=int-conversion"
own_flags="-std=gnu11 -O2 -g -fPIC -Wall -Wextra -fno-strict-aliasing ${EXTRA_CFLAGS:-}"
compiler_headers=$("$cc" -print-file-name=include)

compile_tree() {
  # shellcheck disable=SC2086
  "$cc" $tree_flags -isystem "$compiler_headers" -I"$here/include" -I"$tree/drivers/dax" "$@"
}
compile_own() {
  # shellcheck disable=SC2086
  "$cc" $own_flags -I"$here/include" ${ENGINE_H:+-I"$ENGINE_H"} -I"$root" "$@"
}

# start NAME COMMAND...: several at once; what one prints stays together.
start() {
  name=$1
  shift
  { "$@" >"$work/$name.log" 2>&1 || : >"$work/$name.failed"; } &
}
finish() {
  wait
  for failed in "$work"/*.failed; do
    [ -e "$failed" ] || continue
    cat "${failed%.failed}.log" >&2
    exit 2
  done
}

# What this tree's text has: each probe that compiles defines its name for the adapter.
probe() {
  if compile_tree -w -fsyntax-only "$1" 2>/dev/null; then : >"$work/$(basename "$1" .c).has"; fi
}
for source in "$here"/probes/*.c; do
  start "probe-$(basename "$source" .c)" probe "$source"
done
start tree-bus compile_tree -fsanitize=thread -fsanitize-coverage=trace-pc \
  -c "$tree/drivers/dax/bus.c" -o "$work/tree-bus.o"

# The runtime and the hooks see nothing of the tree.
objects=${KERNEL_OBJECTS:-}
if [ -z "$objects" ] || [ ! -d "$objects" ]; then
  mkdir "$work/objects"
  for source in "$here"/runtime/*.c "$here"/hooks/*.c; do
    name=$(basename "$(dirname "$source")")-$(basename "$source" .c)
    start "$name" compile_own -c "$source" -o "$work/objects/$name.o"
  done
fi
finish

have=
for found in "$work"/*.has; do
  [ -e "$found" ] && have="$have -D$(basename "$found" .has)=1"
done
for source in "$here"/adapter/*.c; do
  name=adapter-$(basename "$source" .c)
  # shellcheck disable=SC2086
  start "$name" compile_own $have -I"$tree/drivers/dax" -c "$source" -o "$work/$name.o"
done
finish

# Complete or not there: another call may make the same at the same time.
if [ -d "$work/objects" ] && [ -n "$objects" ]; then
  mkdir -p "$(dirname "$objects")"
  cp -r "$work/objects" "$objects.$$"
  mv -T "$objects.$$" "$objects" 2>/dev/null || rm -rf "$objects.$$"
fi
[ -d "$work/objects" ] || cp -r "$objects" "$work/objects"
"$cc" -shared -Wl,-Bsymbolic -Wl,--no-undefined "$work"/*.o "$work"/objects/*.o -o "$out" || exit 2
