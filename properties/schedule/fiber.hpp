// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <boost/context/detail/fcontext.hpp>
#include <boost/context/stack_context.hpp>
#include <cstddef>
#include <exception>
#include <functional>

#include "properties/schedule/sanitizer.hpp"

namespace claimcheck::schedule {

/// Thrown inside a body that is unwound. Derives from nothing, so that only catch (...) sees it;
/// a body that catches it has to rethrow.
struct Abandoned {};

/// A stack on which one body after the other runs, each a coroutine of whoever starts it.
///
/// The stack is made once and used again for every body: starting a body costs one switch. We
/// sit on Boost.Context's switching primitive rather than on its fiber class, which makes a new
/// context for every body and can only end one by unwinding it.
///
/// Each fiber has its own C++ exception state, so a body may suspend inside a destructor that
/// runs during unwinding, or inside a handler. Not thread-safe: all calls from one thread.
class Fiber {
 public:
  explicit Fiber(std::size_t stack_bytes);
  ~Fiber();
  Fiber(const Fiber&) = delete;
  Fiber& operator=(const Fiber&) = delete;

  /// Runs `body` until it first suspends or ends. It must outlive its run.
  void start(const std::function<void()>& body);
  /// Goes on behind suspend(), until the body suspends again or ends.
  void resume();
  /// Inside the body: back to whoever started or resumed it.
  void suspend();

  /// Whether a body was started and has not ended.
  bool running() const { return body_ != nullptr; }
  /// Whether the body is being unwound.
  bool abandoned() const { return abandoned_; }
  /// What left the body that ended last; null for none, and for Abandoned.
  std::exception_ptr take_error();

  /// Ends the body by resuming it with abandoned() set; it has to return or throw Abandoned.
  void unwind();
  /// Ends the body by forgetting it: no destructor runs, what its frames own is lost.
  void drop();

 private:
  using Context = boost::context::detail::fcontext_t;
  using Transfer = boost::context::detail::transfer_t;

  static void enter(Transfer transfer);
  void run_body();
  void switch_in();
  void switch_out(bool for_good);
  void make_context();

  boost::context::stack_context stack_;
  Context own_ = nullptr;     ///< where the fiber goes on; set while it does not run
  Context caller_ = nullptr;  ///< where suspend() goes; set while it runs
  const std::function<void()>* body_ = nullptr;
  std::exception_ptr error_;
  std::array<std::byte, 2 * sizeof(void*)> exception_state_{};
  bool abandoned_ = false;
  bool closing_ = false;
  void* kept_frames_ = nullptr;
  sanitizer::StackBounds caller_stack_;
};

}  // namespace claimcheck::schedule
