// SPDX-License-Identifier: MIT
#pragma once

#include "smt/specifications/invariant_spec.hpp"
#include "smt/specifications/sum_spec.hpp"

// I4 of any state where the invariants hold: the bytes of one region, counted by extents and by
// devices. Free, held and all bytes are sums over the extents, claimed bytes a sum over the
// devices; the two ways to count what is held are led into each other range by range, then device
// by device.

namespace claimcheck::smt::spec {

template <class D>
typename D::Bool is_here(D& d, typename D::World& s, typename D::Extent e) {
  return s.alive(e) && d.home(e) == d.the_region();
}

template <class D>
typename D::Index bytes_if(D& d, const typename D::Bool& counts, const typename D::Index& bytes) {
  return d.either_of(counts, bytes, typename D::Index(0));
}

template <class D>
Summed<typename D::Index> all_bytes(D& d, typename D::World& s) {
  using Index = typename D::Index;
  return {[&](Index i) { return bytes_if(d, is_here(d, s, d.extent(i)), d.length(d.extent(i))); },
          [&](Index k) { return d.all_before(k); }};
}

template <class D>
Summed<typename D::Index> free_bytes(D& d, typename D::World& s) {
  using Index = typename D::Index;
  return {[&](Index i) {
            const auto e = d.extent(i);
            return bytes_if(d, is_here(d, s, e) && s.use(e) == 0, d.length(e));
          },
          [&](Index k) { return d.free_before(k); }};
}

// Of the extents in the first q ranges of device j.
template <class D>
Summed<typename D::Index> range_bytes(D& d, typename D::World& s, typename D::Index j,
                                      typename D::Index q) {
  using Index = typename D::Index;
  return {[&d, &s, j, q](Index i) {
            const auto e = d.extent(i);
            return bytes_if(
                d, is_here(d, s, e) && s.use(e) != 0 && s.owner(e) == d.device(j) && s.slot(e) < q,
                d.length(e));
          },
          [&d, j, q](Index k) { return d.in_ranges_before(j, q, k); }};
}

// Of the extents that the first j devices own.
template <class D>
Summed<typename D::Index> owned_bytes(D& d, typename D::World& s, typename D::Index j) {
  using Index = typename D::Index;
  return {[&d, &s, j](Index i) {
            const auto e = d.extent(i);
            return bytes_if(d, is_here(d, s, e) && s.use(e) != 0 && d.device_at(s.owner(e)) < j,
                            d.length(e));
          },
          [&d, j](Index k) { return d.owned_before(j, k); }};
}

template <class D>
typename D::Bool has_device(D& d, typename D::World& s, typename D::Index j) {
  return s.there(d.device(j)) && d.region_of(d.device(j)) == d.the_region();
}

template <class D>
Summed<typename D::Index> claimed_bytes(D& d, typename D::World& s) {
  using Index = typename D::Index;
  return {[&](Index j) { return bytes_if(d, has_device(d, s, j), Index(s.size(d.device(j)))); },
          [&](Index j) { return d.claimed_before(j); }};
}

// ---- Range by range.

// The ranges of device j, where it is in the region, are as many bytes as its size says.
template <class D>
typename D::Bool ranges_are_size(D& d, typename D::World& s, typename D::Index j) {
  const auto v = d.device(j);
  return !has_device(d, s, j) ||
         range_bytes(d, s, j, typename D::Index(s.count(v))).before(d.extents()) == s.size(v);
}

// What is in a range of device j, where it is in the region, is an extent there, and listed.
template <class D>
typename D::Bool ranges_are_listed(D& d, typename D::World& s, typename D::Index j) {
  using Index = typename D::Index;
  const auto v = d.device(j);
  return !has_device(d, s, j) || d.forall(0, s.count(v), [&](Index q) -> typename D::Bool {
    const auto e = s.range(v, q);
    const Index spot = d.listed_at(e);
    return s.stood(v, e) && 0 <= spot && spot < d.extents() && d.extent(spot) == e &&
           is_here(d, s, e) && s.use(e) == 1 && s.owner(e) == v && s.slot(e) == q;
  });
}

// Without a word of sums, beside which solvers take long to find it; so is find_owners().
template <class D>
void list_ranges(D& d, typename D::World& s) {
  d.ensures("listed: what is in a range is an extent of the region, and listed",
            [&] { return ranges_are_listed(d, s, d.the_place()); });
}

template <class D>
void count_ranges(D& d, typename D::World& s) {
  using Index = typename D::Index;
  using Bool = typename D::Bool;
  const Index j = d.the_place();
  const auto v = d.device(j);
  const Index count = s.count(v);
  const auto no_range = range_bytes(d, s, j, Index(0));
  d.require("a device of the region",
            [&] { return 0 <= j && j < d.devices() && has_device(d, s, j); });
  d.use_lemma("accounts.listed", [&] { return ranges_are_listed(d, s, j); });
  d.apply_lemma(
      "lemma.sum_of_zeros",
      [&] { return is_sum(d, d.extents(), no_range) && are_zeros(d, d.extents(), no_range); },
      [&] { return no_range.before(d.extents()) == 0; });
  auto with_range = [&](auto says) {
    return d.forall(0, count, [&](Index q) -> Bool {
      return says(d.listed_at(s.range(v, q)), range_bytes(d, s, j, q), range_bytes(d, s, j, q + 1));
    });
  };
  d.apply_lemma(
      "lemma.one_point",
      [&] {
        return with_range(
            [&](Index spot, auto f, auto g) { return differ_only_at(d, d.extents(), spot, f, g); });
      },
      [&] {
        return with_range(
            [&](Index spot, auto f, auto g) { return sums_differ_by(d.extents(), spot, f, g); });
      });
  d.ensures("one-more: each range adds the bytes of its extent", [&] {
    return d.forall(0, count, [&](Index q) -> Bool {
      return range_bytes(d, s, j, q + 1).before(d.extents()) ==
             range_bytes(d, s, j, q).before(d.extents()) + d.length(s.range(v, q));
    });
  });
  d.induction("ranges", count, [&](Index q) {
    return 0 <= q && q <= count &&
           range_bytes(d, s, j, q).before(d.extents()) ==
               d.either_of(q == count, Index(s.size(v)), Index(s.offset(v, q)));
  });
  d.ensures("size: the ranges of a device are as many bytes as its size says",
            [&] { return ranges_are_size(d, s, j); });
}

// ---- Device by device.

template <class D>
typename D::Bool owned_are_claimed(D& d, typename D::Index j) {
  return d.owned_before(j, d.extents()) == d.claimed_before(j);
}

template <class D>
typename D::Bool used_are_owned(D& d, typename D::World& s) {
  using Index = typename D::Index;
  return d.forall(0, d.extents(), [&](Index i) -> typename D::Bool {
    const auto e = d.extent(i);
    const Index j = d.device_at(s.owner(e));
    return !(is_here(d, s, e) && s.use(e) != 0) ||
           (0 <= j && j < d.devices() && d.device(j) == s.owner(e) && s.stood(s.owner(e), e) &&
            has_device(d, s, j));
  });
}

template <class D>
void find_owners(D& d, typename D::World& s) {
  d.ensures("owners: what is in use is owned by a device of its region",
            [&] { return used_are_owned(d, s); });
}

template <class D>
void count_devices(D& d, typename D::World& s) {
  using Index = typename D::Index;
  using Bool = typename D::Bool;
  const Index n = d.devices();
  auto of_device = [&](Index j) { return range_bytes(d, s, j, Index(s.count(d.device(j)))); };
  d.use_lemma("accounts.owners", [&] { return used_are_owned(d, s); });
  d.use_lemma("accounts.ranges", [&] {
    return d.forall(0, n, [&](Index j) -> Bool { return ranges_are_size(d, s, j); });
  });
  auto none_owned = owned_bytes(d, s, Index(0));
  d.apply_lemma(
      "lemma.sum_of_zeros",
      [&] { return is_sum(d, d.extents(), none_owned) && are_zeros(d, d.extents(), none_owned); },
      [&] { return none_owned.before(d.extents()) == 0; });
  d.apply_lemma(
      "lemma.sum_of_zeros",
      [&] {
        return d.forall(0, n, [&](Index j) -> Bool {
          return is_sum(d, d.extents(), of_device(j));
        }) && d.forall(0, n, [&](Index j) -> Bool {
          return has_device(d, s, j) || are_zeros(d, d.extents(), of_device(j));
        });
      },
      [&] {
        return d.forall(0, n, [&](Index j) -> Bool {
          return has_device(d, s, j) || of_device(j).before(d.extents()) == 0;
        });
      });
  d.apply_lemma(
      "lemma.sum_of_sums",
      [&] {
        return is_sum(d, n, claimed_bytes(d, s)) && d.forall(0, n, [&](Index j) -> Bool {
          return are_added(d, d.extents(), owned_bytes(d, s, j), of_device(j),
                           owned_bytes(d, s, j + 1));
        });
      },
      [&] {
        return d.forall(0, n, [&](Index j) -> Bool {
          return sums_are_added(d.extents(), owned_bytes(d, s, j), of_device(j),
                                owned_bytes(d, s, j + 1));
        });
      });
  d.induction("devices", n, [&](Index j) { return 0 <= j && j <= n && owned_are_claimed(d, j); });
  d.ensures("claimed: what devices own are as many bytes as their sizes say",
            [&] { return owned_are_claimed(d, n); });
}

// ---- The region.

template <class D>
void count_region(D& d, typename D::World& s) {
  const auto free = free_bytes(d, s), owned = owned_bytes(d, s, d.devices()), all = all_bytes(d, s);
  d.use_lemma("accounts.devices", [&] { return owned_are_claimed(d, d.devices()); });
  d.apply_lemma(
      "lemma.sum_of_sums", [&] { return are_added(d, d.extents(), free, owned, all); },
      [&] { return sums_are_added(d.extents(), free, owned, all); });
  d.ensures("I4: the sizes of a region's devices and its free bytes are all its bytes", [&] {
    return d.claimed_before(d.devices()) + d.free_before(d.extents()) == d.all_before(d.extents());
  });
}

}  // namespace claimcheck::smt::spec
