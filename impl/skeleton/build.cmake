cmake_minimum_required(VERSION 3.18)
project(@NAME@ LANGUAGES C)

set(CMAKE_C_STANDARD 99)
add_library(@NAME@ MODULE engine.c)
set_target_properties(@NAME@ PROPERTIES PREFIX "")

find_program(CLAIMCHECK claimcheck REQUIRED)
add_custom_target(check COMMAND ${CLAIMCHECK} run --engine $<TARGET_FILE:@NAME@> --fail-fast
                                --save ${CMAKE_CURRENT_SOURCE_DIR}/found
                  DEPENDS @NAME@ USES_TERMINAL)
