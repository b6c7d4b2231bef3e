// SPDX-License-Identifier: MIT
#pragma once

#include "smt/specifications/lock_rank_spec.hpp"

// What may be said of two states, one step of one thread apart: what a lock guards is changed by
// the thread that holds it, and by nobody else. That it holds it is said in terms of the locks: of
// where the thread stands nothing follows here.

namespace claimcheck::smt::spec {

// For write, by this thread.
template <class D>
typename D::Bool has_region(Net<D>& s, typename D::Thread t, typename D::Region r) {
  return s.region_taken[r] && s.region_writer[r] == t;
}
template <class D>
typename D::Bool has_table(Net<D>& s, typename D::Thread t, typename D::Region r) {
  return s.table_taken[r] && s.table_writer[r] == t;
}
template <class D>
typename D::Bool has_device(Net<D>& s, typename D::Thread t, typename D::Device v) {
  return s.device_taken[v] && s.device_writer[v] == t;
}
template <class D>
typename D::Bool has_group(Net<D>& s, typename D::Thread t, typename D::Lock lock) {
  return s.group_taken[lock] && s.group_writer[lock] == t;
}

// A lock is as it was, or its new holder takes it where nobody had it, or its holder lets it go.
template <class Bool, class Thread>
Bool changes_hands(const Thread& mover, const Bool& taken, const Thread& writer,
                   const Bool& taken_then, const Thread& writer_then) {
  return (taken == taken_then && writer == writer_then) || (!taken && writer_then == mover) ||
         (writer == mover && writer_then == mover && !taken_then);
}

template <class D, class Give>
void changes_of_locks(D& d, Net<D>& s, Net<D>& then, typename D::Thread t, Give give) {
  using Bool = typename D::Bool;
  using Thread = typename D::Thread;
  using Region = typename D::Region;
  using Device = typename D::Device;
  give("moves-itself", "a step moves no other thread", [&] {
    return d.template all<Thread>([&](Thread u) -> Bool {
      return u == t || (s.pc[u] == then.pc[u] && s.region[u] == then.region[u] &&
                        s.device[u] == then.device[u] && s.group[u] == then.group[u] &&
                        s.asked[u] == then.asked[u]);
    });
  });
  give("reads-for-itself", "a thread takes no lock for read for another, nor lets one go", [&] {
    return d.template all<Thread, Region>([&](Thread u, Region r) -> Bool {
      return u == t || (s.region_read(u, r) == then.region_read(u, r) &&
                        s.table_read(u, r) == then.table_read(u, r));
    }) && d.template all<Thread, Device>([&](Thread u, Device v) -> Bool {
      return u == t || s.device_read(u, v) == then.device_read(u, v);
    });
  });
  give("region-changes-hands", "a region's lock is taken where it is free, let go by its holder",
       [&] {
         return d.template all<Region>([&](Region r) -> Bool {
           return changes_hands<Bool, Thread>(t, s.region_taken[r], s.region_writer[r],
                                              then.region_taken[r], then.region_writer[r]) &&
                  changes_hands<Bool, Thread>(t, s.table_taken[r], s.table_writer[r],
                                              then.table_taken[r], then.table_writer[r]);
         });
       });
  give("device-changes-hands", "a device's lock is taken where it is free, let go by its holder",
       [&] {
         return d.template all<Device>([&](Device v) -> Bool {
           return changes_hands<Bool, Thread>(t, s.device_taken[v], s.device_writer[v],
                                              then.device_taken[v], then.device_writer[v]);
         });
       });
  give("group-changes-hands", "a group's lock is taken where it is free, let go by its holder",
       [&] {
         return d.template all<typename D::Lock>([&](typename D::Lock lock) -> Bool {
           return changes_hands<Bool, Thread>(t, s.group_taken[lock], s.group_writer[lock],
                                              then.group_taken[lock], then.group_writer[lock]);
         });
       });
}

template <class D, class Give>
void changes_of_guarded(D& d, Net<D>& s, Net<D>& then, typename D::Thread t, Give give) {
  using Bool = typename D::Bool;
  using Device = typename D::Device;
  using Extent = typename D::Extent;
  give("extents-under-region-lock", "an extent comes or goes under the lock of its region", [&] {
    return d.template all<Extent>([&](Extent e) -> Bool {
      return s.alive[e] == then.alive[e] || has_region(s, t, d.home(e));
    });
  });
  give("devices-under-table-lock", "a device comes or goes under its region's locks", [&] {
    return d.template all<Device>([&](Device v) -> Bool {
      return s.there[v] == then.there[v] ||
             (has_region(s, t, d.region_of(v)) && has_table(s, t, d.region_of(v)));
    });
  });
  give("counts-under-group-lock", "an extent changes hands under its region's and group's locks",
       [&] {
         return d.template all<Extent>([&](Extent e) -> Bool {
           return (s.use[e] == then.use[e] && s.owner[e] == then.owner[e]) ||
                  (s.region_read(t, d.home(e)) && has_group(s, t, d.guard(d.home(e), d.tag(e))));
         });
       });
  give("ranges-under-device-lock", "a device's ranges change under its lock", [&] {
    return d.template all<Device, Extent>([&](Device v, Extent e) -> Bool {
      return (s.has(v, e) == then.has(v, e) && s.stood(v, e) == then.stood(v, e) &&
              s.taken(v, e) == then.taken(v, e)) ||
             has_device(s, t, v);
    }) && d.template all<Device>([&](Device v) -> Bool {
      return s.claimed[v] == then.claimed[v] || has_device(s, t, v);
    });
  });
  give("sum-under-device-lock", "the kept sum changes by what the holder of a device's lock moves",
       [&] {
         return d.template all<Device, Extent>([&](Device v, Extent e) -> Bool {
           return s.summed(v, e) == then.summed(v, e) ||
                  (has_device(s, t, v) && s.region_read(t, d.region_of(v)));
         });
       });
}

// In the order of the locks' ranks (lock_rank_spec.hpp): what a thread takes, for read or write.
template <class D, class Give>
void changes_of_rank(D& d, Net<D>& s, Net<D>& then, typename D::Thread t, Give give) {
  using Bool = typename D::Bool;
  using Region = typename D::Region;
  using Device = typename D::Device;
  using Lock = typename D::Lock;
  give("takes-upwards", "a lock is taken by one who holds none of its rank or above", [&] {
    return d.template all<Region>([&](Region r) -> Bool {
      return (!holds_region(then, t, r) || holds_region(s, t, r) || ranks_below(s, t, 1)) &&
             (!holds_table(then, t, r) || holds_table(s, t, r) || ranks_below(s, t, 2));
    }) && d.template all<Device>([&](Device v) -> Bool {
      return !holds_device(then, t, v) || holds_device(s, t, v) || ranks_below(s, t, 3);
    }) && d.template all<Lock>([&](Lock lock) -> Bool {
      return !holds_group(then, t, lock) || holds_group(s, t, lock) || ranks_below(s, t, 4);
    });
  });
}

// Calls give(name, sentence, statement) for each, of a step of thread t from s to then.
template <class D, class Give>
void lock_changes(D& d, Net<D>& s, Net<D>& then, typename D::Thread t, Give give) {
  changes_of_locks(d, s, then, t, give);
  changes_of_guarded(d, s, then, t, give);
  changes_of_rank(d, s, then, t, give);
}

}  // namespace claimcheck::smt::spec
