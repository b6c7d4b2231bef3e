// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "smt/symbolic/obligation.hpp"
#include "smt/symbolic/path_key.hpp"

// Walks every path of a specification once and turns its statements into obligations.
//
// A specification is an ordinary function that asks the walk which way to branch. It is run again
// and again, each time with the next trail of answers, until all have been given. A loop is cut at
// its head: the invariant is proved on arrival, everything that the loop may write is replaced by
// fresh values, the invariant is assumed, and where the path comes back it is proved once more
// and the path ends. So each loop stands for any number of iterations.

namespace claimcheck::smt {

struct Place {
  std::string file;  // from the root of the project
  int line = 0;

  bool operator==(const Place&) const = default;
  static Place here(const char* file, int line);
};

// What a specification proves, for the ledger.
struct SpecificationInfo {
  std::string name;
  std::string theorem;
  std::string clauses;                                 // of points that have none of their own
  std::map<std::string, std::string> clauses_of;       // by the start of a point's name
  std::map<std::string, std::string> theorem_of = {};  // the same
  bool loops_in_parts = false;                         // each conjunct of an invariant by itself
};

class Walk {
 public:
  explicit Walk(SpecificationInfo info) : info_(std::move(info)) {}
  Walk(const Walk&) = delete;
  Walk& operator=(const Walk&) = delete;

  // Facts for every obligation of the specification; before explore().
  void give(Given given, const std::string& name, Term term, std::string reason);

  // Runs the specification along all of its paths. What it proves can then be taken.
  void explore(const std::function<void()>& specification);
  std::vector<Obligation> take_obligations() { return std::move(obligations_); }

  // The next three are what specifications say.
  bool decide(const Term& condition);
  void assume(Given given, const std::string& name, const Term& term, std::string reason);
  void prove(const std::string& point, const std::string& sentence, const Term& goal);
  // From here on what was assumed by this name is not used any more.
  void forget(const std::string& name);

  // A + or - of words. Nothing to prove within a statement, where numbers have no end.
  void prove_word(const char* what, const Term& goal, int line, unsigned bits = 64);

  // All that loops may write, their counters apart: `havoc` gets the name of the loop whose head is
  // passed.
  void set_havoc(std::function<void(const std::string& loop)> havoc) { havoc_ = std::move(havoc); }
  // What to note of the state at each point that is proved.
  void set_observe(std::function<std::vector<Observed>()> observe) {
    observe_ = std::move(observe);
  }
  // The head of a loop, where an iteration comes back to it or not; `renew_counter` gives its
  // counter a fresh value. Throws std::logic_error where another loop of the path is called the
  // same, and where an iteration wrote what the havoc leaves as it is.
  void loop(const std::string& name, bool comes_back, const std::function<void()>& renew_counter,
            const std::function<Term()>& invariant);
  // Values tell of themselves, to the walk of this thread, that they are another now, and the havoc
  // of which it gave a fresh value. What a statement does to its own is nobody's business.
  static void wrote(const void* value);
  void renewed(const void* value) { renewed_.insert(value); }

  // Statements are about the state; they compute, but prove nothing as they do.
  Term state(const std::function<Term()>& statement);
  bool in_statement() const { return statements_ > 0; }
  Bound bind(const std::string& sort);
  void unbind() { depth_ -= 1; }
  // A name for a value that was never seen before on this path.
  std::string fresh(const std::string& name);

  // The loop whose head was passed last; empty before the first.
  const std::string& head() const { return key_.head(); }
  void stand_at(Place place) { place_ = std::move(place); }

 private:
  struct EndOfPath {};
  void restart();
  void check_writes_since(const std::string& loop) const;
  void prove_invariant(const std::string& point, const std::string& sentence, const Term& all);

  SpecificationInfo info_;
  std::vector<Hypothesis> given_;
  std::vector<Hypothesis> hypotheses_;
  std::optional<std::size_t> before_loops_;  // how many hypotheses do not speak of an iteration
  std::vector<bool> trail_;
  std::size_t next_ = 0;  // in the trail
  PathKey key_;
  int words_ = 0;  // + and - since the last branch
  int statements_ = 0;
  int depth_ = 0;
  std::map<std::string, int> fresh_;
  std::function<void(const std::string&)> havoc_;
  std::function<std::vector<Observed>()> observe_;
  Place place_;
  std::map<std::string, Place> loops_;                // where each loop stands, on all paths
  std::vector<const void*> writes_;                   // of this path
  std::map<std::string, std::size_t> writes_before_;  // each loop's head
  std::set<const void*> renewed_;                     // by the havoc of the head passed last
  std::set<const void*> counters_;                    // of loops
  std::vector<Obligation> obligations_;
  std::map<std::string, std::string> written_;  // each obligation as SMT-LIB by its id
};

}  // namespace claimcheck::smt
