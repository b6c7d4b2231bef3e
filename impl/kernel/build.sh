#!/bin/sh
# SPDX-License-Identifier: MIT
# Builds a kernel tree's DAX bus as an engine:  impl/kernel/build.sh TREE OUT.so
# TREE is a folder with drivers/dax. Exit status: 0 built, 2 it cannot be. Where KERNEL_OBJECTS
# names a folder, what another tree has compiled alike is taken from there, or kept there: the
# runtime, and of trees with the same headers what was asked of the compiler and the adapter. It
# has to be of these sources and this compiler alone.
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
  "$cc" $tree_flags -isystem "$compiler_headers" -I"$here/include" -I"$work/empty" \
    -I"$tree/drivers/dax" -include claimcheck/implied.h "$@"
}
compile_own() {
  # shellcheck disable=SC2086
  "$cc" $own_flags -I"$here/include" -I"$work/empty" ${ENGINE_H:+-I"$ENGINE_H"} -I"$root" "$@"
}

# A header that the shims lack is an empty one: what is used of it is missing by its own name, and
# nothing may be. One whose name could lead elsewhere is left alone.
make_empty_headers() {
  mkdir "$work/empty"
  includes='s,^[ \t]*#[ \t]*include[ \t]*<\([a-z0-9_][a-zA-Z0-9_/-]*\.h\)>.*,\1,p'
  sed -n "$includes" "$tree/drivers/dax/bus.c" "$tree/drivers/dax/"*.h | sort -u |
    while IFS= read -r header; do
      [ ! -e "$here/include/$header" ] && [ ! -e "$compiler_headers/$header" ] || continue
      mkdir -p "$work/empty/$(dirname "$header")"
      : >"$work/empty/$header"
    done
}

# What is exported to those who bring extents, behind the headers where it is declared or not.
declare_exports() {
  printf '#include <%s>\n' linux/dax.h linux/mm.h >"$work/declared.h"
  printf '#include "%s"\n' bus.h dax-private.h >>"$work/declared.h"
  "$here/names" "$tree" declared >"$work/exports.h"
  cat "$work/declared.h" "$work/exports.h" >"$work/both.h"
  if compile_tree -fsyntax-only -x c "$work/both.h" >"$work/exports.why" 2>&1; then
    mv "$work/both.h" "$work/declared.h"
  fi
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

# What differs between trees is asked of the compiler, never of a version. names: what the text of
# the tree alone tells. probes/NAME.c defines NAME for the adapter where it compiles; one that lists
# calls or fields to try defines it as the first with which it does. "where" is a word that the
# tree's headers have to have for that, or a name of names.h that stands for one: it saves time, no
# more.
probe() {
  probe=$(basename "$1" .c)
  where=$(sed -n 's/^ \* where: //p' "$1")
  stands_for=$(sed -n "s/^#define ${where:-none} //p" "$work/names.h")
  where=${stands_for:-$where}
  [ -z "$where" ] || grep -qw "$where" "$tree/drivers/dax/"*.h "$work/declared.h" || return 0
  sed -n 's/^ \* try: //p' "$1" >"$work/$probe.tries"
  [ -s "$work/$probe.tries" ] || echo 1 >"$work/$probe.tries"
  while IFS= read -r try; do
    if compile_tree -fsyntax-only -include "$work/names.h" -include "$work/declared.h" \
      "-D$probe=$try" "$1" 2>"$work/$probe.why"; then
      printf '#define %s %s\n' "$probe" "$try" >"$work/$probe.has"
      return 0
    fi
  done <"$work/$probe.tries"
}

# As many errors as there are, also where one compiler stops at twenty.
all_errors=-fmax-errors=0
if "$cc" -ferror-limit=0 -E -x c /dev/null >"$work/limit" 2>&1; then all_errors=-ferror-limit=0; fi
errors_of_bus() {
  # shellcheck disable=SC2086
  compile_tree -fsyntax-only $all_errors $variant "$@" "$tree/drivers/dax/bus.c" 2>&1 |
    grep -c 'error: ' || :
}

# Keeps each variant of the callbacks' signatures with which bus.c has fewer errors.
compile_bus() {
  variant=
  errors=$(errors_of_bus)
  while IFS= read -r each; do
    [ "$errors" -ne 0 ] || break
    case $each in '#'*) continue ;; esac
    fewer=$(errors_of_bus "-D$each")
    if [ "$fewer" -lt "$errors" ]; then
      errors=$fewer
      variant="$variant -D$each"
    fi
  done <"$here/variants"
  echo "$variant" >"$work/variant"
  # shellcheck disable=SC2086
  compile_tree $variant -fsanitize=thread -fsanitize-coverage=trace-pc \
    -c "$tree/drivers/dax/bus.c" -o "$work/tree-bus.o"
}

