// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace claimcheck::schedule {

/// A thread of the program under test, counted from 0. In text threads are counted from 1.
using ThreadId = std::uint32_t;
inline constexpr ThreadId no_thread = ~ThreadId{0};

/// A set of threads, one bit each.
using ThreadSet = std::uint64_t;
inline constexpr std::size_t max_threads = 64;

constexpr ThreadSet only(ThreadId thread) {
  return ThreadSet{1} << thread;
}
constexpr bool contains(ThreadSet set, ThreadId thread) {
  return (set & only(thread)) != 0;
}

/// Which thread took each visible step, first to last.
using Schedule = std::vector<ThreadId>;

/// "1 1 2": thread numbers counted from 1.
std::string to_string(const Schedule& schedule);

/// The inverse. Throws std::invalid_argument with the place where the text is no schedule.
Schedule parse_schedule(std::string_view text);

enum class StepKind : std::uint8_t {
  lock,
  unlock,
  atomic,    ///< an access of shared data, atomic
  plain,     ///< of shared data that a lock should protect
  fallible,  ///< what may fail
  invoke,    ///< an operation begins, as its caller sees it
  respond,   ///< an operation ends
};

/// How a lock is held, or an object accessed. An access that may write is a write.
enum class Mode : std::uint8_t { read, write };

/// What a step touches, as a number that one execution gives out: the same object has the same
/// number in two executions as long as their schedules agree up to its first use.
using ObjectId = std::uint32_t;
inline constexpr ObjectId unknown_object = ~ObjectId{0};
/// Of a step that touches nothing: no order with another thread's step can matter.
inline constexpr ObjectId no_object = unknown_object - 1;
constexpr bool is_named(ObjectId object) {
  return object < no_object;
}

/// What a thread is about to do, or did, that others can see.
struct Step {
  StepKind kind = StepKind::atomic;
  Mode mode = Mode::write;  ///< of an unlock: how the lock was held
  ObjectId object = unknown_object;
  const char* name = "";  ///< for people; belongs to the program under test

  friend bool operator==(const Step& a, const Step& b) {
    return a.kind == b.kind && a.mode == b.mode && a.object == b.object;
  }
};

constexpr bool is_boundary(const Step& step) {
  return step.kind == StepKind::invoke || step.kind == StepKind::respond;
}

/// Whether the order of two adjacent steps of two threads can matter.
///
/// Steps on one object are dependent unless both only read; for a lock, steps of two holders in
/// read mode are independent, in all four pairs of lock and unlock: two readers neither see nor
/// block one another. That is exact and costs no additional execution; what a reader's unlock
/// does to a waiting writer is one read and one write. A step on an unknown object depends on
/// everything but boundaries, a step on none on nothing. The end of one operation and the beginning
/// of another are dependent, as real-time order (C1) is about them; two ends, or two beginnings,
/// are not. What an operation does up to its first step goes with its beginning, so that depends on
/// fallible steps.
constexpr bool dependent(const Step& a, const Step& b) {
  if (a.object == no_object || b.object == no_object) return false;
  if (is_boundary(a) && is_boundary(b)) return a.kind != b.kind;
  if (is_boundary(a) || is_boundary(b)) {
    const Step& boundary = is_boundary(a) ? a : b;
    const Step& other = is_boundary(a) ? b : a;
    return boundary.kind == StepKind::invoke && other.kind == StepKind::fallible;
  }
  if (a.object == unknown_object || b.object == unknown_object) return true;
  return a.object == b.object && (a.mode == Mode::write || b.mode == Mode::write);
}

/// "lock region (write)": for reports and pictures.
std::string describe(const Step& step);

}  // namespace claimcheck::schedule
