#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# Builds the fuzzers, each with its seeds and options beside it, into $OUT, as ClusterFuzzLite and
# OSS-Fuzz want them. These set CC, CXX, CFLAGS, CXXFLAGS and LIB_FUZZING_ENGINE; where they do not,
# it is what the preset `fuzz` builds. An engine of your own: name its sources in ENGINE.
set -euo pipefail

: "${OUT:?is where the fuzzers go}"
root=$(dirname -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")")
[[ -f $root/CMakePresets.json ]] || root=$PWD
build=${WORK:-$root/.build}/fuzz
fuzzers=(engine_fuzz trace_fuzz uuid_fuzz)

settings=()
if [[ -n ${LIB_FUZZING_ENGINE:-} ]]; then
  settings+=("-DCLAIMCHECK_FUZZ_FLAGS=" "-DCLAIMCHECK_FUZZ_MAIN=$LIB_FUZZING_ENGINE"
    "-DCMAKE_C_COMPILER=$CC" "-DCMAKE_CXX_COMPILER=$CXX")
fi
if [[ -n ${ENGINE:-} ]]; then settings+=("-DCLAIMCHECK_FUZZ_SOURCES=$ENGINE"); fi
cmake -S "$root" -B "$build" --preset fuzz "${settings[@]}"
cmake --build "$build" --target "${fuzzers[@]}"

for fuzzer in "${fuzzers[@]}"; do
  install -D "$(find "$build" -type f -name "$fuzzer" -perm -u+x)" "$OUT/$fuzzer"
done
for fuzzer in engine_fuzz trace_fuzz; do
  (cd "$root/corpus" && find . -name '*.trace' | LC_ALL=C sort |
    cmake -E tar cf "$OUT/${fuzzer}_seed_corpus.zip" --format=zip --files-from=/dev/stdin)
done
printf '[libfuzzer]\nmax_len = 65536\n' >"$OUT/engine_fuzz.options"
