// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <compare>
#include <functional>
#include <limits>
#include <string>
#include <type_traits>
#include <vector>

#include "properties/memory/graph.hpp"

// A machine whose memory is explored: what stands for std::atomic in the engine's own text.

namespace claimcheck::memory {

/// What a thread does next, given what its steps came to so far.
struct Next {
  bool ends = false;
  Action action;              ///< where it does not end
  std::vector<Value> seen{};  ///< where it ends: what it says that it saw
};

/// What a step came to: what it read, of a choice what was chosen, else 0.
struct Result {
  Value read = 0;
  bool falters = false;  ///< a compare that did not write, though it read what it expects

  friend auto operator<=>(const Result&, const Result&) = default;
};

using Body = std::function<void()>;

/// Where the objects of a program lie. They hold no values: a thread is run from its start with
/// what its steps came to, until it takes one of which nothing is known. So a body keeps nothing
/// between two runs, and has no destructor that takes a step.
class Memory {
 public:
  /// Objects that are made while it lives are objects of this memory.
  class Making {
   public:
    explicit Making(Memory& memory);
    ~Making();
    Making(const Making&) = delete;
    Making& operator=(const Making&) = delete;
  };
  /// Throws std::logic_error where none is being made.
  static Memory& being_made();

  Location place(std::string name, Value initial);
  const std::vector<Value>& initial() const { return initial_; }
  const std::string& name(Location location) const { return names_[location]; }

  Next run(const Body& body, const std::vector<Result>& results);

  // Called by bodies.
  /// What is written before any body runs is there from the beginning.
  Result take(const Action& action);
  Value step(const Action& action) { return take(action).read; }
  /// What the property is about.
  void saw(Value value) { seen_.push_back(value); }
  /// What follows is no other turn of a loop that ran before.
  void mark() { choose(1); }
  Value choose(Value ways);

 private:
  std::vector<Value> initial_;
  std::vector<std::string> names_;
  const std::vector<Result>* results_ = nullptr;
  std::size_t taken_ = 0;
  std::vector<Value> seen_;
};

constexpr Order order_of(std::memory_order order) {
  switch (order) {
    case std::memory_order_relaxed:
      return Order::relaxed;
    case std::memory_order_consume:
    case std::memory_order_acquire:
      return Order::acquire;
    case std::memory_order_release:
      return Order::release;
    case std::memory_order_acq_rel:
      return Order::acquire_release;
    case std::memory_order_seq_cst:
      break;
  }
  return Order::sequential;
}

/// As of std::atomic where one order is given for both.
constexpr Order failure_of(Order order) {
  if (order == Order::acquire_release) return Order::acquire;
  return order == Order::release ? Order::relaxed : order;
}

/// std::atomic as far as the locks use it.
template <class T>
class Atomic {
  static_assert(std::is_unsigned_v<T>);
  using order = std::memory_order;
  static constexpr order strongest = std::memory_order_seq_cst;

 public:
  Atomic(T initial = 0)  // as std::atomic: not explicit
      : memory_(&Memory::being_made()), location_(memory_->place("atomic", initial)) {}
  Atomic(const Atomic&) = delete;
  Atomic& operator=(const Atomic&) = delete;

  T load(order o = strongest) const { return step({.kind = Kind::read, .order = order_of(o)}); }
  void store(T value, order o = strongest) {
    step({.kind = Kind::write, .order = order_of(o), .operand = value});
  }
  T exchange(T value, order o = strongest) { return update(Change::set, value, o); }
  T fetch_add(T value, order o = strongest) { return update(Change::add, value, o); }
  T fetch_sub(T value, order o = strongest) {
    return update(Change::add, static_cast<T>(T{0} - value), o);
  }
  T fetch_and(T value, order o = strongest) { return update(Change::mask, value, o); }

  bool compare_exchange_weak(T& expected, T desired, order o = strongest) {
    const T wanted = expected;
    const Result result = take({.kind = Kind::compare,
                                .order = order_of(o),
                                .failure = failure_of(order_of(o)),
                                .operand = desired,
                                .expected = wanted});
    expected = static_cast<T>(result.read);
    return expected == wanted && !result.falters;
  }

  /// Returns where it reads another value. A thread that sleeps for good never does.
  void wait(T expected, order o = strongest) const {
    step({.kind = Kind::wait, .order = order_of(o), .expected = expected});
  }
  void notify_all() { step({.kind = Kind::notify}); }

  operator T() const { return load(); }
  T operator=(T value) {
    store(value);
    return value;
  }
  T operator++() { return static_cast<T>(fetch_add(1) + 1); }
  T operator+=(T value) { return static_cast<T>(fetch_add(value) + value); }

 private:
  T update(Change change, T value, order o) {
    return step({.kind = Kind::update, .order = order_of(o), .change = change, .operand = value});
  }
  T step(const Action& action) const { return static_cast<T>(take(action).read); }
  Result take(Action action) const {
    action.location = location_;
    action.limit = std::numeric_limits<T>::max();
    return memory_->take(action);
  }

  Memory* memory_;
  Location location_;
};

/// Data that is not atomic: who reads or writes it has to be alone, or all only read.
class Plain {
 public:
  explicit Plain(std::string name, Value initial = 0)
      : memory_(&Memory::being_made()), location_(memory_->place(std::move(name), initial)) {}

  Value get() const {
    return memory_->step({.kind = Kind::read, .location = location_, .order = Order::plain});
  }
  void set(Value value) {
    memory_->step(
        {.kind = Kind::write, .location = location_, .order = Order::plain, .operand = value});
  }

 private:
  Memory* memory_;
  Location location_;
};

/// In the place of support::Machine. A thread is on any of its processors, another at each step.
struct Machine {
  template <class T>
  using Atomic = memory::Atomic<T>;
  static constexpr std::size_t slots = 2;
  /// Who spins does what changes nothing, and then waits: what comes of it comes without it too.
  static constexpr int max_pauses = 0;
  static void relax() {}
  static std::size_t processor();
};

}  // namespace claimcheck::memory
