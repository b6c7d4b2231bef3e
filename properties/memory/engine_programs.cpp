// SPDX-License-Identifier: MIT
#include "properties/memory/engine_programs.hpp"

#include "impl/support/spread_lock.hpp"
#include "impl/support/spread_sum.hpp"
#include "properties/memory/lock_programs.hpp"

namespace claimcheck::memory {
namespace {

using LightLock = support::BasicLightLock<Machine>;
using SpreadLock = support::BasicSpreadLock<Machine>;
using Sum = support::BasicSpreadSum<Machine>;

constexpr const char* one_instant = "V5: a read is the sum at one instant";

// Of a memory in which a sum comes first and then a lock, if anything that is the engine's.
std::string part_of_sum(Location location) {
  constexpr const char* parts[] = {"sum.begun", "sum.value", "sum.ended"};
  return location < Machine::slots * std::size(parts) ? parts[location % std::size(parts)] : "";
}
std::string part_of_sum_and_lock(Location location) {
  const std::string part = part_of_sum(location);
  return part.empty() ? "lock" : part;
}

// One that adds and takes away again, here and there, while another reads.
Program sum_of_one_that_moves() {
  const auto make = [](Memory& memory) {
    const auto sum = std::make_shared<Sum>(7);
    const Body adds = [sum] {
      sum->add(5);
      sum->add(Value{0} - 5);
    };
    const Body reads = [sum, &memory] { memory.saw(sum->read()); };
    const auto judge = [](const Outcome& outcome) -> std::optional<std::string> {
      const Value read = outcome.seen[1][0];
      if (read == 7 || read == 12) return std::nullopt;
      return fmt::format("the sum is 7 or 12 at all times, and read as {}", read);
    };
    return Threads{{adds, reads}, judge};
  };
  return {"sum: one adds and takes away, one reads", one_instant, true, make, part_of_sum};
}

// What is seen once stays seen.
Program sum_of_two_read_twice() {
  const auto make = [](Memory& memory) {
    const auto sum = std::make_shared<Sum>(0);
    const Body one = [sum] { sum->add(1); };
    const Body reads = [sum, &memory] {
      memory.saw(sum->read());
      memory.mark();
      memory.saw(sum->read());
    };
    const auto judge = [](const Outcome& outcome) -> std::optional<std::string> {
      const auto& seen = outcome.seen[1];
      if (seen[0] <= seen[1]) return std::nullopt;
      return fmt::format("the sum only grows, and is read as {}, then {}", seen[0], seen[1]);
    };
    return Threads{{one, reads}, judge};
  };
  return {"sum: one adds, one reads twice", one_instant, true, make, part_of_sum};
}

// Two add, each in a slot of their own or in one.
Program sum_of_two() {
  const auto make = [](Memory& memory) {
    const auto sum = std::make_shared<Sum>(0);
    const Body one = [sum] { sum->add(1); };
    const Body two = [sum] { sum->add(2); };
    const Body reads = [sum, &memory] { memory.saw(sum->read()); };
    const auto judge = [](const Outcome& outcome) -> std::optional<std::string> {
      const Value all = outcome.last[1] + outcome.last[4];
      if (all != 3) return fmt::format("1 and 2 are added, and {} is there", all);
      if (outcome.seen[2][0] <= 3) return std::nullopt;
      return fmt::format("1 and 2 are added, and {} is read", outcome.seen[2][0]);
    };
    return Threads{{one, two, reads}, judge};
  };
  return {"sum: two add, one reads", one_instant, true, make, part_of_sum};
}

// Two that read while two add see one order of the additions.
Program sum_of_two_read_by_two() {
  const auto make = [](Memory& memory) {
    const auto sum = std::make_shared<Sum>(0);
    const auto adds = [sum](Value value) { return [sum, value] { sum->add(value); }; };
    const Body reads = [sum, &memory] { memory.saw(sum->read()); };
    const auto judge = [](const Outcome& outcome) -> std::optional<std::string> {
      const Value one = outcome.seen[2][0], other = outcome.seen[3][0];
      if ((one != 1 || other != 2) && (one != 2 || other != 1)) return std::nullopt;
      return "one reader sees 1 alone and the other 2 alone: neither was added first";
    };
    return Threads{{adds(1), adds(2), reads, reads}, judge};
  };
  return {"sum: two add, two read", one_instant, true, make, part_of_sum};
}

// One that was told that something was added sees it.
Program sum_handed_on() {
  const auto make = [](Memory& memory) {
    struct Shared {
      Sum sum{0};
      Atomic<std::uint64_t> told = 0;
    };
    const auto shared = std::make_shared<Shared>();
    const Body adds = [shared] {
      shared->sum.add(1);
      shared->told.store(1, std::memory_order_release);
    };
    const Body reads = [shared, &memory] {
      memory.saw(shared->told.load(std::memory_order_acquire));
      memory.saw(shared->sum.read());
    };
    const auto judge = [](const Outcome& outcome) -> std::optional<std::string> {
      const auto& seen = outcome.seen[1];
      if (seen[0] <= seen[1]) return std::nullopt;
      return "one was told that 1 is added, and reads 0";
    };
    return Threads{{adds, reads}, judge};
  };
  return {"sum: one adds and tells, one reads", "C1: in real-time order", true, make, part_of_sum};
}

// What one adds another takes away, which comes to know of it under a lock.
Program sum_taken_back() {
  struct Shared {
    Sum sum{7};
    LightLock lock;
    Plain is_added{"whether it is added"};
  };
  const auto make = [](Memory& memory) {
    const auto shared = std::make_shared<Shared>();
    const Body adds = [shared] {
      shared->lock.lock();
      shared->sum.add(5);
      shared->is_added.set(1);
      shared->lock.unlock();
    };
    const Body takes_back = [shared] {
      shared->lock.lock();
      if (shared->is_added.get() != 0) shared->sum.add(Value{0} - 5);
      shared->lock.unlock();
    };
    const Body reads = [shared, &memory] { memory.saw(shared->sum.read()); };
    const auto judge = [](const Outcome& outcome) -> std::optional<std::string> {
      const Value read = outcome.seen[2][0];
      if (read == 7 || read == 12) return std::nullopt;
      return fmt::format("the sum is 7 or 12 at all times, and read as {}", read);
    };
    return Threads{{adds, takes_back, reads}, judge};
  };
  return {"sum: one adds, one takes it back, one reads", one_instant, true, make,
          part_of_sum_and_lock};
}

// As the engine reads it where it holds the lock that all who add hold for read.
Program sum_at_rest() {
  struct Shared {
    Sum sum{0};
    SpreadLock lock;
    Plain is_added{"whether it is added"};
  };
  const auto make = [](Memory& memory) {
    const auto shared = std::make_shared<Shared>();
    const Body adds = [shared] {
      auto& taken = shared->lock.lock_shared();
      shared->sum.add(1);
      taken.unlock_shared();
      shared->lock.lock();
      shared->is_added.set(1);
      shared->lock.unlock();
    };
    const Body reads = [shared, &memory] {
      shared->lock.lock();
      memory.saw(shared->is_added.get());
      memory.saw(shared->sum.read_at_rest());
      shared->lock.unlock();
    };
    const auto judge = [](const Outcome& outcome) -> std::optional<std::string> {
      const auto& seen = outcome.seen[1];
      if (seen[0] <= seen[1]) return std::nullopt;
      return "1 was added under the lock, and 0 is read under it";
    };
    return Threads{{adds, reads}, judge};
  };
  return {"sum: one adds, one reads at rest", "V5: what is read under the lock is the sum", true,
          make, part_of_sum_and_lock};
}

}  // namespace

std::vector<Program> engine_programs() {
  auto programs = lock_programs<LightLock>("light lock");
  for (auto& program : lock_programs<SpreadLock>("spread lock")) {
    programs.push_back(std::move(program));
  }
  for (const auto& sum : {sum_of_one_that_moves, sum_of_two_read_twice, sum_of_two,
                          sum_of_two_read_by_two, sum_handed_on, sum_taken_back, sum_at_rest}) {
    programs.push_back(sum());
  }
  return programs;
}

}  // namespace claimcheck::memory
