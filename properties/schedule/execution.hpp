// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "properties/schedule/step.hpp"

namespace claimcheck::schedule {

enum class Ending : std::uint8_t {
  finished,  ///< every thread ended
  deadlock,  ///< some threads wait, and none can go on
  livelock,  ///< the bound on steps was reached
  misuse,    ///< a lock was used against its rules; see Execution::misuse
  given_up,  ///< the strategy had no choice to make
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

/// Where in the source of the program under test something is done. Where there is no file, the
/// code's address tells it: see source_line.hpp.
struct Source {
  const char* file = nullptr;
  std::uint32_t line = 0;
  const void* address = nullptr;
};

/// An access to plain data, made after the execution's first `position` visible steps.
struct PlainAccess {
  ThreadId thread = no_thread;
  std::size_t position = 0;
  Mode mode = Mode::read;
  const char* name = "";
  Source source = {};
};

/// Two accesses to the same bytes, one of them a write, that nothing orders.
struct Race {
  PlainAccess first;
  PlainAccess second;
};

enum class NoteKind : std::uint8_t { begin, failure, end };

/// What a body had to say for the picture, after the execution's first `position` steps.
struct Note {
  std::size_t position = 0;
  ThreadId thread = 0;
  NoteKind kind = NoteKind::begin;
  std::string text;
};

/// A record of one execution. Names point into the program under test.
struct Execution {
  Ending ending = Ending::finished;
  std::size_t threads = 0;
  std::vector<Event> events;
  std::vector<Waiting> waiting;      ///< of a deadlock, or where it was given up
  std::vector<Race> races;           ///< at most one for each 8 bytes, in the order found
  std::uint64_t plain_accesses = 0;  ///< that the threads made: what could race at all
  std::vector<Note> notes;           ///< where Options::record_notes is set
  std::string misuse;
};

Schedule schedule_of(const Execution& execution);

/// "bus.c:12", or nothing where it is not known.
using SourceName = std::string (*)(const Source&);

/// What went wrong, one line for each finding, naming threads, locks and positions, and source
/// lines where `name` tells them; empty where nothing did.
std::string describe(const Execution& execution, SourceName name = nullptr);

}  // namespace claimcheck::schedule
