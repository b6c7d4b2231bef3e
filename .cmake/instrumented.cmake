# claimcheck_instrumented(target [MEMORY]): compiles a plugin in C or C++ with the access hooks, so
# that the harness sees each of its loads and stores. With MEMORY its malloc() is the hooks' too:
# bad accesses and leaks are found. What the plugin calls is in impl/kernel/hooks/hooks.h.

if(NOT TARGET claimcheck_hooks)
  add_library(claimcheck_hooks OBJECT EXCLUDE_FROM_ALL
              ${CLAIMCHECK_SOURCES}/impl/kernel/hooks/access.c
              ${CLAIMCHECK_SOURCES}/impl/kernel/hooks/atomic.c
              ${CLAIMCHECK_SOURCES}/impl/kernel/hooks/plain.c
              ${CLAIMCHECK_SOURCES}/impl/kernel/runtime/host.c
              ${CLAIMCHECK_SOURCES}/impl/kernel/runtime/host_attempt.c
              ${CLAIMCHECK_SOURCES}/impl/kernel/runtime/memory.c
              ${CLAIMCHECK_SOURCES}/impl/kernel/runtime/state.c)
  set_target_properties(claimcheck_hooks PROPERTIES C_STANDARD 11 C_EXTENSIONS ON
                                                    POSITION_INDEPENDENT_CODE ON UNITY_BUILD OFF)
  target_include_directories(claimcheck_hooks SYSTEM
                             PRIVATE ${CLAIMCHECK_SOURCES}/impl/kernel/include)
  target_include_directories(claimcheck_hooks PRIVATE ${CLAIMCHECK_SOURCES})
  target_compile_options(claimcheck_hooks PRIVATE -O2 -Wall -Wextra -Werror)
endif()

function(claimcheck_instrumented target)
  cmake_parse_arguments(PARSE_ARGV 1 arg "MEMORY" "" "")
  target_compile_options(${target} PRIVATE -g -fsanitize=thread)
  target_include_directories(${target} PRIVATE ${CLAIMCHECK_SOURCES})
  target_sources(${target} PRIVATE $<TARGET_OBJECTS:claimcheck_hooks>)
  # Only the hooks: the sanitizer's own library stays away.
  target_link_options(${target} PRIVATE -Wl,-Bsymbolic)
  if(arg_MEMORY)
    target_link_options(${target} PRIVATE
                        -Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc,--wrap=free
                        $<$<LINK_LANGUAGE:CXX>:-static-libstdc++>)
  endif()
endfunction()
