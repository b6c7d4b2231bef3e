// SPDX-License-Identifier: MIT
#include "properties/memory/machine.hpp"

#include <stdexcept>

namespace claimcheck::memory {
namespace {

// The locks make their atomics by default, as std::atomic is made, and are told nothing: so what
// memory they are in is known to the thread that makes or runs them.
thread_local Memory* present = nullptr;

// Leaves a body at a step of which nothing is known yet.
struct Pause {
  Action action;
};

}  // namespace

Memory::Making::Making(Memory& memory) {
  if (present) throw std::logic_error("two memories at once");
  present = &memory;
}
Memory::Making::~Making() {
  present = nullptr;
}

Memory& Memory::being_made() {
  if (!present) throw std::logic_error("no memory is being made");
  return *present;
}

Location Memory::place(std::string name, Value initial) {
  initial_.push_back(initial);
  names_.push_back(std::move(name));
  return static_cast<Location>(initial_.size() - 1);
}

Next Memory::run(const Body& body, const std::vector<Result>& results) {
  const Making here(*this);
  results_ = &results;
  taken_ = 0;
  seen_.clear();
  try {
    body();
  } catch (const Pause& pause) {
    return {.ends = false, .action = pause.action};
  }
  return {.ends = true, .action = {}, .seen = seen_};
}

Result Memory::take(const Action& action) {
  if (!results_) {
    if (action.kind != Kind::write) throw std::logic_error("a step before threads begin");
    initial_[action.location] = action.operand;
    return {};
  }
  if (taken_ == results_->size()) throw Pause{action};
  return (*results_)[taken_++];
}

Value Memory::choose(Value ways) {
  return step({.kind = Kind::choose, .operand = ways});
}

std::size_t Machine::processor() {
  return Memory::being_made().choose(slots);
}

}  // namespace claimcheck::memory
