#!/bin/sh
# SPDX-License-Identifier: MIT
# Builds a kernel tree's DAX bus as an engine:  impl/kernel/build.sh TREE OUT.so
# TREE is a folder with drivers/dax. Exit status: 0 built, 2 it cannot be.
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
  "$cc" $own_flags -I"$here/include" ${ENGINE_H:+-I"$ENGINE_H"} -I"$root" -I"$tree/drivers/dax" "$@"
}

have=
for probe in "$here"/probes/*.c; do
  if compile_tree -Wno-all -fsyntax-only "$probe" 2>/dev/null; then
    have="$have -D$(basename "$probe" .c)=1"
  fi
done

compile_tree -fsanitize=thread -fsanitize-coverage=trace-pc \
  -c "$tree/drivers/dax/bus.c" -o "$work/tree-bus.o" || exit 2
for source in "$here"/adapter/*.c; do
  # shellcheck disable=SC2086
  compile_own $have -c "$source" -o "$work/adapter-$(basename "$source" .c).o" || exit 2
done
for source in "$here"/runtime/*.c "$here"/hooks/*.c; do
  [ -f "$source" ] || continue
  object=$work/$(basename "$(dirname "$source")")-$(basename "$source" .c).o
  compile_own -c "$source" -o "$object" || exit 2
done
"$cc" -shared -Wl,-Bsymbolic -Wl,--no-undefined "$work"/*.o -o "$out" || exit 2
