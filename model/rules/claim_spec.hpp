// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

// The specification of the claim, with two interpretations.
//
// The functions below are the claim algorithm of the contract, over a domain D. In the concrete
// interpretation (concrete_claim.hpp) they run, and are the reference model. In the symbolic
// interpretation they are proved, for every number of extents. Beside the code stand:
//
//   require(name, premise)             holds where the function is called
//   each(name, n, invariant)           counts from 0 to n; the invariant holds at each loop head,
//                                      of the counter's value there
//   each_down(name, n, invariant)      counts from n down to 1; the same, and of 0 at the end
//   ensures(exit, name, postcondition) holds where the function returns there
//
// What D provides: the members of the group by index (member), their facts (seq, length,
// offered_of, aligned), the sequence base, the bytes of the region, branch() around a condition to
// branch on, fails() for a step that may fail, modifies() for the state that a loop may write, and
// in statements forall and every, the sum of the first k lengths (length_before) and whether an
// extent is among the first k members (is_among).

namespace claimcheck::model {

enum class ClaimExit : std::uint8_t {
  busy,        // W6
  none,        // T1, U2: no free extent to take
  gap,         // T2
  incomplete,  // T3
  misaligned,  // T4, U2
  failed,      // A2: a step failed
  claimed,     // T5, U1
};

// All that a claim may write: the device's ranges by index, and two facts of every extent.
template <class D>
struct Holding {
  typename D::Word count;           // ranges of the device
  typename D::Word size;            // their bytes
  typename D::RangeExtents extent;  // by range
  typename D::RangeOffsets offset;  // by range, bytes before it in the device
  typename D::UseCounts use_count;  // by extent
  typename D::Mappings mapped;      // by extent

