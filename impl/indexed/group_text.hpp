// SPDX-License-Identifier: MIT
// What is asked of a group's members, and how one more comes among them: over any kind of group, so
// that the proofs read the same text with formulas for values (smt/engine/).
#pragma once

#include <utility>

#include "impl/support/loop.hpp"

namespace claimcheck::indexed {

using support::downwards;
using support::loop;

// What T2 to T4 ask of the free members; there are some.
// I5: the first two hold of what an offer without loss has numbered.

// T2
template <class Group, class Number>
bool is_dense(const Group& group, Number seq_base) {
  Number next = seq_base;
  for (const auto& extent : loop("dense", group.members(), next)) {
    if (extent.is_free() && extent.seq != next++) return false;
  }
  return true;
}

// T3. M3 sees to it that members of two offers never meet in one group.
template <class Group>
bool is_complete(const Group& group) {
  for (const auto& extent : loop("complete", group.members())) {
    if (extent.is_free() && extent.offered) return group.free == group.offered_of;
  }
  return true;
}

// T4
template <class Group, class Number>
bool is_aligned(const Group& group, Number align) {
  for (const auto& extent : loop("aligned", group.members())) {
    if (extent.is_free() && !is_aligned(extent, align)) return false;
  }
  return true;
}

// Members come in seq order but after a firmware bug, so this is almost always the end of it.
template <class Group, class Extent>
void add_member(Group& group, const Extent& extent) {
  using std::swap;
  group.append(extent);
  group.free += extent.is_free();
  const auto members = group.members();
  for (const auto at : downwards("move", members)) {
    if (members[at - 1].seq <= members[at].seq) break;
    swap(members[at - 1], members[at]);
  }
}

}  // namespace claimcheck::indexed
