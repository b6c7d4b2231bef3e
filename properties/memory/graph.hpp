// SPDX-License-Identifier: MIT
#pragma once

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

// What threads do to shared memory, as a graph of events: the axiomatic way of looking at a program
// on weak memory. Nothing is stored in a graph but which write each read reads, and in what order
// the writes of a location come; all else follows.

namespace claimcheck::memory {

using Thread = std::uint32_t;
using Location = std::uint32_t;
using Value = std::uint64_t;

/// `plain` is of data that is not atomic.
enum class Order : std::uint8_t { plain, relaxed, acquire, release, acquire_release, sequential };

bool acquires(Order order);
bool releases(Order order);

enum class Kind : std::uint8_t {
  read,
  write,
  update,   ///< reads and writes in one step
  compare,  ///< an update where it reads what is expected and does not falter, else a read
  wait,     ///< a read of what is expected, and sleeps; else it touches nothing
  notify,   ///< wakes who sleeps
  choose,   ///< one of several ways, as the number of a processor; no access
};

enum class Change : std::uint8_t { set, add, mask };

/// What a thread is about to do.
struct Action {
  Kind kind = Kind::read;
  Location location = 0;
  Order order = Order::relaxed;
  Order failure = Order::relaxed;  ///< of a compare that is only a read
  Change change = Change::set;
  Value operand = 0;                                ///< of a choice: how many ways there are
  Value expected = 0;                               ///< of compare and wait
  Value limit = std::numeric_limits<Value>::max();  ///< the greatest value of the type

  friend bool operator==(const Action&, const Action&) = default;
};

/// What an update leaves where it read `before`.
Value changed(const Action& action, Value before);

using EventId = std::size_t;
inline constexpr std::size_t max_events = 128;
using Events = std::bitset<max_events>;

struct Event {
  Thread thread = 0;
  std::size_t index = 0;  ///< in its thread
  Action action;
  Order order = Order::relaxed;  ///< that it came to have
  bool reads = false;
  bool writes = false;
  bool falters = false;  ///< a compare that reads what is expected, and still is only a read
  EventId source = 0;    ///< the write that it reads
  Value read = 0;        ///< of a choice: what was chosen
  Value written = 0;
  Events before;  ///< what happens before it
};

inline constexpr Thread beginning = std::numeric_limits<Thread>::max();

/// Consistent as RC11 has it (Lahav, Vafeiadis, Kang, Hur, Dreyer: Repairing Sequential Consistency
/// in C/C++11, PLDI 2017), without fences, and with the release sequences of C++20: a write and the
/// updates that read it, one after the other. Every read reads a write that is there before it, so
/// no value comes out of thin air.
class Graph {
 public:
  /// The initial write of each location.
  explicit Graph(const std::vector<Value>& initial, std::size_t threads);

  /// Adds an event of a thread that reads the write `place`, or where it only writes comes right
  /// behind it. False where the graph is not consistent then; it is good for nothing any more.
  bool add(Thread thread, const Action& action, EventId place, bool falters = false);
  /// One that touches nothing.
  void pass(Thread thread, const Action& action, Value chosen);

  const std::vector<Event>& events() const { return events_; }
  const std::vector<EventId>& events_of(Thread thread) const { return threads_[thread]; }
  /// In their order, which is one of all threads' (modification order).
  const std::vector<EventId>& writes_to(Location location) const { return writes_[location]; }
  std::size_t locations() const { return writes_.size(); }

  /// An event that the last one races with: one of both is plain, one writes, and neither happens
  /// before the other.
  std::optional<EventId> race() const;

  /// Whether a notification wakes a thread that sleeps since it read `seen`: a later write of
  /// the location happens before it.
  bool is_woken(Location location, EventId seen) const;

  /// The same for two graphs that are the same but for the order in which threads came to take
  /// their steps.
  std::string key() const;

 private:
  Event next_of(Thread thread, const Action& action) const;
  void append(Event event);
  void place(const Event& event, EventId behind);
  bool is_coherent(const Event& event) const;
  bool is_sequential() const;
  bool comes_before(EventId a, EventId b) const;
  std::size_t position(EventId write) const;
  Events synchronized_with(EventId source) const;

  std::vector<Event> events_;
  std::vector<std::vector<EventId>> threads_;
  std::vector<std::vector<EventId>> writes_;
};

}  // namespace claimcheck::memory
