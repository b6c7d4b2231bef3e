// SPDX-License-Identifier: MIT
#pragma once

#include "smt/specifications/sequences.hpp"

// Laws of finite sums: each said of any functions whose sums is_sum(), and proved of functions of
// which nothing else is known.

namespace claimcheck::smt::spec {

template <class D>
typename D::Bool is_sum(D& d, typename D::Index n, const Summed<typename D::Index>& f) {
  using Index = typename D::Index;
  return f.before(0) == 0 && d.forall(0, n, [&](Index i) -> typename D::Bool {
    return f.before(i + 1) == f.before(i) + f.value(i);
  });
}

// ---- The laws: of what they speak, and what they say of it.

template <class D>
typename D::Bool are_zeros(D& d, typename D::Index n, const Summed<typename D::Index>& f) {
  using Index = typename D::Index;
  return d.forall(0, n, [&](Index i) -> typename D::Bool { return f.value(i) == 0; });
}

// A sum of zeros is 0.
template <class D>
void sum_of_zeros(D& d) {
  using Index = typename D::Index;
  const Index n = d.members();
  const Summed<Index> f = d.lengths();
  d.require("every value is 0", [&] { return is_sum(d, n, f) && are_zeros(d, n, f); });
  d.induction("zeros", n, [&](Index i) { return 0 <= i && i <= n && f.before(i) == 0; });
  d.ensures("nothing: so is their sum", [&] { return f.before(n) == 0; });
}

template <class D>
typename D::Bool differ_only_at(D& d, typename D::Index n, typename D::Index spot,
                                const Summed<typename D::Index>& f,
                                const Summed<typename D::Index>& g) {
  using Index = typename D::Index;
  using Bool = typename D::Bool;
  return is_sum(d, n, f) && is_sum(d, n, g) && 0 <= spot && spot < n &&
         d.forall(0, n, [&](Index i) -> Bool { return i == spot || f.value(i) == g.value(i); });
}

template <class Index>
auto sums_differ_by(Index n, Index spot, const Summed<Index>& f, const Summed<Index>& g) {
  return g.before(n) + f.value(spot) == f.before(n) + g.value(spot);
}

// Where two functions differ at one place only, so do their sums.
template <class D>
void one_point(D& d) {
  using Index = typename D::Index;
  const Index n = d.members(), spot = d.spot();
  const Summed<Index> f = d.lengths(), g = d.lengths_then();
  d.require("the functions differ at one place at most",
            [&] { return differ_only_at(d, n, spot, f, g); });
  auto differ = [&](Index k) {
    return g.before(k) + d.either_of(spot < k, f.value(spot), Index(0)) ==
           f.before(k) + d.either_of(spot < k, g.value(spot), Index(0));
  };
  d.induction("sum", n, [&](Index i) { return 0 <= i && i <= n && differ(i); });
  d.ensures("differ: the sums differ by what the functions differ there",
            [&] { return sums_differ_by(n, spot, f, g); });
}

template <class D>
typename D::Bool are_added(D& d, typename D::Index n, const Summed<typename D::Index>& f,
                           const Summed<typename D::Index>& g,
                           const Summed<typename D::Index>& both) {
  using Index = typename D::Index;
  using Bool = typename D::Bool;
  return is_sum(d, n, f) && is_sum(d, n, g) && is_sum(d, n, both) &&
         d.forall(0, n, [&](Index i) -> Bool { return both.value(i) == f.value(i) + g.value(i); });
}

template <class Index>
auto sums_are_added(Index n, const Summed<Index>& f, const Summed<Index>& g,
                    const Summed<Index>& both) {
  return both.before(n) == f.before(n) + g.before(n);
}

// The sum of two functions has the sum of their sums.
template <class D>
void sum_of_sums(D& d) {
  using Index = typename D::Index;
  const Index n = d.members();
  const Summed<Index> f = d.lengths(), g = d.lengths_then(), both = d.lengths_both();
  d.require("each value is the sum of two", [&] { return are_added(d, n, f, g, both); });
  d.induction("add", n, [&](Index i) { return 0 <= i && i <= n && sums_are_added(i, f, g, both); });
  d.ensures("add: so is the whole", [&] { return sums_are_added(n, f, g, both); });
}

}  // namespace claimcheck::smt::spec
