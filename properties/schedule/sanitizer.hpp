// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define CLAIMCHECK_ADDRESS_SANITIZER 1
#endif
#elif defined(__SANITIZE_ADDRESS__)
#define CLAIMCHECK_ADDRESS_SANITIZER 1
#endif

#if defined(CLAIMCHECK_ADDRESS_SANITIZER)
#include <sanitizer/asan_interface.h>
#include <sanitizer/common_interface_defs.h>
#endif

/// What AddressSanitizer has to know about a change of stacks; nothing where it is off. Without
/// it an exception on a fiber would unpoison the wrong stack and the next frame reports rubbish.
namespace claimcheck::schedule::sanitizer {

struct StackBounds {
  const void* bottom = nullptr;
  std::size_t bytes = 0;
};

#if defined(CLAIMCHECK_ADDRESS_SANITIZER)

/// `leaving` keeps the stack that is left; nullptr where it is left for good.
inline void start_switch(void** leaving, const StackBounds& to) {
  __sanitizer_start_switch_fiber(leaving, to.bottom, to.bytes);
}

/// `kept` is what start_switch kept for the stack that is entered; `from` the stack just left.
inline void finish_switch(void* kept, StackBounds& from) {
  __sanitizer_finish_switch_fiber(kept, &from.bottom, &from.bytes);
}

/// A stack whose frames were given up without being left still carries their poison.
inline void forget_frames(const void* bottom, std::size_t bytes) {
  __asan_unpoison_memory_region(bottom, bytes);
}

#else

inline void start_switch(void**, const StackBounds&) {}
inline void finish_switch(void*, StackBounds&) {}
inline void forget_frames(const void*, std::size_t) {}

#endif

}  // namespace claimcheck::schedule::sanitizer
