// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "smt/symbolic/obligation.hpp"

namespace claimcheck::smt::certificates {

// A formula that starts with forall, as it stands in an obligation: `around` are the variables that
// quantifiers around it bind.
struct Quantified {
  Term formula;
  std::vector<Bound> around;
  bool can_fail = false;  // as far as the signs around it say
};

// What a proof does with one: it is used at `values`, or fails at things that are called new names.
struct Use {
  std::size_t quantified = 0;
  bool is_some = false;
  std::vector<Term> around;  // in place of the variables around it
  // In place of its own variables; none where is_some, and any term where nothing stands.
  std::vector<std::optional<Term>> values;
};

// The j-th thing at which the k-th formula fails, as a function of the variables around it.
struct SomeName {
  std::size_t quantified = 0;
  std::size_t which = 0;
};
std::optional<SomeName> some_name(const Term& term);

struct Uses {
  std::vector<Quantified> quantified;
  std::vector<Use> list;
};

// What Z3's proof of the obligation uses; nothing where it finds none, or one that cannot be told.
// With another seed, or in another way, it may find another.
enum class Search {
  by_relevance,  // as Z3 does
  of_all,        // matches all terms, and looks for no models
};
std::optional<Uses> find_uses(const Obligation& obligation, Search search, unsigned seed);

}  // namespace claimcheck::smt::certificates
