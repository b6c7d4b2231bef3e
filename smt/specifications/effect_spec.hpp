// SPDX-License-Identifier: MIT
#pragma once

// What the loops of the claim and of admission come to, as one step each. That they do is a
// refinement obligation of each exit; the transitions are made of these.

namespace claimcheck::smt::spec {

// ---- What a claim does to its device and its members. H is anything with a holding's fields.

// The members become the ranges, in order. What the loop of the claim does, as one step.
template <class D, class H>
typename D::Bool takes_members(D& d, H& before, H& now) {
  using Bool = typename D::Bool;
  using Index = typename D::Index;
  using Extent = typename D::Extent;
  const Index n = d.members();
  return before.count == 0 && now.count == n && now.size == d.length_before(n) &&
         d.forall(0, n,
                  [&](Index q) -> Bool {
                    return now.extent[q] == d.member(q) && now.offset[q] == d.length_before(q) &&
                           d.seq(d.member(q)) == d.seq_base() + q;
                  }) &&
         d.every([&](Extent e) -> Bool {
           return now.use_count[e] == before.use_count[e] + d.one_if(d.is_among(e, n)) &&
                  now.mapped[e] == (before.mapped[e] || d.is_among(e, n));
         });
}

template <class D, class H>
typename D::Bool takes_one(D& d, H& before, H& now, typename D::Extent taken) {
  using Bool = typename D::Bool;
  using Extent = typename D::Extent;
  return before.count == 0 && now.count == 1 && now.extent[0] == taken && now.offset[0] == 0 &&
         now.size == d.length(taken) && d.every([&](Extent e) -> Bool {
           return now.use_count[e] == before.use_count[e] + d.one_if(e == taken) &&
                  now.mapped[e] == (before.mapped[e] || e == taken);
         });
}

// The members, which were what the device held, are free again.
template <class D, class H>
typename D::Bool frees_members(D& d, H& before, H& now) {
  using Bool = typename D::Bool;
  using Extent = typename D::Extent;
  return now.count == 0 && now.size == 0 && d.every([&](Extent e) -> Bool {
    return now.use_count[e] + d.one_if(d.is_among(e, d.members())) == before.use_count[e] &&
           now.mapped[e] == (before.mapped[e] && !d.is_among(e, d.members()));
  });
}

// A refusal: the device and every extent are as before.
template <class D, class H>
typename D::Bool changes_nothing(D& d, H& before, H& now) {
  using Bool = typename D::Bool;
  using Index = typename D::Index;
  using Extent = typename D::Extent;
  return now.count == before.count && now.size == before.size &&
         d.forall(0, before.count,
                  [&](Index q) -> Bool {
                    return now.extent[q] == before.extent[q] && now.offset[q] == before.offset[q];
                  }) &&
         d.every([&](Extent e) -> Bool {
           return now.use_count[e] == before.use_count[e] && now.mapped[e] == before.mapped[e];
         });
}

// ---- What admission does to the extents. H has alive, seq, offered_of, whole and use_count.

template <class D, class H>
typename D::Bool keeps_facts(H& before, H& now, typename D::Extent e) {
  return now.seq[e] == before.seq[e] && now.offered_of[e] == before.offered_of[e] &&
         now.whole[e] == before.whole[e] && now.use_count[e] == before.use_count[e];
}

// No extent comes or goes, or is another than it was.
template <class D, class H>
typename D::Bool keeps_extents(D& d, H& before, H& now) {
  using Bool = typename D::Bool;
  using Extent = typename D::Extent;
  return d.every([&](Extent e) -> Bool {
    return now.alive[e] == before.alive[e] && keeps_facts<D>(before, now, e);
  });
}

template <class D>
typename D::Bool lies_in(D& d, typename D::Extent e, typename D::Region r) {
  return d.start_of(r) <= d.start(e) && d.start(e) + d.length(e) <= d.start_of(r) + d.size_of(r);
}

template <class D>
typename D::Bool apart(D& d, typename D::Extent e, typename D::Extent f) {
  return d.start(e) + d.length(e) <= d.start(f) || d.start(f) + d.length(f) <= d.start(e);
}

// Those that are alive now and were not before came by one offer, or one was injected: what the
// loops of admission do, as one step. `numbered` says which extent has a number.
template <class D, class H, class Numbered>
typename D::Bool adds_members(D& d, H& before, H& now, typename D::Region r, typename D::Tag a,
                              Numbered numbered) {
  using Bool = typename D::Bool;
  using Index = typename D::Index;
  using Extent = typename D::Extent;
  auto is_new = [&](Extent e) -> Bool { return now.alive[e] && !before.alive[e]; };
  auto is_whole = [&](Extent e) -> Bool { return now.whole[e] && !d.is_null(d.tag(e)); };
  auto numbered_whole = [&](Extent e) -> Bool {
    const Index base = d.base(d.home(e));
    return base <= now.seq[e] && now.seq[e] < base + now.offered_of[e] &&
           numbered(now.seq[e]) == e &&
           d.forall(base, base + now.offered_of[e], [&](Index v) -> Bool {
             const Extent f = numbered(v);
             return is_new(f) && is_whole(f) && now.seq[f] == v &&
                    now.offered_of[f] == now.offered_of[e];
           });
  };
  return d.every([&](Extent e) -> Bool {
    return (!before.alive[e] || (now.alive[e] && keeps_facts<D>(before, now, e))) &&
           (!is_new(e) || (now.use_count[e] == 0 && d.home(e) == r && d.tag(e) == a &&
                           lies_in(d, e, r) && (!is_whole(e) || numbered_whole(e))));
  }) &&
         // M3, and a whole offer is of one number (M2).
         d.template all<Extent, Extent>([&](Extent e, Extent f) -> Bool {
           return !(is_new(e) && is_whole(e)) ||
                  ((!before.alive[f] || d.tag(f) != a) &&
                   (!(is_new(f) && is_whole(f)) || now.offered_of[e] == now.offered_of[f]));
         }) &&
         // M4, M6
         d.template all<Extent, Extent>([&](Extent e, Extent f) -> Bool {
           return !(is_new(e) && now.alive[f] && d.home(f) == r && e != f) || apart(d, e, f);
         });
}

// Those that are not alive now, and were before, are gone: of a tag all in the region, and none was
// in use (M7).
template <class D, class H>
typename D::Bool removes_members(D& d, H& before, H& now, typename D::Region r) {
  using Bool = typename D::Bool;
  using Extent = typename D::Extent;
  auto is_gone = [&](Extent e) -> Bool { return before.alive[e] && !now.alive[e]; };
  return d.every([&](Extent e) -> Bool {
    return (before.alive[e] || !now.alive[e]) && keeps_facts<D>(before, now, e) &&
           (!is_gone(e) || (before.use_count[e] == 0 && d.home(e) == r));
  }) && d.template all<Extent, Extent>([&](Extent e, Extent f) -> Bool {
    return !(is_gone(e) && !d.is_null(d.tag(e)) && before.alive[f] && d.tag(f) == d.tag(e) &&
             d.home(f) == r) ||
           is_gone(f);
  });
}

}  // namespace claimcheck::smt::spec
