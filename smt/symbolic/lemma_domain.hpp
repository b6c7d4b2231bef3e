// SPDX-License-Identifier: MIT
#pragma once

#include "smt/specifications/sequences.hpp"
#include "smt/symbolic/symbolic.hpp"

namespace claimcheck::smt {

// The symbolic interpretation of the lemmas: facts of members by index. Numbers here are without
// end, since the lemmas are about what words must fit in.
class LemmaDomain : public Symbolic {
 public:
  enum class Meanings { none, sums, lengths, cover };
  // The meanings are those of the functions that the lemma speaks of.
  LemmaDomain(Walk& walk, Meanings meanings);

  Index members() { return number("members"); }
  Index seq_base() { return number("seq_base"); }
  Index region_size() { return number("region_size"); }
  Index spot() { return number("spot"); }

  Index seq(const Index& i) { return at("seq", i); }
  Index start(const Index& i) { return at("start", i); }
  Index length(const Index& i) { return at("length", i); }
  Index length_before(const Index& k) { return lengths().before(k); }
  // Which member carries the number v.
  Index holder(const Index& v) { return at("holder", v); }
  Index hits(const Index& k, const Index& x) { return {apply<Index>("hits", k, x).term, nullptr}; }
  Index below(const Index& k, const Index& x) {
    return {apply<Index>("below", k, x).term, nullptr};
  }

  Placed<Index> placed() {
    return {members(), region_size(), [this](Index i) { return start(i); },
            [this](Index i) { return length(i); }};
  }
  // Places 0 .. members-1 and as many numbers as `offered`.
  Numbering<Index> numbering() {
    return {members(), seq_base(), number("offered"), [this](Index i) { return seq(i); },
            [this](Index v) { return holder(v); }};
  }
  Summed<Index> lengths() { return summed("length"); }
  Summed<Index> lengths_then() { return summed("length_then"); }
  Summed<Index> lengths_both() { return summed("length_both"); }

 private:
  Index number(const char* name) { return {Term::symbol(name, int_sort), nullptr}; }
  Index at(const std::string& name, const Index& i) {
    return {Term::symbol(name, int_sort, {i.term}), nullptr};
  }
  Summed<Index> summed(const std::string& name) {
    return {[this, name](Index i) { return at(name, i); },
            [this, sums = name + "_before"](Index k) { return at(sums, k); }};
  }
  void give_sums();
  void give_lengths();
  void give_cover();
};

}  // namespace claimcheck::smt
