// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <set>
#include <source_location>
#include <string>
#include <tuple>

// Specifications made weaker, an operator at a time: what the operators on symbolic values ask
// whether they are to do something else here. An operator has no argument beside its operands, so
// whom it asks is the thread's own.

namespace claimcheck::smt {

// Where an operator stands: at it, or at its right operand.
#if __has_builtin(__builtin_COLUMN)
class SourcePlace {
 public:
  static constexpr SourcePlace current(const char* file = __builtin_FILE(),
                                       unsigned line = __builtin_LINE(),
                                       unsigned column = __builtin_COLUMN()) {
    SourcePlace place;
    place.file_ = file;
    place.line_ = line;
    place.column_ = column;
    return place;
  }
  constexpr const char* file_name() const { return file_; }
  constexpr unsigned line() const { return line_; }
  constexpr unsigned column() const { return column_; }

 private:
  const char* file_ = "";
  unsigned line_ = 0;
  unsigned column_ = 0;
};
#else
using SourcePlace = std::source_location;
#endif

// An operator of a specification.
struct Site {
  std::string file;  // from the root of the project
  unsigned line = 0;
  unsigned column = 0;
  // "&&", "and &&" of one more, "<", "<=", "==", "!=", "for all", "2^64", and questions of the
  // engine's text by their names
  std::string operation;

  auto operator<=>(const Site&) const = default;
};

// What an operator may do instead.
enum class Change {
  none,
  left_only,   // of a conjunction
  right_only,  // of a conjunction
  is_true,     // a comparison, or a statement of all things
  or_equal,    // a comparison
  wider,       // a word of 65 bits
  narrower,    // a word of 63 bits
};

const char* to_string(Change change);  // "drops what is right of it"

// While it lives, the operators of this thread ask it.
class Weakener {
 public:
  Weakener() : Weakener({}, Change::none) {}  // notes where operators stand, and changes nothing
  Weakener(Site site, Change change);
  Weakener(const Weakener&) = delete;
  Weakener& operator=(const Weakener&) = delete;
  ~Weakener();

  static Change at(const char* operation, const SourcePlace& place) {
    return current_ ? current_->change_at(operation, place) : Change::none;
  }

  const std::set<Site>& met() const { return met_; }

 private:
  // File (by its address), line, column, operation.
  using Met = std::tuple<const char*, unsigned, unsigned, std::string>;

  Change change_at(const char* operation, const SourcePlace& place);

  static thread_local Weakener* current_;

  Site site_;
  Change change_;
  Weakener* outer_;
  std::map<Met, bool> known_;  // whether it is the one that changes
  std::set<Site> met_;
};

}  // namespace claimcheck::smt
