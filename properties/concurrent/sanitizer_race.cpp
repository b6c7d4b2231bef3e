// SPDX-License-Identifier: MIT
#include "properties/concurrent/sanitizer_race.hpp"

#include <dlfcn.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>

#include "properties/concurrent/source_line.hpp"

namespace claimcheck::concurrent {
namespace {

struct Side {
  int size = 0;
  bool writes = false;
  std::array<void*, 32> stack{};  // where calls return to, the innermost first; null ends it
};

struct Told {
  std::array<Side, 2> sides;  // the later access first
};

// The library calls one function of the whole process, with a lock held: so these are the process's
// too. More than these are not kept; the search ends at the first anyway.
std::array<Told, 8> all_told;
std::size_t told_count = 0;

// By the library's debugging interface, which is as its header tells it.
using GetAccess = int (*)(void* report, unsigned long number, int* thread, void** address,
                          int* size, int* writes, int* is_atomic, void** stack,
                          unsigned long stack_size);

// Null: in no loaded object.
const void* object_of(const void* address) {
  Dl_info info{};
  return dladdr(address, &info) != 0 ? info.dli_fbase : nullptr;
}

// The innermost call of the engine; null where it is none of the engine's, or was not kept.
const void* place_of(const Side& side, const void* engine_object) {
  for (const void* address : side.stack) {
    if (!address) break;
    if (object_of(address) == engine_object) return address;
  }
  return nullptr;
}

std::string describe(const Side& side, const void* place, std::string_view writes,
                     std::string_view reads) {
  const auto line = place ? source_line({nullptr, 0, place}) : std::string();
  return fmt::format("{} {} byte{} at {}", side.writes ? writes : reads, side.size,
                     side.size == 1 ? "" : "s", line.empty() ? "a place not known" : line);
}

}  // namespace

void forget_sanitizer_races() {
  told_count = 0;
}

std::optional<std::string> sanitizer_race(const claimcheck_engine_api& api) {
  const auto* engine_object = object_of(reinterpret_cast<const void*>(api.apply));
  for (std::size_t number = 0; number < told_count; ++number) {
    const auto& [later, earlier] = all_told[number].sides;
    const auto* here = place_of(later, engine_object);
    const auto* there = place_of(earlier, engine_object);
    if (!here && !there) continue;
    return fmt::format(
        "data race: a thread {}, another {}, and nothing that they really did "
        "orders the two (ThreadSanitizer)",
        describe(later, here, "writes", "reads"),
        describe(earlier, there, "had written", "had read"));
  }
  return std::nullopt;
}

}  // namespace claimcheck::concurrent

// Called by ThreadSanitizer's library, in the thread that came second, with the library's lock
// held: not to be looked at by it again.
extern "C" __attribute__((visibility("default"), no_sanitize("thread"))) void __tsan_on_report(
    void* report) {
  using namespace claimcheck::concurrent;
  const auto get = reinterpret_cast<GetAccess>(dlsym(RTLD_DEFAULT, "__tsan_get_report_mop"));
  if (!get || told_count == all_told.size()) return;
  Told& told = all_told[told_count];
  told = {};
  for (std::size_t number = 0; number < told.sides.size(); ++number) {
    Side& side = told.sides[number];
    int thread = 0;
    void* address = nullptr;
    int writes = 0;
    int is_atomic = 0;
    if (!get(report, number, &thread, &address, &side.size, &writes, &is_atomic, side.stack.data(),
             side.stack.size())) {
      return;
    }
    side.writes = writes != 0;
  }
  ++told_count;
}
