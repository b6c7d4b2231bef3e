// SPDX-License-Identifier: MIT
#pragma once

#include "smt/symbolic/symbolic.hpp"

namespace claimcheck::smt {

// The symbolic interpretation of the lemmas: facts of members by index. Numbers here are without
// end, since the lemmas are about what words must fit in.
class LemmaDomain : public Symbolic {
 public:
  enum class Meanings { none, sums, cover };
  // The meanings are those of the functions that the lemma speaks of.
  LemmaDomain(Walk& walk, Meanings meanings);

  Index members() { return number("members"); }
  Index seq_base() { return number("seq_base"); }
  Index region_size() { return number("region_size"); }
  Index spot() { return number("spot"); }

  Index seq(const Index& i) { return at("seq", i); }
  Index start(const Index& i) { return at("start", i); }
  Index length(const Index& i) { return at("length", i); }
  Index length_then(const Index& i) { return at("length_then", i); }
  Index length_before(const Index& k) { return at("length_before", k); }
  Index length_before_then(const Index& k) { return at("length_before_then", k); }
  // The member that carries the number v.
  Index holder(const Index& v) { return at("holder", v); }
  Index hits(const Index& k, const Index& x) { return {apply<Index>("hits", k, x).term, nullptr}; }
  Index below(const Index& k, const Index& x) {
    return {apply<Index>("below", k, x).term, nullptr};
  }

  Bool dense(const Index& k) {
    return forall(0, k, [&](Index i) -> Bool { return seq(i) == seq_base() + i; });
  }
  Bool sorted(const Index& k) {
    return forall(0, k, [&](Index i) -> Bool {
      return forall(0, k, [&](Index j) -> Bool { return !(i <= j) || seq(i) <= seq(j); });
    });
  }

 private:
  Index number(const char* name) { return {Term::symbol(name, int_sort), nullptr}; }
  Index at(const char* name, const Index& i) {
    return {Term::symbol(name, int_sort, {i.term}), nullptr};
  }
  void give_sums();
  void give_cover();
};

}  // namespace claimcheck::smt