  // Every field, for a domain that has to name them.
  template <class Visit>
  void each(Visit visit) {
    visit("count", count);
    visit("size", size);
    visit("extent", extent);
    visit("offset", offset);
    visit("use_count", use_count);
    visit("mapped", mapped);
  }
};

template <class D>
typename D::Bool members_are_free(D& d, Holding<D>& now) {
  return d.forall(0, d.members(), [&](typename D::Index i) -> typename D::Bool {
    return now.use_count[d.member(i)] == 0 && !now.mapped[d.member(i)];
  });
}

template <class D>
typename D::Bool members_fit(D& d, Holding<D>& now) {
  return now.count != 0 || d.length_before(d.members()) <= d.region_size();
}

template <class D>
typename D::Bool empty_has_no_bytes(Holding<D>& now) {
  return now.count != 0 || now.size == 0;
}

template <class D>
void claim_preconditions(D& d, Holding<D>& now) {
  d.require("nobody holds a member", [&] { return members_are_free(d, now); });
  d.require("the members of a device without ranges fit in the region",
            [&] { return members_fit(d, now); });
  d.require("without ranges the device has no bytes", [&] { return empty_has_no_bytes(now); });
}

// `now` is `before` plus the first k members: the invariant of carving, and of undoing.
template <class D>
typename D::Bool carved(D& d, Holding<D>& before, Holding<D>& now, typename D::Index k) {
  using Bool = typename D::Bool;
  using Index = typename D::Index;
  using Extent = typename D::Extent;
  return k <= d.members() && now.count == before.count + k &&
         now.size == before.size + d.length_before(k) &&
         d.forall(0, before.count,
                  [&](Index q) -> Bool {
                    return now.extent[q] == before.extent[q] && now.offset[q] == before.offset[q];
                  }) &&
         d.forall(0, k,
                  [&](Index i) -> Bool {
                    Index q = before.count + i;
                    return now.extent[q] == d.member(i) &&
                           now.offset[q] == before.size + d.length_before(i);
                  }) &&
         d.every([&](Extent e) -> Bool {
           return now.use_count[e] == before.use_count[e] + d.one_if(d.is_among(e, k)) &&
                  now.mapped[e] == (before.mapped[e] || d.is_among(e, k));
         });
}

// The first k members carry base, base + 1, ... in their order.
template <class D>
typename D::Bool dense(D& d, typename D::Index k) {
  return d.forall(0, k, [&](typename D::Index i) -> typename D::Bool {
    return d.seq(d.member(i)) == d.seq_base() + i;
  });
}

template <class D>
typename D::Bool complete(D& d, typename D::Index k) {
  return d.forall(0, k, [&](typename D::Index i) -> typename D::Bool {
    auto of = d.offered_of(d.member(i));
    return of == 0 || of == d.members();
  });
}

template <class D>
typename D::Bool aligned(D& d, typename D::Index k) {
  return d.forall(0, k,
                  [&](typename D::Index i) -> typename D::Bool { return d.aligned(d.member(i)); });
}

// T2, T3 and T4.
template <class D>
typename D::Bool claimable(D& d) {
  return dense(d, d.members()) && complete(d, d.members()) && aligned(d, d.members());
}

template <class D>
void undo_one(D& d, Holding<D>& now) {
  now.count = now.count - 1;
  typename D::Extent e = now.extent[now.count];
  now.mapped[e] = false;
  now.use_count[e] = now.use_count[e] - 1;
  now.size = now.size - d.length(e);
}

// False: a step failed and nothing has changed.
template <class D>
bool carve_one(D& d, Holding<D>& now, typename D::Extent e) {
  if (d.branch(d.fails("reserve-range"))) return false;
  if (d.branch(d.fails("grow-ranges"))) return false;
  now.extent[now.count] = e;
  now.offset[now.count] = now.size;
  now.count = now.count + 1;
  now.size = now.size + d.length(e);
  now.use_count[e] = now.use_count[e] + 1;
  if (d.branch(d.fails("register-mapping"))) {
    undo_one(d, now);
    return false;
  }
  now.mapped[e] = true;
  return true;
}

// The members of a group, in seq order, become the ranges of the device: all of them or none.
template <class D>
ClaimExit claim_group(D& d, Holding<D>& now) {
  using Index = typename D::Index;
  auto before = d.remember(now);
  auto untouched = [&] { return carved(d, before, now, Index(0)); };
  const Index n = d.members();
  auto is_carved = [&](Index k) { return carved(d, before, now, k); };
  d.modifies(now);
  claim_preconditions(d, now);

  if (d.branch(now.count != 0))  // W6
    return d.ensures(ClaimExit::busy, "busy: nothing changed", untouched);
  if (d.branch(n == 0))  // T1
    return d.ensures(ClaimExit::none, "none: nothing changed", untouched);

  for (Index i : d.each("dense", n, [&](Index k) { return untouched() && dense(d, k); }))
    if (d.branch(d.seq(d.member(i)) != d.seq_base() + i))  // T2
      return d.ensures(ClaimExit::gap, "gap: nothing changed, and not dense",
                       [&] { return untouched() && !dense(d, n); });

  auto dense_and_complete = [&](Index k) { return untouched() && dense(d, n) && complete(d, k); };
  for (Index i : d.each("complete", n, dense_and_complete))
    if (d.branch(d.offered_of(d.member(i)) != 0 && d.offered_of(d.member(i)) != n))  // T3
      return d.ensures(ClaimExit::incomplete, "incomplete: nothing changed, and some are lost",
                       [&] { return untouched() && !complete(d, n); });

  auto all_but_aligned = [&](Index k) {
    return untouched() && dense(d, n) && complete(d, n) && aligned(d, k);
  };
  for (Index i : d.each("aligned", n, all_but_aligned))
    if (d.branch(!d.aligned(d.member(i))))  // T4
      return d.ensures(ClaimExit::misaligned,
                       "misaligned: nothing changed, and some are not aligned",
                       [&] { return untouched() && !aligned(d, n); });

  for (Index i : d.each("carve", n, [&](Index k) { return is_carved(k) && claimable(d); }))  // T5
    if (!carve_one(d, now, d.member(i))) {
      for ([[maybe_unused]] Index left : d.each_down("undo", i, is_carved))  // A2
        undo_one(d, now);
      return d.ensures(ClaimExit::failed, "failed: all is as before", untouched);
    }
  return d.ensures(ClaimExit::claimed, "claimed: the whole group, in order",
                   [&] { return is_carved(n) && claimable(d) && now.count == n && n != 0; });
}

// Here the members are the free untagged extents in arrival order. The first that is aligned
// becomes the only range of the device.
template <class D>
ClaimExit claim_untagged(D& d, Holding<D>& now) {
  using Index = typename D::Index;
  auto before = d.remember(now);
  auto untouched = [&] { return carved(d, before, now, Index(0)); };
  const Index n = d.members();
  d.modifies(now);
  claim_preconditions(d, now);
  auto none_aligned = [&](Index k) {
    return d.forall(0, k, [&](Index j) -> typename D::Bool { return !d.aligned(d.member(j)); });
  };
  auto took_only = [&](typename D::Extent taken) {
    return now.count == 1 && now.extent[0] == taken && now.offset[0] == 0 &&
           now.size == d.length(taken) && d.every([&](typename D::Extent e) -> typename D::Bool {
             return now.use_count[e] == before.use_count[e] + d.one_if(e == taken) &&
                    now.mapped[e] == (before.mapped[e] || e == taken);
           });
  };

  if (d.branch(now.count != 0))  // W6
    return d.ensures(ClaimExit::busy, "busy: nothing changed", untouched);
  if (d.branch(n == 0))  // U2
    return d.ensures(ClaimExit::none, "none: nothing changed", untouched);

  for (Index i : d.each("skip", n, [&](Index k) { return untouched() && none_aligned(k); }))
    if (d.branch(d.aligned(d.member(i)))) {  // U1
      if (!carve_one(d, now, d.member(i)))   // A2
        return d.ensures(ClaimExit::failed, "failed: all is as before", untouched);
      return d.ensures(ClaimExit::claimed, "claimed: the first aligned one, and no other",
                       [&] { return none_aligned(i) && took_only(d.member(i)); });
    }
  return d.ensures(ClaimExit::misaligned, "misaligned: nothing changed, and none is aligned",  // U2
                   [&] { return untouched() && none_aligned(n); });
}

// The way back (V3). Here the members are what the device holds, in the order of its ranges.
template <class D>
void give_back(D& d, Holding<D>& now) {
  using Index = typename D::Index;
  auto emptied = d.emptied(now);
  d.modifies(now);
  d.require("the device holds its members and nothing else", [&] {
    return emptied.count == 0 && emptied.size == 0 && members_are_free(d, emptied) &&
           carved(d, emptied, now, d.members());
  });
  auto is_carved = [&](Index k) { return carved(d, emptied, now, k); };
  for ([[maybe_unused]] Index left : d.each_down("give-back", d.members(), is_carved))  // V3
    undo_one(d, now);
  d.ensures("given-back: nothing is held, all else is as before",
            [&] { return is_carved(Index(0)) && now.count == 0; });
}

}  // namespace claimcheck::model
