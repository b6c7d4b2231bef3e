// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

#include "model/rules/admission_state.hpp"

// The specification of how extents come and go. It has two interpretations, as the claim's: see
// claim_spec.hpp for what require(), each() and ensures() say.
//
// What D provides: the region's extents by index, in arrival order (extents, extent; is_listed:
// among the first k), and those that arrive (members, member; is_offered: among the first k), which
// are extents that live nowhere yet; their facts (start, length, aligned, use_count, given_seq, and
// lost: it does not get here); of an offer whether it is tagged and shared, and whose turn it is
// when its members are numbered (in_order: a shared offer's by the seqs that they were given); of a
// release which extents it means (meant); the region's own numbers; and around() for a fact that
// an inner loop has from the loop around it.

namespace claimcheck::model {

enum class AdmissionExit : std::uint8_t {
  untagged,   // M1
  gap,        // M2
  taken,      // M3: the tag lives
  misplaced,  // M4: not aligned, or not in the region
  no_room,    // M4, M6: over another extent, or not in the region
  added,      // M2, M6
  none,       // M7: no extent is meant
  busy,       // M7
  removed,    // M7
};

// What is known while looking through extents.
template <class D>
struct Scan {
  typename D::Bool found;

  template <class Visit>
  void each(Visit visit) {
    visit("found", found);
  }
};

template <class D>
bool lies_inside(D& d, typename D::Extent e) {
  if (d.branch(d.length(e) == 0)) return false;
  if (d.branch(d.start(e) < d.region_base())) return false;
  if (d.branch(d.region_size() < d.length(e))) return false;
  // One difference after the other: which of two operands is evaluated first is the compiler's
  // choice, and the obligations of both are numbered as they arise.
  const typename D::Word room = d.region_size() - d.length(e);
  return d.branch(d.start(e) - d.region_base() <= room);
}

template <class D>
typename D::Bool overlap(D& d, typename D::Extent a, typename D::Extent b) {
  const typename D::Word last_a = last(d, a);
  const typename D::Word last_b = last(d, b);
  return d.start(a) <= last_b && d.start(b) <= last_a;
}

template <class D, class Around>
bool lies_over_an_extent(D& d, typename D::Index i, Around around) {
  using Index = typename D::Index;
  auto clear_so_far = [&](Index k) { return d.around(around) && clear_of_extents(d, i, k); };
  for (Index j : d.each("extents", d.extents(), clear_so_far))
    if (d.branch(overlap(d, d.member(i), d.extent(j)))) return true;
  return false;
}

template <class D, class Around>
bool lies_over_a_member(D& d, typename D::Index i, Around around) {
  using Index = typename D::Index;
  auto clear_so_far = [&](Index k) { return d.around(around) && clear_of_members(d, i, k); };
  for (Index j : d.each("members", i, clear_so_far))
    if (d.branch(overlap(d, d.member(i), d.member(j)))) return true;
  return false;
}

template <class D>
void add_one(D& d, Admitted<D>& now, typename D::Index i, typename D::Bool lossy) {
  using Index = typename D::Index;
  const typename D::Extent e = d.member(i);
  now.alive[e] = true;
  if (d.branch(!d.tagged()))
    now.seq[e] = 0;
  else if (d.branch(d.shared()))
    now.seq[e] = d.given_seq(e);
  else
    now.seq[e] = d.seq_base() + i;
  now.offered_of[e] = d.either_of(d.tagged(), d.members(), Index(0));
  now.whole[e] = !lossy;
}

// The members of an offer that are not lost live now: all of them, or none of them.
template <class D>
AdmissionExit offer_group(D& d, Admitted<D>& now) {
  using Index = typename D::Index;
  auto before = d.remember(now);
  auto untouched = [&] { return unchanged(d, before, now); };
  const Index n = d.members();
  Scan<D> scan{false};
  d.modifies(scan, now);
  admission_preconditions(d, now);

  if (d.branch(d.shared() && !d.tagged()))  // M1
    return d.ensures(AdmissionExit::untagged, "untagged: nothing changed", untouched);

  auto counted_to = [&](Index k) {
    return untouched() && k <= n && scan.found == !none_lost(d, k);
  };
  for (Index i : d.each("lost", n, counted_to))
    if (d.branch(d.lost(d.member(i)))) scan.found = true;
  auto counted = [&] { return scan.found == !none_lost(d, n); };

  auto dense_to = [&](Index k) { return untouched() && counted() && given_dense(d, k); };
  if (d.branch(d.shared()))
    for (Index i : d.each("dense", n, dense_to))
      if (d.branch(d.given_seq(d.in_order(i)) != d.seq_base() + i))  // M2
        return d.ensures(AdmissionExit::gap, "gap: nothing changed, and not dense",
                         [&] { return untouched() && !given_dense(d, n); });

  if (d.branch(d.tagged() && d.tag_lives(now)))  // M3
    return d.ensures(AdmissionExit::taken, "taken: nothing changed", untouched);
  auto named = [&] {
    return counted() && (!d.shared() || given_dense(d, n)) && (!d.tagged() || !d.tag_lives(before));
  };

  for (Index i : d.each("fit", n, [&](Index k) { return untouched() && named() && fit(d, k); }))
    if (!lies_inside(d, d.member(i)) || d.branch(!d.aligned(d.member(i))))  // M4
      return d.ensures(AdmissionExit::misplaced, "misplaced: nothing changed, and some do not fit",
                       [&] { return untouched() && !fit(d, n); });

  auto clear_to = [&](Index k) { return untouched() && named() && fit(d, n) && clear(d, k); };
  for (Index i : d.each("apart", n, clear_to)) {
    auto here = [&] { return untouched() && named() && fit(d, n) && clear(d, i) && i < n; };
    auto beside = [&] { return here() && clear_of_extents(d, i, d.extents()); };
    auto no_room = [&] { return untouched() && !clear(d, n); };
    if (lies_over_an_extent(d, i, here))  // M4
      return d.ensures(AdmissionExit::no_room, "taken_place: nothing changed, and no room",
                       no_room);
    if (lies_over_a_member(d, i, beside))  // M4
      return d.ensures(AdmissionExit::no_room, "one_place: nothing changed, and no room", no_room);
  }

  auto welcome = [&] { return named() && fit(d, n) && clear(d, n); };
  auto added_to = [&](Index k) {
    return welcome() && k <= n && added(d, before, now, k, scan.found);
  };
  for (Index i : d.each("add", n, added_to))
    if (d.branch(!d.lost(d.member(i)))) add_one(d, now, i, scan.found);  // M2
  return d.ensures(AdmissionExit::added, "added: all that were not lost, apart, and numbered", [&] {
    return welcome() && added(d, before, now, n, scan.found) &&
           (!d.tagged() || scan.found || numbered_once(d, now));
  });
}

// One extent as it is, as after a firmware bug.
template <class D>
AdmissionExit inject_one(D& d, Admitted<D>& now) {
  using Index = typename D::Index;
  auto before = d.remember(now);
  auto untouched = [&] { return unchanged(d, before, now); };
  const Index first = 0;
  d.modifies(now);
  admission_preconditions(d, now);
  d.require("one arrives", [&] { return d.members() == 1; });

  if (!lies_inside(d, d.member(first)))  // M6
    return d.ensures(AdmissionExit::no_room, "outside: nothing changed, and not in the region",
                     [&] { return untouched() && !is_inside(d, d.member(0)); });
  if (lies_over_an_extent(d, first, untouched))  // M6
    return d.ensures(AdmissionExit::no_room, "no_room: nothing changed, and over another",
                     [&] { return untouched() && !clear(d, 1); });
  now.alive[d.member(first)] = true;
  now.seq[d.member(first)] = d.given_seq(d.member(first));
  return d.ensures(AdmissionExit::added, "added: that one, apart from all others", [&] {
    return clear(d, 1) && now.seq[d.member(0)] == d.given_seq(d.member(0)) &&
           d.every([&](typename D::Extent e) -> typename D::Bool {
             return now.alive[e] == (before.alive[e] || e == d.member(0)) &&
                    (e == d.member(0) || facts_kept<D>(before, now, e));
           });
  });
}

// The extents that are meant go: all of them, or none where one is in use.
template <class D>
AdmissionExit release_meant(D& d, Admitted<D>& now) {
  using Bool = typename D::Bool;
  using Index = typename D::Index;
  using Extent = typename D::Extent;
  auto before = d.remember(now);
  auto untouched = [&] { return unchanged(d, before, now); };
  auto none_meant = [&](Index k) {
    return d.forall(0, k, [&](Index i) -> Bool { return !d.meant(d.extent(i)); });
  };
  auto free = [&](Index k) {
    return d.forall(0, k, [&](Index i) -> Bool {
      return !d.meant(d.extent(i)) || d.use_count(d.extent(i)) == 0;
    });
  };
  auto removed = [&](Index k) {
    return d.every([&](Extent e) -> Bool {
      return now.alive[e] == (before.alive[e] && !(d.is_listed(e, k) && d.meant(e))) &&
             facts_kept<D>(before, now, e);
    });
  };
  const Index n = d.extents();
  Scan<D> scan{false};
  d.modifies(scan, now);
  admission_preconditions(d, now);

  auto free_to = [&](Index k) {
    return untouched() && k <= n && scan.found == !none_meant(k) && free(k);
  };
  for (Index i : d.each("look", n, free_to))
    if (d.branch(d.meant(d.extent(i)))) {
      if (d.branch(d.use_count(d.extent(i)) != 0))  // M7
        return d.ensures(AdmissionExit::busy, "busy: nothing changed, and one is in use",
                         [&] { return untouched() && !free(n); });
      scan.found = true;
    }
  if (d.branch(!scan.found))  // M7
    return d.ensures(AdmissionExit::none, "none: nothing changed, and none is meant",
                     [&] { return untouched() && none_meant(n); });

  auto removed_to = [&](Index k) { return removed(k) && k <= n && free(n); };
  for (Index i : d.each("remove", n, removed_to))
    if (d.branch(d.meant(d.extent(i)))) now.alive[d.extent(i)] = false;
  return d.ensures(AdmissionExit::removed, "removed: those that were meant, and none was in use",
                   [&] { return removed(n) && free(n); });
}

}  // namespace claimcheck::model
