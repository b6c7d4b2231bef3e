# The libFuzzer targets and their preset. Coverage of the input comes from the libraries under
# test, so with CLAIMCHECK_FUZZ everything is instrumented; only the fuzzers are built.

option(CLAIMCHECK_FUZZ "Build the libFuzzer targets (clang only)" OFF)
set(CLAIMCHECK_FUZZ_FLAGS
    "-fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer"
    CACHE STRING "What everything is compiled with; empty where CFLAGS and CXXFLAGS have it all")
set(CLAIMCHECK_FUZZ_MAIN "-fsanitize=fuzzer" CACHE STRING "What brings the fuzzer's main()")
set(CLAIMCHECK_FUZZ_SOURCES "" CACHE STRING
    "The engine that is fuzzed, as the sources of a plugin; none: the indexed one")
set(CLAIMCHECK_FUZZ_SECONDS 20 CACHE STRING "How long each fuzz test runs")

add_custom_target(claimcheck_fuzz)

if(CLAIMCHECK_FUZZ)
  if(NOT CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
    message(FATAL_ERROR "CLAIMCHECK_FUZZ needs clang; use the preset `fuzz`")
  endif()
  if(CLAIMCHECK_FUZZ_FLAGS)
    separate_arguments(flags UNIX_COMMAND "${CLAIMCHECK_FUZZ_FLAGS}")
    add_compile_options(${flags})
    add_link_options(-fsanitize=address,undefined)
  endif()
endif()

# claimcheck_fuzz_target(NAME SOURCES files... LIBRARIES targets... CORPUS dir [RUNS number])
#
# A program with an LLVMFuzzerTestOneInput(), and a test labelled `fuzz` that runs it from the
# seeds below CORPUS, for some time or so many runs. The seeds are only read: what the fuzzer adds,
# and an input that it breaks on, go below the build directory. Outside the fuzz preset this does
# nothing.
function(claimcheck_fuzz_target name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "CORPUS;RUNS" "SOURCES;LIBRARIES")
  if(NOT CLAIMCHECK_FUZZ)
    return()
  endif()
  cmake_path(ABSOLUTE_PATH arg_CORPUS NORMALIZE)
  if(NOT IS_DIRECTORY ${arg_CORPUS})
    message(FATAL_ERROR "${name}: there is no corpus ${arg_CORPUS}")
  endif()
  add_executable(${name} EXCLUDE_FROM_ALL ${arg_SOURCES})
  target_link_libraries(${name} PRIVATE claimcheck_warnings ${arg_LIBRARIES})
  target_link_libraries(${name} PRIVATE ${CLAIMCHECK_FUZZ_MAIN})
  add_dependencies(claimcheck_fuzz ${name})

  set(found ${CMAKE_CURRENT_BINARY_DIR}/${name}.found)
  file(MAKE_DIRECTORY ${found}/inputs)
  math(EXPR limit_s "${CLAIMCHECK_FUZZ_SECONDS} + 120")
  set(budget -max_total_time=${CLAIMCHECK_FUZZ_SECONDS} -timeout=10)
  if(arg_RUNS)
    set(budget -runs=${arg_RUNS} -max_len=8192 -timeout=60)
    set(limit_s 600)
  endif()
  add_test(NAME fuzz.${name}
           COMMAND ${name} ${budget} -seed=1
                   -rss_limit_mb=2048 -print_final_stats=1 -artifact_prefix=${found}/
                   ${found}/inputs ${arg_CORPUS})
  set_tests_properties(fuzz.${name} PROPERTIES LABELS fuzz TIMEOUT ${limit_s})
endfunction()
