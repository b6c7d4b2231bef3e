// SPDX-License-Identifier: MIT
#pragma once

#include <set>
#include <string>
#include <vector>

#include "smt/term/term.hpp"

namespace claimcheck::smt {

// What a hypothesis is, which says what may be concluded from its being wrong.
enum class Given {
  type,       // a word is below 2^64
  axiom,      // what the functions of the domain mean
  lemma,      // proved by obligations of its own
  premise,    // what the specification requires where it is called
  branch,     // a condition that the path took
  invariant,  // of the loop or the system, where an arbitrary iteration or step starts
};

const char* name_of(Given given);  // "type"

struct Hypothesis {
  Given given;
  std::string name;  // unique within its obligation: h<k>_<what>
  Term term;
  std::string reason;
};

// A part of the state where an obligation arises, as the symbolic interpretation has it there: for
// holding it against a run. A function's value stands at the variables `keys`. Nothing of it is
// proved.
struct Observed {
  std::string field;
  std::vector<Bound> keys;
  Term value;
};

// One thing to prove: that the hypotheses give the goal. Complete in itself.
struct Obligation {
  std::string id;  // <specification>.<point>[/<branches>]
  std::string theorem;
  std::string clauses;
  std::string sentence;
  std::string file;  // where in the specification it arises
  int line = 0;
  std::string path;  // the branches since the last loop head, as a concrete run names them
  std::vector<Hypothesis> hypotheses;
  Term goal = Term::boolean(false);
  std::vector<Observed> state = {};
};

// SMT-LIB 2: unsatisfiable exactly where the obligation holds. Without patterns or arrays, and
// every hypothesis named.
std::string to_smtlib(const Obligation& obligation);

// The same with a guard before each hypothesis, and what the guards are called: for asking which
// hypotheses are needed.
struct Guarded {
  std::string smtlib;
  std::vector<std::string> guards;  // of the hypotheses, in their order
};
Guarded guard_hypotheses(const Obligation& obligation);

// Without the hypotheses that are not needed: what is left is a stronger claim.
Obligation only_needed(const Obligation& obligation, const std::set<std::string>& guards);

// Declarations for all symbols of the terms, and of the sorts that they need.
std::string declarations(const std::vector<Term>& terms);

// The letters, digits, dots and dashes of a string, all else as '_': for names in files.
std::string plain_name(const std::string& text);

}  // namespace claimcheck::smt
