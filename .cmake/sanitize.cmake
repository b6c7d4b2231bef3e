set(CLAIMCHECK_SANITIZE "" CACHE STRING "Sanitizers to build with, as -fsanitize= takes them")

if(CLAIMCHECK_SANITIZE)
  add_compile_options(-fsanitize=${CLAIMCHECK_SANITIZE} -fno-sanitize-recover=all
                      -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${CLAIMCHECK_SANITIZE})
endif()

# ThreadSanitizer wants certain addresses for itself: where the kernel spreads mappings widely, a
# program dies at start now and then. So programs run without address randomization, but for a
# container that forbids to turn it off.
if(CLAIMCHECK_SANITIZE MATCHES "thread")
  execute_process(COMMAND setarch --addr-no-randomize true RESULT_VARIABLE refused
                  OUTPUT_QUIET ERROR_QUIET)
  if(NOT refused)
    set(CMAKE_CROSSCOMPILING_EMULATOR setarch --addr-no-randomize)
  endif()
endif()
