// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "properties/engines/call_mark.hpp"
#include "properties/schedule/address_table.hpp"
#include "properties/schedule/execution.hpp"
#include "properties/schedule/fiber.hpp"
#include "properties/schedule/lock_table.hpp"
#include "properties/schedule/race_detector.hpp"
#include "properties/schedule/strategy.hpp"

namespace claimcheck::schedule {

class Scheduler;

using Body = std::function<void()>;

/// A program under test.
struct Program {
  /// Makes fresh shared state and the bodies over it, at most max_threads. Called at the start
  /// of each execution, outside any thread.
  std::function<std::vector<Body>(Scheduler&)> begin;
  /// May be empty. Called when no body runs any more, however the execution ended and before
  /// its bodies are destroyed: the place to judge it and to free the shared state.
  std::function<void(const Execution&)> end;
};

/// What becomes of bodies that have not ended when the execution is over.
enum class Teardown : std::uint8_t {
  /// An exception that derives from nothing leaves their lock() or atomic(), and their
  /// destructors run. Hazards: it must not meet a `noexcept` function or a destructor
  /// (std::terminate), nor a `catch (...)` that does not rethrow and loops. Locks count as
  /// free during it: what runs then may see half-made shared state. C code has no destructors,
  /// and unwinding needs its frame tables (default on x86-64; -fexceptions elsewhere).
  unwind,
  /// They are forgotten where they stand. For C code. What their frames own leaks, unless
  /// Program::end knows of it by other means.
  drop,
};

struct Options {
  std::size_t max_steps = 10'000;  ///< visible steps of one execution; then it is a livelock
  std::size_t stack_bytes = 256 * 1024;
  Teardown teardown = Teardown::unwind;
  /// Plain accesses are choices too. Not needed to find races; needed to see what they do.
  bool plain_accesses_are_steps = false;
  /// Locks of several families are held at once. What is fallible is then a step under each of
  /// them, and on nothing: the locks and objects tell what its place in the order can change.
  bool has_lock_families = false;
  bool record_notes = false;
  engines::CallMark* mark = nullptr;  ///< of whoever watches the bodies; null: nobody does
};

/// Runs N threads as fibers of the calling thread, one visible step at a time, in the order
/// that a strategy chooses. A thread runs to its first visible step when the execution starts,
/// and from behind one visible step to the next when it is chosen.
///
/// The functions under "called by bodies" take no step outside a body, so that the sequential
/// part of a test can run the same code; in Program::begin they declare what they are given.
/// Names must live as long as the Execution is used.
/// Not thread-safe.
class Scheduler {
 public:
  explicit Scheduler(Options options = {});

  /// One execution; the result is good until the next. Throws what a body threw, after the
  /// others are torn down and Program::end has run; std::logic_error for more than max_threads
  /// bodies or a strategy's choice that is not enabled.
  const Execution& run(const Program& program, Strategy& strategy);

  // Called by bodies: visible steps.
  /// A lock is known by its address. Returns when it is held.
  void lock(const void* lock, const char* name, Mode mode);
  void unlock(const void* lock);
  /// An atomic access to shared data.
  void atomic(const void* object, const char* name, Mode mode);
  /// A step on no object that we know of: of tests, as every step of an engine has its object.
  void yield(const char* name);
  /// A step on no object that we know of, but no step where the thread holds a lock to write: what
  /// is done under it others see by that lock. So an engine that takes no lock is interleaved too.
  /// See also Options::has_lock_families.
  void fallible(const char* name);
  /// The bounds of an operation as its caller sees it. Needed where real-time order matters:
  /// take the stamp of the invocation behind invoke(), of the response behind respond().
  void invoke(const char* name);
  void respond(const char* name);

  // Called by bodies: no steps.
  /// An access to `size` bytes of shared data that a lock should protect.
  void plain(const void* object, std::size_t size, const char* name, Mode mode,
             const Source& source = {});
  /// What a thread did before its release of an object happens before what another does behind its
  /// acquire of it.
  void acquire(const void* object);
  void release(const void* object);
  /// For the picture; the text is built only where it is recorded.
  bool recording() const { return options_.record_notes; }
  void note(NoteKind kind, std::string text);
  /// The calling body's thread, or no_thread outside one.
  ThreadId current() const { return current_; }

  /// Called in Program::begin: gives the object the next number, whatever the schedule will be.
  /// Optional; lets a reduction recognise objects that are at a new address in each execution.
  /// `is_lock` says for which use. An address that is freed and used again is taken for the same
  /// object; if not every execution does so alike, the program will seem not deterministic.
  void declare(const void* object, bool is_lock);
  /// Called in Program::begin: keeps the numbers given so far, or gives the same to the same
  /// addresses again. For a program that puts its shared state back instead of making it anew.
  void keep_numbers();
  void restore_numbers();

 private:
  void start(std::vector<Body>& bodies);
  void drive(Strategy& strategy);
  void perform(ThreadId thread);
  void resume(ThreadId thread);
  void tear_down();
  void settle(ThreadId thread);
  ThreadSet enabled() const;
  void record_waiting(ThreadSet enabled);
  bool pause(const Step& step);
  bool passes_by() const;
  bool outside(const void* object, bool is_lock);
  void misuse(std::string text);
  ObjectId number(const void* object, bool is_lock);
  const void* address_of(const Step& step) const;

  struct Numbers {
    AddressTable<ObjectId> locks;
    AddressTable<ObjectId> objects;
    std::vector<const void*> addresses;  ///< by ObjectId
  };

  Options options_;
  std::vector<std::unique_ptr<Fiber>> fibers_;  ///< by thread; kept for the next execution
  std::vector<Step> pending_;                   ///< by thread
  ThreadSet unfinished_ = 0;
  Numbers numbers_;
  Numbers kept_numbers_;
  ObjectId named_ = 0;                  ///< how many had a number when the first step was taken
  std::vector<ObjectId> numbers_used_;  ///< by thread: how many it gave out since then
  bool stepping_ = false;               ///< the first step was taken
  LockTable locks_;
  RaceDetector detector_;
  Execution execution_;
  ThreadId current_ = no_thread;
};

}  // namespace claimcheck::schedule