# Without what it needs of a tree the adapter can do nothing: one sentence says what, and where.
refuse_without_needs() {
  for source in "$here"/probes/*.c; do
    probe=$(basename "$source" .c)
    needed=$(sed -n 's/^ \* needed: //p' "$source")
    [ -n "$needed" ] && [ ! -e "$work/$probe.has" ] || continue
    where=$(cd "$tree" && grep -nwHm1 "$needed" drivers/dax/*.h | head -n 1 | cut -d: -f1,2)
    echo "${where:-drivers/dax/bus.h:1}: error: the adapter does not know how $needed is used" \
      "here: it knows what impl/kernel/probes/$probe.c tries; without it nothing is checked"
    return 1
  done
}

objects=${KERNEL_OBJECTS:-$work/objects}

# keep FOLDER NAME: as NAME among the objects. Complete or not there: another call may make the same
# at the same time.
keep() {
  mkdir -p "$objects"
  cp -r "$1" "$objects/$2.$$"
  mv -T "$objects/$2.$$" "$objects/$2" 2>/dev/null || rm -rf "$objects/$2.$$"
}

compile_adapter() {
  for source in "$here"/adapter/*.c; do
    name=adapter-$(basename "$source" .c)
    # shellcheck disable=SC2046
    start "$name" compile_own $(cat "$work/variant") -include "$objects/$asked/tree.h" \
      -include "$objects/$asked/declared.h" -I"$tree/drivers/dax" -c "$source" \
      -o "$work/adapter/$name.o"
  done
  finish
}

make_empty_headers
"$here/names" "$tree" >"$work/names.h"
declare_exports
# Each header by its name and content.
headers=$(cd "$tree/drivers/dax" && sha256sum "$work/names.h" "$work/declared.h" ./*.h |
  sed "s|$work/||" | sha256sum | cut -c1-16)
asked=asked-$headers
if [ ! -e "$objects/$asked" ]; then
  for source in "$here"/probes/*.c; do
    start "probe-$(basename "$source" .c)" probe "$source"
  done
fi
start tree-bus compile_bus

# The runtime and the hooks see nothing of the tree.
if [ ! -e "$objects/own" ]; then
  mkdir "$work/own"
  for source in "$here"/runtime/*.c "$here"/hooks/*.c; do
    name=$(basename "$(dirname "$source")")-$(basename "$source" .c)
    start "$name" compile_own -c "$source" -o "$work/own/$name.o"
  done
fi
finish
[ -e "$objects/own" ] || keep "$work/own" own

if [ ! -e "$objects/$asked" ]; then
  start needs refuse_without_needs
  finish
  mkdir "$work/asked"
  cat "$work/names.h" "$work"/*.has >"$work/asked/tree.h"
  cp "$work/declared.h" "$work/asked"
  keep "$work/asked" "$asked"
fi

adapter=adapter-$headers-$(cksum <"$work/variant" | tr ' ' -)
if [ ! -e "$objects/$adapter" ]; then
  mkdir "$work/adapter"
  compile_adapter
  keep "$work/adapter" "$adapter"
fi

link_engine() {
  "$cc" -shared -Wl,-Bsymbolic -Wl,--no-undefined "$work"/tree-*.o "$objects/$adapter"/*.o \
    "$objects"/own/*.o -o "$out"
}
# Another file of drivers/dax belongs to the bus where it has what nothing else does: a revision may
# have moved it there. These are parts of other modules.
add_files_that_are_needed() {
  sed -n "s/.*undefined reference to [\`']\([A-Za-z_0-9]*\)'.*/\1/p" "$work/link.why" | sort -u \
    >"$work/undefined"
  for source in "$tree/drivers/dax/"*.c; do
    name=$(basename "$source" .c)
    case $name in bus | super | device | fsdev | kmem | pmem | cxl) continue ;; esac
    # shellcheck disable=SC2046
    compile_tree $(cat "$work/variant") -fsanitize=thread -fsanitize-coverage=trace-pc \
      -c "$source" -o "$work/part.o" 2>"$work/$name.why" || continue
    nm -g --defined-only "$work/part.o" | sed 's/.* //' >"$work/part.names"
    grep -qxFf "$work/undefined" "$work/part.names" || continue
    mv "$work/part.o" "$work/tree-$name.o"
  done
}
if link_engine 2>"$work/link.why"; then exit 0; fi
add_files_that_are_needed
if link_engine 2>"$work/link.why"; then exit 0; fi
# A file that has what is missing, and does not compile, says why; else the linker says what is.
for source in "$tree/drivers/dax/"*.c; do
  why=$work/$(basename "$source" .c).why
  if [ -s "$why" ] && grep -qwFf "$work/undefined" "$source"; then cat "$why" >&2; fi
done
cat "$work/link.why" >&2
exit 2
