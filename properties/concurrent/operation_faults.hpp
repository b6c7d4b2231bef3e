// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "model/trace.hpp"

namespace claimcheck::concurrent {

// The failures of one thread's operations, one operation after another. Not for several threads.
class OperationFaults {
 public:
  // An operation starts. `faults` must live until the next.
  void begin(std::span<const model::Fault> faults);

  // 0, or the negative errno with which the site fails now.
  int fail(const char* site);

  // The errors that fail() gave out since begin(), as positive errnos.
  const std::vector<int>& injected() const { return injected_; }

 private:
  struct SiteCount {
    std::string site;
    std::uint32_t asked = 0;
  };

  std::span<const model::Fault> faults_;
  std::vector<SiteCount> sites_;  // counted only where there are faults
  std::uint32_t asked_ = 0;
  std::vector<int> injected_;
};

}  // namespace claimcheck::concurrent
