// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "properties/schedule/step.hpp"

namespace claimcheck::schedule {

enum class Ending : std::uint8_t {
  Finished,  ///< every thread ended
  Deadlock,  ///< some threads wait, and none can go on
  Livelock,  ///< the bound on steps was reached
  Misuse,    ///< a lock was used against its rules; see Execution::misuse
  GivenUp,   ///< the strategy had no choice to make
};

struct Event {
  ThreadId thread = 0;
  Step step;
};

/// A thread that cannot go on: the step it waits at, and who holds that lock.
struct Waiting {
  ThreadId thread = 0;
  Step step;
  std::vector<ThreadId> holders;
};

/// An access to plain data, made after the execution's first `position` visible steps.
struct PlainAccess {
  ThreadId thread = no_thread;
  std::size_t position = 0;
  Mode mode = Mode::Read;
  const char* name = "";
};

/// Two accesses to one object, one of them a write, that nothing orders.
struct Race {
  PlainAccess first;
  PlainAccess second;
};

enum class NoteKind : std::uint8_t { Begin, Failure, End };

/// What a body had to say for the picture, after the execution's first `position` steps.
struct Note {
  std::size_t position = 0;
  ThreadId thread = 0;
  NoteKind kind = NoteKind::Begin;
  std::string text;
};

/// A record of one execution. Names point into the program under test.
struct Execution {
  Ending ending = Ending::Finished;
  std::size_t threads = 0;
  std::vector<Event> events;
  std::vector<Waiting> waiting;  ///< of a deadlock, or where it was given up
  std::vector<Race> races;       ///< at most one for each object, in the order found
  std::vector<Note> notes;       ///< where Options::record_notes is set
  std::string misuse;
};

Schedule schedule_of(const Execution& execution);

/// What went wrong, one line for each finding, naming threads, locks and positions; empty where
/// nothing did.
std::string describe(const Execution& execution);

}  // namespace claimcheck::schedule
