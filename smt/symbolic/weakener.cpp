// SPDX-License-Identifier: MIT
#include "smt/symbolic/weakener.hpp"

#include <utility>

#include "smt/symbolic/walk.hpp"

namespace claimcheck::smt {

thread_local Weakener* Weakener::current_ = nullptr;

const char* to_string(Change change) {
  switch (change) {
    case Change::left_only:
      return "drops its right side";
    case Change::right_only:
      return "drops its left side";
    case Change::is_true:
      return "is true";
    case Change::or_equal:
      return "becomes <=";
    case Change::wider:
      return "becomes 2^65";
    case Change::narrower:
      return "becomes 2^63";
    case Change::none:
      break;
  }
  return "stays";
}

Weakener::Weakener(Site site, Change change)
    : site_(std::move(site)), change_(change), outer_(std::exchange(current_, this)) {}

Weakener::~Weakener() {
  current_ = outer_;
}

Change Weakener::change_at(const char* operation, const SourcePlace& place) {
  const Met met{place.file_name(), place.line(), place.column(), operation};
  const auto [known, is_new] = known_.try_emplace(met, false);
  if (is_new) {
    const Site site{Place::here(place.file_name(), 0).file, place.line(), place.column(),
                    operation};
    known->second = site == site_;
    met_.insert(site);
  }
  return known->second ? change_ : Change::none;
}

}  // namespace claimcheck::smt
