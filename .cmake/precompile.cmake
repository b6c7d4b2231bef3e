# Precompiled headers, and how much each part is optimised: a fresh build spends most of its time on
# reading the same library headers again and again. Every source still includes what it uses: with
# CLAIMCHECK_PRECOMPILE off, as a plain configuration has it, the tree builds as well.

option(CLAIMCHECK_PRECOMPILE "Precompile the headers of libraries" OFF)
# A target that cannot use the precompiled headers, for its flags, reads the plain ones.
set(CMAKE_PCH_WARN_INVALID OFF)

find_program(CLAIMCHECK_CCACHE ccache)
if(CLAIMCHECK_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER AND CLAIMCHECK_PRECOMPILE)
  # Without this a file that uses precompiled headers is never taken from the cache.
  set(launcher ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros
               ${CLAIMCHECK_CCACHE})
  set(CMAKE_C_COMPILER_LAUNCHER ${launcher})
  set(CMAKE_CXX_COMPILER_LAUNCHER ${launcher})
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    add_compile_options($<$<COMPILE_LANGUAGE:CXX>:-fpch-preprocess>)
  else()
    add_compile_options("$<$<COMPILE_LANGUAGE:CXX>:SHELL:-Xclang -fno-pch-timestamp>")
  endif()
endif()

# Not <filesystem>: it brings std::quoted, which is found for a std::string beside our own.
set(CLAIMCHECK_STANDARD_HEADERS
    <algorithm> <array> <atomic> <bit> <charconv> <chrono> <compare> <cstddef> <cstdint> <cstring>
    <fstream> <functional> <iostream> <map> <memory> <mutex> <numeric> <optional>
    <random> <ranges> <set> <span> <sstream> <stdexcept> <string> <string_view> <thread> <tuple>
    <unordered_map> <unordered_set> <utility> <variant> <vector>)

# What runs for each operation of a trace: optimised as the build type says.
set(CLAIMCHECK_HOT_TARGETS
    claimcheck_model claimcheck_engines claimcheck_judge claimcheck_shrink claimcheck_generate
    claimcheck_process claimcheck_store claimcheck_search claimcheck_faults claimcheck_explore
    claimcheck_explore_claim claimcheck_schedule claimcheck_concurrent claimcheck_modes
    claimcheck_replay)
# What runs once for each call, or waits for a solver.
set(CLAIMCHECK_COLD_TARGETS claimcheck_options claimcheck_seeded_bugs claimcheck_report
                            claimcheck_html
                            claimcheck_command claimcheck_solver_command
                            claimcheck_mutant_modes claimcheck_mutant_report claimcheck_smt)

# claimcheck_precompiled(KIND HEADERS... LIBRARIES targets...): an object library that owns them.
function(claimcheck_precompiled kind)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "HEADERS;LIBRARIES;OPTIONS")
  file(WRITE ${CMAKE_BINARY_DIR}/precompiled/${kind}.cpp "")
  add_library(claimcheck_precompiled_${kind} OBJECT EXCLUDE_FROM_ALL
                                             ${CMAKE_BINARY_DIR}/precompiled/${kind}.cpp)
  target_link_libraries(claimcheck_precompiled_${kind} PRIVATE claimcheck_warnings
                                                               ${arg_LIBRARIES})
  target_compile_options(claimcheck_precompiled_${kind} PRIVATE ${arg_OPTIONS})
  target_precompile_headers(claimcheck_precompiled_${kind} PRIVATE ${arg_HEADERS})
endfunction()

# Called once, when all targets are there.
function(claimcheck_precompile)
  set(cold_options "")
  if(CMAKE_BUILD_TYPE STREQUAL "Release")
    set(cold_options -O1)
  elseif(CLAIMCHECK_SANITIZE)
    # A sanitizer checks the same at every level, and code that has its checks in it takes more than
    # twice as long to compile with optimisation. The proofs are walked for minutes without it.
    set(cold_options -O0)
    list(REMOVE_ITEM CLAIMCHECK_COLD_TARGETS claimcheck_smt)
    list(APPEND CLAIMCHECK_HOT_TARGETS claimcheck_smt)
  endif()
  foreach(target IN LISTS CLAIMCHECK_COLD_TARGETS CLAIMCHECK_TEST_TARGETS)
    if(TARGET ${target})
      target_compile_options(${target} PRIVATE ${cold_options})
    endif()
  endforeach()
  if(NOT CLAIMCHECK_PRECOMPILE)
    return()
  endif()
  claimcheck_precompiled(hot HEADERS ${CLAIMCHECK_STANDARD_HEADERS} <fmt/format.h>
                         LIBRARIES fmt::fmt)
  claimcheck_precompiled(cold HEADERS ${CLAIMCHECK_STANDARD_HEADERS} <fmt/format.h>
                         <nlohmann/json.hpp> <CLI/CLI.hpp>
                         LIBRARIES fmt::fmt nlohmann_json::nlohmann_json CLI11::CLI11
                         OPTIONS ${cold_options})
  # Without fmt: not every test has the macros that it looks at.
  claimcheck_precompiled(test HEADERS ${CLAIMCHECK_STANDARD_HEADERS} <gtest/gtest.h>
                         <rapidcheck.h> <rapidcheck/gtest.h>
                         LIBRARIES rapidcheck rapidcheck_gtest GTest::gtest
                         OPTIONS ${cold_options})
  if(CLAIMCHECK_MUTANT_TARGETS)
    claimcheck_precompiled(mutant HEADERS ${CLAIMCHECK_STANDARD_HEADERS})
    claimcheck_mutant_options(claimcheck_precompiled_mutant)
  endif()
  foreach(kind hot cold test mutant)
    string(TOUPPER ${kind} upper)
    foreach(target IN LISTS CLAIMCHECK_${upper}_TARGETS)
      if(NOT TARGET ${target})
        continue()
      endif()
      # CMake looks for headers precompiled for C wherever there is a source in C.
      get_target_property(sources ${target} SOURCES)
      if(NOT sources MATCHES "\\.c(;|$)")
        target_precompile_headers(${target} REUSE_FROM claimcheck_precompiled_${kind})
      endif()
    endforeach()
  endforeach()
  # Precompiled headers are of position-independent code, and a program's would be of another kind.
  foreach(target IN LISTS CLAIMCHECK_TEST_TARGETS)
    set_target_properties(${target} PROPERTIES POSITION_INDEPENDENT_CODE OFF)
    target_compile_options(${target} PRIVATE -fPIC)
  endforeach()
endfunction()
