// SPDX-License-Identifier: MIT
#pragma once

#include <cerrno>
#include <cstdint>

namespace claimcheck::model {

// Which fallible step of one operation fails, for running the model's own rollback. The model's
// steps are counted from 0 in the order in which they are reached; they are not an engine's.
class Injection {
 public:
  Injection() = default;
  Injection(std::uint32_t failing_step, int error) : failing_step_(failing_step), error_(error) {}

  bool fails_here() { return steps_++ == failing_step_; }
  bool fired() const { return steps_ > failing_step_; }
  std::uint32_t steps() const { return steps_; }
  int error() const { return error_; }  // a positive errno

 private:
  std::uint32_t steps_ = 0;  // asked so far; never above 2^32 - 1, which no operation reaches
  std::uint32_t failing_step_ = UINT32_MAX;
  int error_ = ENOMEM;
};

}  // namespace claimcheck::model
