// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/operation.hpp"
#include "model/state.hpp"

// A trace: a setup and what is done to it. The one language that generators, engines, shrinking,
// the corpus and people speak. Its text is in trace_text.hpp.

namespace claimcheck::model {

// The site of a failure that counts the askings of all sites together. Where it hits the wait for
// a lock, the error is EINTR whatever the trace says.
inline constexpr std::string_view any_site = "any";

// A lock's name is the site of the wait for it.
inline bool is_lock_site(std::string_view site) {
  return site.ends_with("-lock");
}

// An injected failure of one operation: the nth asking of the site fails.
struct Fault {
  std::string site;
  std::uint32_t nth = 1;  // from 1
  bool onwards = false;   // and every later one too
  int error = 0;          // a positive errno

  bool operator==(const Fault&) const = default;
};

// What an operation has to return by the contract, where the trace says it.
struct Expected : Answer {
  std::optional<Clause> clause;

  bool operator==(const Expected&) const = default;
};

struct Step {
  Operation operation;
  std::vector<Fault> faults;
  std::optional<Expected> expected;
  std::uint32_t thread = 0;  // from 1; 0: before the threads start, one after another

  bool operator==(const Step&) const = default;
};

// "breaks T3 on posted": what a trace is kept for. A trace that says nothing of an engine is to
// hold on it.
struct Breaks {
  Clause clause = Clause::W1;
  std::string engine;

  bool operator==(const Breaks&) const = default;
};

struct NamedTag {
  std::string name;
  Uuid uuid;

  bool operator==(const NamedTag&) const = default;
};

struct Trace {
  std::vector<Breaks> breaks;
  Setup setup;
  std::vector<NamedTag> tags;
  std::vector<Step> steps;
  // Which thread goes at each visible step, of a concurrent trace; empty: any order.
  std::vector<std::uint32_t> schedule;

  bool is_concurrent() const { return !steps.empty() && steps.back().thread > 0; }
  bool operator==(const Trace&) const = default;
};

}  // namespace claimcheck::model
