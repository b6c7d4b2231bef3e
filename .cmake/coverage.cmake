option(CLAIMCHECK_COVERAGE "Count which lines and branches run" OFF)

# The children that engines run in leave at once, without exit handlers, and so save what they have
# counted by a call of their own, in properties/process/profile.hpp. The linker has to bring it.
if(CLAIMCHECK_COVERAGE)
  # Atomic: threads count too, and a count that they lose can even become negative.
  add_compile_options(--coverage -fprofile-update=atomic)
  add_link_options(--coverage -fprofile-update=atomic -Wl,--undefined=__gcov_dump)
endif()
