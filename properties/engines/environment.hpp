// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "impl/engine.h"
#include "model/trace/trace.hpp"
#include "properties/engines/held_locks.hpp"

namespace claimcheck::engines {

// What stands in front of the text that an engine told die(), in a line of its own.
inline constexpr std::string_view died_mark = "claimcheck: the engine died: ";

// Ends the process as the engine asks for: says `text` on standard error, then aborts.
[[noreturn]] void die(const char* text);

// How often an operation asked a site, and how often it was told to fail.
struct SiteUse {
  std::string site;
  std::uint32_t asked = 0;
  std::uint32_t failed = 0;
};

// A failure that was injected: the nth asking of the site.
struct Hit {
  std::string site;
  std::uint32_t nth = 0;
  int error = 0;  // a positive errno
};

// The environment for one thread of operations, one after another: it fails what the trace says,
// counts what is asked, and sees to it that locks are taken and given back in pairs.
//
// Not for threads: one engine, one caller. The engine must not outlive it.
class Environment {
 public:
  Environment();
  Environment(const Environment&) = delete;
  Environment& operator=(const Environment&) = delete;

  const claimcheck_env* interface() const { return &interface_; }

  // Starts an operation: what was counted, and all complaints, are forgotten. `faults` must live
  // until the next call.
  void begin(std::span<const model::Fault> faults);

  // Since begin(): the errors that fail() gave out, as positive errnos in order.
  const std::vector<int>& injected() const { return injected_; }
  // The same, with where they hit.
  const std::vector<Hit>& hits() const { return hits_; }
  // Since begin(), each site once, in the order in which they were first asked.
  std::span<const SiteUse> sites() const { return {sites_.data(), used_sites_}; }

  // Call after apply(): what the operation did that no operation may do with locks; empty where it
  // behaved. A lock that is still held is given back here.
  std::string complaint();

  // What the engine warned about since begin().
  const std::vector<std::string>& warnings() const { return warnings_; }

 private:
  int fail(std::string_view site);
  int lock(const void* lock, const char* name, std::uint32_t mode);
  void unlock(const void* lock);
  // Nothing where the operation has not asked it.
  SiteUse* find(std::string_view site);
  // Nothing where no such site can be asked, or the operation has asked too many others.
  SiteUse* add(std::string_view site);

  claimcheck_env interface_;
  std::span<const model::Fault> faults_;
  std::vector<int> injected_;
  std::vector<Hit> hits_;
  std::uint32_t asked_ = 0;     // since begin(), over all sites
  std::vector<SiteUse> sites_;  // the first used_sites_ are of this operation; the rest is kept
  std::size_t used_sites_ = 0;  // for its memory
  bool asks_too_much_ = false;  // since begin(): then no site fails any more
  HeldLocks held_;
  std::string complaint_;  // the first
  std::vector<std::string> warnings_;
};

}  // namespace claimcheck::engines
