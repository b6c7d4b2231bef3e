// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

#include "model/rules/admission_state.hpp"

// How extents come and go: one text, two readings, as the claim's. See claim_spec.hpp for what
// require(), loop() and leave() say.
//
// What D provides: the region's extents by place, in arrival order (extents, extent; is_listed:
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
struct Look {
  typename D::Index place;  // where an inner loop is
  typename D::Bool found;

  template <class Visit>
  void each(Visit visit) {
    visit("place", place);
    visit("found", found);
  }
};

template <class D>
bool lies_inside(D& d, typename D::Extent e) {
  if (d.yes(d.length(e) == 0)) return false;
  if (d.yes(d.start(e) < d.region_base())) return false;
  if (d.yes(d.region_size() < d.length(e))) return false;
  // One difference after the other: which of two operands is evaluated first is the compiler's
  // choice, and the obligations of both are numbered as they arise.
  const typename D::Word room = d.region_size() - d.length(e);
  return d.yes(d.start(e) - d.region_base() <= room);
}

template <class D>
bool overlap(D& d, typename D::Extent a, typename D::Extent b) {
  if (d.yes(d.start(a) < d.start(b))) return d.yes(d.start(b) - d.start(a) < d.length(a));
  return d.yes(d.start(a) - d.start(b) < d.length(b));
}

template <class D, class Around>
bool lies_over_an_extent(D& d, typename D::Index& i, typename D::Index& j, Around around) {
  for (j = 0; d.loop("extents", [&] { return d.around(around) && clear_of_extents(d, i, j); }),
      d.yes(j < d.extents());
       j = j + 1)
    if (overlap(d, d.member(i), d.extent(j))) return true;
  return false;
}

template <class D, class Around>
bool lies_over_a_member(D& d, typename D::Index& i, typename D::Index& j, Around around) {
  for (j = 0; d.loop("members", [&] { return d.around(around) && clear_of_members(d, i, j); }),
      d.yes(j < i);
       j = j + 1)
    if (overlap(d, d.member(i), d.member(j))) return true;
  return false;
}

template <class D>
void add_one(D& d, Admitted<D>& now, typename D::Index i, typename D::Bool lossy) {
  using Index = typename D::Index;
  const typename D::Extent e = d.member(i);
  now.alive[e] = true;
  if (d.yes(!d.tagged()))
    now.seq[e] = 0;
  else if (d.yes(d.shared()))
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
  Index i = 0;
  Look<D> look{0, false};
  d.begin(i, look, now);
  rely_on(d, now);

  if (d.yes(d.shared() && !d.tagged()))
    return d.leave(AdmissionExit::untagged, "untagged: nothing changed", untouched);

  for (i = 0;
       d.loop("lost", [&] { return untouched() && i <= n && look.found == !none_lost(d, i); }),
      d.yes(i < n);
       i = i + 1)
    if (d.yes(d.lost(d.member(i)))) look.found = true;
  auto counted = [&] { return look.found == !none_lost(d, n); };

  if (d.yes(d.shared()))
    for (i = 0; d.loop("dense", [&] { return untouched() && counted() && given_dense(d, i); }),
        d.yes(i < n);
         i = i + 1)
      if (d.yes(d.given_seq(d.in_order(i)) != d.seq_base() + i))
        return d.leave(AdmissionExit::gap, "gap: nothing changed, and not dense",
                       [&] { return untouched() && !given_dense(d, n); });

  if (d.yes(d.tagged() && d.tag_lives(now)))
    return d.leave(AdmissionExit::taken, "taken: nothing changed", untouched);
  auto named = [&] {
    return counted() && (!d.shared() || given_dense(d, n)) && (!d.tagged() || !d.tag_lives(before));
  };

  for (i = 0; d.loop("fit", [&] { return untouched() && named() && fit(d, i); }), d.yes(i < n);
       i = i + 1)
    if (!lies_inside(d, d.member(i)) || d.yes(!d.aligned(d.member(i))))
      return d.leave(AdmissionExit::misplaced, "misplaced: nothing changed, and some do not fit",
                     [&] { return untouched() && !fit(d, n); });

  for (i = 0; d.loop("apart", [&] { return untouched() && named() && fit(d, n) && clear(d, i); }),
      d.yes(i < n);
       i = i + 1) {
    auto here = [&] { return untouched() && named() && fit(d, n) && clear(d, i) && i < n; };
    auto beside = [&] { return here() && clear_of_extents(d, i, d.extents()); };
    auto no_room = [&] { return untouched() && !clear(d, n); };
    if (lies_over_an_extent(d, i, look.place, here))
      return d.leave(AdmissionExit::no_room, "taken_place: nothing changed, and no room", no_room);
    if (lies_over_a_member(d, i, look.place, beside))
      return d.leave(AdmissionExit::no_room, "one_place: nothing changed, and no room", no_room);
  }

  auto welcome = [&] { return named() && fit(d, n) && clear(d, n); };
  for (i = 0;
       d.loop("add", [&] { return welcome() && i <= n && added(d, before, now, i, look.found); }),
      d.yes(i < n);
       i = i + 1)
    if (d.yes(!d.lost(d.member(i)))) add_one(d, now, i, look.found);
  return d.leave(AdmissionExit::added, "added: all that were not lost, apart, and numbered", [&] {
    return welcome() && added(d, before, now, n, look.found) &&
           (!d.tagged() || look.found || numbered_once(d, now));
  });
}

// One extent as it is, as after a firmware bug.
template <class D>
AdmissionExit inject_one(D& d, Admitted<D>& now) {
  using Index = typename D::Index;
  auto before = d.remember(now);
  auto untouched = [&] { return unchanged(d, before, now); };
  Index i = 0;
  Look<D> look{0, false};
  d.begin(i, look, now);
  rely_on(d, now);
  d.require("one arrives", [&] { return d.members() == 1; });

  if (!lies_inside(d, d.member(i)))
    return d.leave(AdmissionExit::no_room, "outside: nothing changed, and not in the region",
                   [&] { return untouched() && !is_inside(d, d.member(0)); });
  if (lies_over_an_extent(d, i, look.place, [&] { return untouched() && i == 0; }))
    return d.leave(AdmissionExit::no_room, "no_room: nothing changed, and over another",
                   [&] { return untouched() && !clear(d, 1); });
  now.alive[d.member(i)] = true;
  now.seq[d.member(i)] = d.given_seq(d.member(i));
  return d.leave(AdmissionExit::added, "added: that one, apart from all others", [&] {
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
  Index i = 0;
  Look<D> look{0, false};
  d.begin(i, look, now);
  rely_on(d, now);

  for (i = 0;
       d.loop("look",
              [&] { return untouched() && i <= n && look.found == !none_meant(i) && free(i); }),
      d.yes(i < n);
       i = i + 1)
    if (d.yes(d.meant(d.extent(i)))) {
      if (d.yes(d.use_count(d.extent(i)) != 0))
        return d.leave(AdmissionExit::busy, "busy: nothing changed, and one is in use",
                       [&] { return untouched() && !free(n); });
      look.found = true;
    }
  if (d.yes(!look.found))
    return d.leave(AdmissionExit::none, "none: nothing changed, and none is meant",
                   [&] { return untouched() && none_meant(n); });

  for (i = 0; d.loop("remove", [&] { return removed(i) && i <= n && free(n); }), d.yes(i < n);
       i = i + 1)
    if (d.yes(d.meant(d.extent(i)))) now.alive[d.extent(i)] = false;
  return d.leave(AdmissionExit::removed, "removed: those that were meant, and none was in use",
                 [&] { return removed(n) && free(n); });
}

}  // namespace claimcheck::model
