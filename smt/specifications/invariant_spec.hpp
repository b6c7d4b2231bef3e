// SPDX-License-Identifier: MIT
#pragma once

#include "smt/specifications/transition_spec.hpp"

// What holds of every state that operations lead to, in the words of transition_spec.hpp, and the
// theorems that follow of one state at once. I4, I5 and I6 have texts of
// their own.

namespace claimcheck::smt::spec {

template <class D>
typename D::Bool nothing_yet(D& d, typename D::World& s) {
  using Bool = typename D::Bool;
  using Extent = typename D::Extent;
  using Device = typename D::Device;
  return d.every([&](Extent e) -> Bool { return !s.alive(e) && s.use(e) == 0 && !s.mapped(e); }) &&
         d.template all<Device>([&](Device v) -> Bool {
           return s.count(v) == 0 && s.size(v) == 0 &&
                  d.every([&](Extent e) -> Bool { return !s.stood(v, e); });
         });
}

// For each range of each device that is there.
template <class D, class Predicate>
typename D::Bool every_range(D& d, typename D::World& s, Predicate predicate) {
  using Bool = typename D::Bool;
  using Index = typename D::Index;
  using Device = typename D::Device;
  return d.template all<Device>([&](Device v) -> Bool {
    return !s.there(v) || d.forall(0, s.count(v), [&](Index q) -> Bool { return predicate(v, q); });
  });
}

// The whole offer that an alive extent came by is alive, and in the same hands.
template <class D>
typename D::Bool offer_keeps_together(D& d, typename D::World& s, typename D::Extent e) {
  using Bool = typename D::Bool;
  using Index = typename D::Index;
  using Extent = typename D::Extent;
  const Index base = d.base(d.home(e));
  return base <= d.seq(e) && d.seq(e) < base + d.offered_of(e) &&
         s.numbered(d.tag(e), d.home(e), d.seq(e)) == e &&
         d.forall(base, base + d.offered_of(e), [&](Index v) -> Bool {
           const Extent f = s.numbered(d.tag(e), d.home(e), v);
           return s.alive(f) && d.whole(f) && d.tag(f) == d.tag(e) && d.home(f) == d.home(e) &&
                  d.seq(f) == v && d.offered_of(f) == d.offered_of(e) && s.use(f) == s.use(e) &&
                  (s.use(e) == 0 || s.owner(f) == s.owner(e));
         });
}

template <class D, class Give>
void invariants_of_holding(D& d, typename D::World& s, Give give) {
  using Bool = typename D::Bool;
  using Index = typename D::Index;
  using Device = typename D::Device;
  using Extent = typename D::Extent;
  give("ranges-point-back", "I1 I2", [&] {
    return every_range(d, s, [&](Device v, Index q) -> Bool {
      const Extent e = s.range(v, q);
      return s.alive(e) && s.use(e) == 1 && s.owner(e) == v && s.slot(e) == q;
    });
  });
  give("counted-is-held", "I2", [&] {
    return d.every([&](Extent e) -> Bool {
      const Device v = s.owner(e);
      return s.use(e) == 0 || (s.use(e) == 1 && s.alive(e) && s.there(v) && 0 <= s.slot(e) &&
                               s.slot(e) < s.count(v) && s.range(v, s.slot(e)) == e);
    });
  });
  give("mapped-is-held", "I2",
       [&] { return d.every([&](Extent e) -> Bool { return s.mapped(e) == (s.use(e) == 1); }); });
  give("held-as-it-stood", "I3", [&] {
    return d.template all<Device, Extent>([&](Device v, Extent e) -> Bool {
      return !s.there(v) || s.stood(v, e) == (s.use(e) == 1 && s.owner(e) == v);
    });
  });
  give("one-tag", "I3", [&] {
    return d.template all<Device, Extent, Extent>([&](Device v, Extent e, Extent f) -> Bool {
      return !(s.there(v) && s.stood(v, e) && s.stood(v, f)) || d.tag(e) == d.tag(f);
    });
  });
  give("own-region", "I3", [&] {
    return d.template all<Device, Extent>([&](Device v, Extent e) -> Bool {
      return !(s.there(v) && s.stood(v, e)) || d.home(e) == d.region_of(v);
    });
  });
  give("one-untagged", "I3", [&] {
    return d.template all<Device, Extent>([&](Device v, Extent e) -> Bool {
      return !(s.there(v) && s.stood(v, e) && d.is_null(d.tag(e))) || s.count(v) == 1;
    });
  });
}

template <class D, class Give>
void invariants_of_numbers(D& d, typename D::World& s, Give give) {
  using Bool = typename D::Bool;
  using Index = typename D::Index;
  using Device = typename D::Device;
  using Extent = typename D::Extent;
  give("offers-keep-together", "I5", [&] {
    return d.every([&](Extent e) -> Bool {
      return !(s.alive(e) && d.whole(e)) || offer_keeps_together(d, s, e);
    });
  });
  give("one-offer-a-tag", "I5", [&] {
    return d.template all<Extent, Extent>([&](Extent e, Extent f) -> Bool {
      return !(s.alive(e) && s.alive(f) && d.whole(e) && d.whole(f) && d.tag(e) == d.tag(f) &&
               d.home(e) == d.home(f)) ||
             d.offered_of(e) == d.offered_of(f);
    });
  });
  give("seq-order", "I6", [&] {
    return every_range(d, s, [&](Device v, Index q) -> Bool {
      const Extent e = s.range(v, q);
      return d.is_null(d.tag(e)) || d.seq(e) == d.base(d.region_of(v)) + q;
    });
  });
  give("offsets-add-up", "I6", [&] {
    return d.template all<Device>([&](Device v) -> Bool {
      return !s.there(v) || s.count(v) != 0 || s.size(v) == 0;
    }) && every_range(d, s, [&](Device v, Index q) -> Bool {
             const auto end = s.offset(v, q) + d.length(s.range(v, q));
             return (q != 0 || s.offset(v, q) == 0) && (q + 1 != s.count(v) || s.size(v) == end) &&
                    d.forall(0, s.count(v), [&](Index next) -> Bool {
                      return next != q + 1 || s.offset(v, next) == end;
                    });
           });
  });
}

// Where extents lie. What admission sees to, and all else leaves alone.
template <class D, class Give>
void invariants_of_space(D& d, typename D::World& s, Give give) {
  using Bool = typename D::Bool;
  using Extent = typename D::Extent;
  give("extents-inside", "M4 M6", [&] {
    return d.every([&](Extent e) -> Bool { return !s.alive(e) || lies_in(d, e, d.home(e)); });
  });
  give("extents-apart", "M4 M6", [&] {
    return d.template all<Extent, Extent>([&](Extent e, Extent f) -> Bool {
      return !(s.alive(e) && s.alive(f) && d.home(e) == d.home(f)) || e == f || apart(d, e, f);
    });
  });
}

// Calls give(name, clauses, statement) for each.
template <class D, class Give>
void invariants(D& d, typename D::World& s, Give give) {
  invariants_of_holding(d, s, give);
  invariants_of_numbers(d, s, give);
}

// What the contract says, where the invariants hold.
template <class D, class Give>
void theorems(D& d, typename D::World& s, Give give) {
  using Bool = typename D::Bool;
  using Index = typename D::Index;
  using Device = typename D::Device;
  using Extent = typename D::Extent;
  give("I1", "I1: no extent is in two devices, nor twice in one", [&] {
    return every_range(d, s, [&](Device v, Index q) -> Bool {
      return every_range(d, s, [&](Device w, Index p) -> Bool {
        return s.range(v, q) != s.range(w, p) || (v == w && q == p);
      });
    });
  });
  auto is_place_of = [&](Device v, Index q, Extent e) -> Bool {
    return s.there(v) && 0 <= q && q < s.count(v) && s.range(v, q) == e;
  };
  give("I2", "I2: a use count is 1 where one device holds the extent, and it is mapped, else 0",
       [&] {
         return d.every([&](Extent e) -> Bool {
           const Device v = s.owner(e);
           const Index q = s.slot(e);
           const Bool held =
               is_place_of(v, q, e) && every_range(d, s, [&](Device w, Index p) -> Bool {
                 return s.range(w, p) != e || (w == v && p == q);
               });
           const Bool free =
               every_range(d, s, [&](Device w, Index p) -> Bool { return s.range(w, p) != e; });
           return (s.use(e) == 1 && s.mapped(e) && held) || (s.use(e) == 0 && !s.mapped(e) && free);
         });
       });
  give("I3", "I3: a device holds nothing, one untagged extent, or a group as it stood, of one tag",
       [&] {
         return every_range(d, s,
                            [&](Device v, Index q) -> Bool {
                              const Extent e = s.range(v, q);
                              return s.stood(v, e) && d.home(e) == d.region_of(v) &&
                                     (!d.is_null(d.tag(e)) || s.count(v) == 1) &&
                                     d.forall(0, s.count(v), [&](Index p) -> Bool {
                                       return d.tag(s.range(v, p)) == d.tag(e);
                                     });
                            }) &&
                d.template all<Device, Extent>([&](Device v, Extent e) -> Bool {
                  return !(s.there(v) && s.stood(v, e)) || is_place_of(v, s.slot(e), e);
                });
       });
}

}  // namespace claimcheck::smt::spec
