// SPDX-License-Identifier: MIT
#include "properties/schedule/fiber.hpp"

#include <cxxabi.h>

#include <boost/context/protected_fixedsize_stack.hpp>
#include <cstring>
#include <utility>

namespace claimcheck::schedule {

namespace context = boost::context;

Fiber::Fiber(std::size_t stack_bytes)
    : stack_(context::protected_fixedsize_stack(stack_bytes).allocate()) {
  make_context();
}

Fiber::~Fiber() {
  if (running()) unwind();
  // Left for good from inside, so that the sanitizer frees what it keeps for this stack.
  closing_ = true;
  switch_in();
  context::protected_fixedsize_stack(stack_.size).deallocate(stack_);
}

void Fiber::make_context() {
  own_ = context::detail::make_fcontext(stack_.sp, stack_.size, &Fiber::enter);
  kept_frames_ = nullptr;
  exception_state_ = {};
}

void Fiber::start(const std::function<void()>& body) {
  body_ = &body;
  error_ = nullptr;
  switch_in();
}

void Fiber::resume() {
  switch_in();
}

void Fiber::suspend() {
  switch_out(false);
}

std::exception_ptr Fiber::take_error() {
  return std::exchange(error_, nullptr);
}

void Fiber::unwind() {
  abandoned_ = true;
  // A destructor may suspend once more on the way out.
  while (running()) switch_in();
  abandoned_ = false;
}

void Fiber::drop() {
  sanitizer::forget_frames(static_cast<const std::byte*>(stack_.sp) - stack_.size, stack_.size);
  body_ = nullptr;
  make_context();
}

void Fiber::switch_in() {
  std::array<std::byte, 2 * sizeof(void*)> caller_state;
  void* const state = abi::__cxa_get_globals();
  std::memcpy(caller_state.data(), state, caller_state.size());
  std::memcpy(state, exception_state_.data(), exception_state_.size());

  void* kept_here = nullptr;
  const std::byte* const bottom = static_cast<const std::byte*>(stack_.sp) - stack_.size;
  sanitizer::start_switch(&kept_here, {bottom, stack_.size});
  own_ = context::detail::jump_fcontext(own_, this).fctx;
  sanitizer::StackBounds left;
  sanitizer::finish_switch(kept_here, left);

  std::memcpy(exception_state_.data(), state, exception_state_.size());
  std::memcpy(state, caller_state.data(), caller_state.size());
}

void Fiber::switch_out(bool for_good) {
  sanitizer::start_switch(for_good ? nullptr : &kept_frames_, caller_stack_);
  caller_ = context::detail::jump_fcontext(caller_, nullptr).fctx;
  sanitizer::finish_switch(kept_frames_, caller_stack_);
}

void Fiber::enter(Transfer transfer) {
  Fiber& self = *static_cast<Fiber*>(transfer.data);
  self.caller_ = transfer.fctx;
  sanitizer::finish_switch(nullptr, self.caller_stack_);
  while (!self.closing_) {
    self.run_body();
    self.body_ = nullptr;
    self.switch_out(false);
  }
  self.switch_out(true);
}

void Fiber::run_body() {
  try {
    (*body_)();
  } catch (const Abandoned&) {
  } catch (...) {
    error_ = std::current_exception();
  }
}

}  // namespace claimcheck::schedule
