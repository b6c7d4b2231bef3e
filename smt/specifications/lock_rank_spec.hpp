// SPDX-License-Identifier: MIT
#pragma once

#include "smt/specifications/lock_invariant_spec.hpp"

// Why no threads wait for each other for good: locks have ranks (region-lock 1, device-table 2,
// device-lock 3, the lock of a group 4), and a thread takes only what ranks above all that it
// holds. And what becomes of those that race for one group or one device.

namespace claimcheck::smt::spec {

// Where a thread stands that may take a lock of this rank: it holds none of that rank or above.
template <class D>
typename D::Bool ranks_below(Net<D>& s, typename D::Thread t, int rank) {
  typename D::Bool below = stands(s, t, {idle});
  if (rank > 1) below = below || stands(s, t, {in_region, counting, governing});
  if (rank > 2) below = below || stands(s, t, {at_table, editing});
  if (rank > 3) below = below || stands(s, t, {on_device, reading, binding});
  return below;
}

// For read or write.
template <class D>
typename D::Bool holds_region(Net<D>& s, typename D::Thread t, typename D::Region r) {
  return s.region_read(t, r) || (s.region_taken[r] && s.region_writer[r] == t);
}
template <class D>
typename D::Bool holds_table(Net<D>& s, typename D::Thread t, typename D::Region r) {
  return s.table_read(t, r) || (s.table_taken[r] && s.table_writer[r] == t);
}
template <class D>
typename D::Bool holds_device(Net<D>& s, typename D::Thread t, typename D::Device v) {
  return s.device_read(t, v) || (s.device_taken[v] && s.device_writer[v] == t);
}
template <class D>
typename D::Bool holds_group(Net<D>& s, typename D::Thread t, typename D::Lock lock) {
  return s.group_taken[lock] && s.group_writer[lock] == t;
}

// One may wait for another that holds a lock which it may take.
template <class D>
typename D::Bool may_wait(D& d, Net<D>& s, typename D::Thread t, typename D::Thread u) {
  using Bool = typename D::Bool;
  using Region = typename D::Region;
  using Device = typename D::Device;
  using Lock = typename D::Lock;
  return !d.template all<Region, Device, Lock>([&](Region r, Device v, Lock lock) -> Bool {
    return !((ranks_below(s, t, 1) && holds_region(s, u, r)) ||
             (ranks_below(s, t, 2) && holds_table(s, u, r)) ||
             (ranks_below(s, t, 3) && holds_device(s, u, v)) ||
             (ranks_below(s, t, 4) && holds_group(s, u, lock)));
  });
}

template <class D, class Give>
void rank_theorems(D& d, Net<D>& s, Give give) {
  using Bool = typename D::Bool;
  using Thread = typename D::Thread;
  // There are four ranks, and who waits ranks below whom it waits for. A circle of any number of
  // threads, gone round often enough, is a chain of six.
  give("no-deadlock", "no six threads wait each for the next, so none wait in a circle", [&] {
    return d.template all<Thread, Thread, Thread, Thread, Thread, Thread>(
        [&](Thread a, Thread b, Thread c, Thread e, Thread f, Thread g) -> Bool {
          return !(may_wait(d, s, a, b) && may_wait(d, s, b, c) && may_wait(d, s, c, e) &&
                   may_wait(d, s, e, f) && may_wait(d, s, f, g));
        });
  });
}

template <class D, class Give>
void race_theorems(D& d, Net<D>& s, Give give) {
  using Bool = typename D::Bool;
  using Thread = typename D::Thread;
  using Device = typename D::Device;
  using Extent = typename D::Extent;
  // Of those that race for a tag.
  give("one-winner", "an extent is in the group of one claim at most", [&] {
    return d.template all<Device, Device, Extent>([&](Device v, Device w, Extent e) -> Bool {
      return !(s.stood(v, e) && s.stood(w, e)) || v == w;
    });
  });
  give("the-first-finds-all",
       "who asks for a group of which nobody has claimed a member finds "
       "all of it free",
       [&] {
         return d.template all<Thread, Extent>([&](Thread t, Extent e) -> Bool {
           return !(stands_in_group(s, t) && d.tag(e) == s.asked[t] && d.home(e) == s.region[t]) ||
                  s.stood(s.owner[e], e) || s.use[e] == 0 || s.owner[e] == s.device[t];
         });
       });
  give("the-rest-find-none", "who asks for a group that another has claimed finds none of it free",
       [&] {
         return d.template all<Thread, Device, Extent, Extent>([&](Thread t, Device v, Extent e,
                                                                   Extent f) -> Bool {
           return !(stands_in_group(s, t) && v != s.device[t] && s.stood(v, e) &&
                    s.claimed[v] == s.asked[t] && d.region_of(v) == s.region[t] && s.taken(v, f)) ||
                  s.use[f] == 1;
         });
       });
  // Of those that write to a device.
  give("finds-the-device-whole", "who comes to a device finds a whole group on it, or none", [&] {
    return d.template all<Thread, Extent>([&](Thread t, Extent e) -> Bool {
      const Device v = s.device[t];
      return !stands(s, t, {on_device, in_group, binding}) || s.has(v, e) == s.stood(v, e);
    });
  });
}

}  // namespace claimcheck::smt::spec
