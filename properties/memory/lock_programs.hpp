// SPDX-License-Identifier: MIT
#pragma once

#include <fmt/format.h>

#include <memory>

#include "properties/memory/explore.hpp"

// Small programs over a reader-writer lock, of whatever type: the engine's own, or one that is
// wrong.

namespace claimcheck::memory {

/// What a thread does with two numbers that a lock guards.
enum class Role : std::uint8_t {
  write,            ///< adds one to both
  read,             ///< reads both
  read_then_write,  ///< one after the other, each under the lock
};

template <class Lock>
struct Guarded {
  Lock lock;
  Plain first{"the first number"};
  Plain second{"the second number"};
};

template <class Lock>
void write_both(Guarded<Lock>& shared) {
  shared.lock.lock();
  shared.first.set(shared.first.get() + 1);
  shared.second.set(shared.second.get() + 1);
  shared.lock.unlock();
}

template <class Lock>
void read_both(Memory& memory, Guarded<Lock>& shared) {
  const auto look = [&] {
    memory.saw(shared.first.get());
    memory.saw(shared.second.get());
  };
  // A lock that spreads its readers says which part of it was taken.
  if constexpr (requires { shared.lock.unlock_shared(); }) {
    shared.lock.lock_shared();
    look();
    shared.lock.unlock_shared();
  } else {
    auto& taken = shared.lock.lock_shared();
    look();
    taken.unlock_shared();
  }
}

template <class Lock>
Body body_of(Memory& memory, std::shared_ptr<Guarded<Lock>> shared, Role role) {
  return [&memory, shared, role] {
    if (role != Role::write) read_both(memory, *shared);
    if (role == Role::read_then_write) memory.mark();
    if (role != Role::read) write_both(*shared);
  };
}

/// The numbers lie behind all else.
std::optional<std::string> judge_guarded(const Outcome& outcome, const std::vector<Role>& roles);

template <class Lock>
Program lock_program(std::string name, std::vector<Role> roles) {
  Program program;
  program.name = std::move(name);
  program.promise = "C3: no race, nobody sleeps for good, and both numbers are always the same";
  program.has_loops = true;
  program.part = [](Location) { return "lock"; };
  program.make = [roles = std::move(roles)](Memory& memory) {
    const auto shared = std::make_shared<Guarded<Lock>>();
    Threads threads;
    for (Role role : roles) threads.bodies.push_back(body_of(memory, shared, role));
    threads.judge = [roles](const Outcome& outcome) { return judge_guarded(outcome, roles); };
    return threads;
  };
  return program;
}

/// Two and three threads that write and read in all the ways that differ.
template <class Lock>
std::vector<Program> lock_programs(const std::string& lock) {
  using enum Role;
  const std::pair<const char*, std::vector<Role>> all[] = {
      {"two writers", {write, write}},
      {"a writer and a reader", {write, read}},
      {"a writer, a reader that then writes", {write, read_then_write}},
      {"two readers and a writer", {read, read, write}},
      {"two writers and a reader", {write, write, read}},
      {"three writers, one after the other", {write, write, write}},
  };
  std::vector<Program> programs;
  for (const auto& [what, roles] : all) {
    programs.push_back(lock_program<Lock>(fmt::format("{}: {}", lock, what), roles));
  }
  return programs;
}

}  // namespace claimcheck::memory
