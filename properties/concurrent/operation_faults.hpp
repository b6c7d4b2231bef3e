// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "model/trace/trace.hpp"

namespace claimcheck::concurrent {

// How often one operation asked a site.
struct Asking {
  std::string site;
  std::uint32_t times = 0;
};

// By step of a trace: the sites that its operation asks, and how often at most in any one
// execution.
using Askings = std::vector<std::vector<Asking>>;

// Raises `most` to what one more execution asked.
void keep_most(std::vector<Asking>& most, std::span<const Asking> asked);

// The failures of one thread's operations, one operation after another. Not for several threads.
class OperationFaults {
 public:
  // An operation starts. `faults` must live until the next. What is asked is counted where there
  // are faults, or where `counts` says so.
  void begin(std::span<const model::Fault> faults, bool counts);

  // 0, or the negative errno with which the site fails now.
  int fail(const char* site);

  // The errors that fail() gave out since begin(), as positive errnos.
  const std::vector<int>& injected() const { return injected_; }
  // The sites that failed since begin(), one for each error.
  const std::vector<std::string>& failed_sites() const { return failed_sites_; }
  // What was counted since begin(), each site once.
  std::span<const Asking> asked() const { return {sites_.data(), used_sites_}; }

 private:
  Asking& asking_of(const char* site);

  std::span<const model::Fault> faults_;
  bool counts_ = false;
  std::vector<Asking> sites_;   // the first used_sites_ are of this operation; the rest is kept
  std::size_t used_sites_ = 0;  // for its memory
  std::uint32_t asked_ = 0;     // over all sites
  std::vector<int> injected_;
  std::vector<std::string> failed_sites_;
};

}  // namespace claimcheck::concurrent
