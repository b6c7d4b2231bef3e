// SPDX-License-Identifier: MIT
#pragma once

#include "smt/specifications/lock_spec.hpp"

// What every step of lock_spec.hpp keeps, in the manner of Owicki and Gries: one invariant over
// the state of all threads. What C2 and C3 say of locks follows from it.

namespace claimcheck::smt::spec {

template <class D>
typename D::Bool stands(Net<D>& s, typename D::Thread t, std::initializer_list<Standing> places) {
  typename D::Bool any = false;
  for (const Standing place : places) any = any || s.pc[t] == place;
  return any;
}

// A thread with the lock of a group.
template <class D>
typename D::Bool stands_in_group(Net<D>& s, typename D::Thread t) {
  return stands(s, t, {in_group, carving, undoing});
}

// A thread that holds region-lock for read.
template <class D>
typename D::Bool shares(Net<D>& s, typename D::Thread t) {
  return stands(s, t, {in_region, on_device, counting}) || stands_in_group(s, t);
}

// The device is being changed, by whom holds its lock.
template <class D>
typename D::Bool in_the_making(Net<D>& s, typename D::Device v) {
  const typename D::Thread w = s.device_writer[v];
  return s.device_taken[v] && stands(s, w, {carving, undoing}) && s.device[w] == v;
}

template <class D, class Give>
void invariants_of_locks(D& d, Net<D>& s, Give give) {
  using Bool = typename D::Bool;
  using Thread = typename D::Thread;
  using Region = typename D::Region;
  using Device = typename D::Device;
  give("region-writer", [&] {
    return d.template all<Thread>([&](Thread t) -> Bool {
      const Region r = s.region[t];
      return !stands(s, t, {governing, editing}) || (s.region_taken[r] && s.region_writer[r] == t);
    });
  });
  give("table-writer", [&] {
    return d.template all<Thread>([&](Thread t) -> Bool {
      const Region r = s.region[t];
      return !stands(s, t, {editing}) || (s.table_taken[r] && s.table_writer[r] == t);
    });
  });
  give("device-writer", [&] {
    return d.template all<Thread>([&](Thread t) -> Bool {
      const Device v = s.device[t];
      return !(stands(s, t, {on_device, binding}) || stands_in_group(s, t)) ||
             (s.device_taken[v] && s.device_writer[v] == t);
    });
  });
  give("group-writer", [&] {
    return d.template all<Thread>([&](Thread t) -> Bool {
      const typename D::Lock lock = s.group[t];
      return !stands_in_group(s, t) || (lock == d.guard(s.region[t], s.asked[t]) &&
                                        s.group_taken[lock] && s.group_writer[lock] == t);
    });
  });
  give("no-reader-beside-a-writer", [&] {
    return d.template all<Thread, Region>([&](Thread t, Region r) -> Bool {
      return (!s.region_read(t, r) || !s.region_taken[r]) &&
             (!s.table_read(t, r) || !s.table_taken[r]);
    }) && d.template all<Thread, Device>([&](Thread t, Device v) -> Bool {
      return !s.device_read(t, v) || !s.device_taken[v];
    });
  });
  give("readers-hold", [&] {
    return d.template all<Thread>([&](Thread t) -> Bool {
      return (!shares(s, t) || s.region_read(t, s.region[t])) &&
             (!stands(s, t, {at_table, reading, binding}) || s.table_read(t, s.region[t])) &&
             (!stands(s, t, {reading}) || s.device_read(t, s.device[t]));
    });
  });
}

// A lock is held by a thread that stands where it holds it.
template <class D, class Give>
void invariants_of_holders(D& d, Net<D>& s, Give give) {
  using Bool = typename D::Bool;
  using Thread = typename D::Thread;
  using Region = typename D::Region;
  using Device = typename D::Device;
  give("no-lock-is-left-behind", [&] {
    return d.template all<Thread, Region>([&](Thread t, Region r) -> Bool {
      return (!s.region_read(t, r) || (shares(s, t) && s.region[t] == r)) &&
             (!s.table_read(t, r) ||
              (stands(s, t, {at_table, reading, binding}) && s.region[t] == r));
    }) && d.template all<Thread, Device>([&](Thread t, Device v) -> Bool {
      return !s.device_read(t, v) || (stands(s, t, {reading}) && s.device[t] == v);
    }) && d.template all<Region>([&](Region r) -> Bool {
      const Thread w = s.region_writer[r];
      return !s.region_taken[r] || (stands(s, w, {governing, editing}) && s.region[w] == r);
    }) && d.template all<typename D::Lock>([&](typename D::Lock lock) -> Bool {
      const Thread w = s.group_writer[lock];
      return !s.group_taken[lock] || (stands_in_group(s, w) && s.group[w] == lock);
    });
  });
  give("none-of-a-table-or-device", [&] {
    return d.template all<Region>([&](Region r) -> Bool {
      const Thread w = s.table_writer[r];
      return !s.table_taken[r] || (stands(s, w, {editing}) && s.region[w] == r);
    }) && d.template all<Device>([&](Device v) -> Bool {
      const Thread w = s.device_writer[v];
      return !s.device_taken[v] ||
             ((stands(s, w, {on_device, binding}) || stands_in_group(s, w)) && s.device[w] == v);
    });
  });
}

template <class D, class Give>
void invariants_of_groups(D& d, Net<D>& s, Give give) {
  using Bool = typename D::Bool;
  using Thread = typename D::Thread;
  using Device = typename D::Device;
  using Extent = typename D::Extent;
  give("works-on-what-is-there", [&] {
    return d.template all<Thread>([&](Thread t) -> Bool {
      return !(stands(s, t, {on_device, reading, binding}) || stands_in_group(s, t)) ||
             (s.there[s.device[t]] && d.region_of(s.device[t]) == s.region[t]);
    });
  });
  give("settled-or-in-the-making", [&] {
    return d.template all<Device, Extent>([&](Device v, Extent e) -> Bool {
      return s.has(v, e) == s.stood(v, e) || in_the_making(s, v);
    });
  });
  give("carved-of-the-group", [&] {
    return d.template all<Thread, Extent>([&](Thread t, Extent e) -> Bool {
      const Device v = s.device[t];
      return !stands(s, t, {carving}) || !s.has(v, e) || s.stood(v, e);
    });
  });
  give("rest-of-the-group-is-free", [&] {
    return d.template all<Thread, Extent>([&](Thread t, Extent e) -> Bool {
      const Device v = s.device[t];
      return !stands(s, t, {carving}) || !s.stood(v, e) || s.has(v, e) ||
             (s.use[e] == 0 && s.alive[e] && d.home(e) == d.region_of(v));
    });
  });
  give("carves-what-it-asked-for", [&] {
    return d.template all<Thread, Extent>([&](Thread t, Extent e) -> Bool {
      const Device v = s.device[t];
      return !stands(s, t, {carving}) ||
             (s.claimed[v] == s.asked[t] && s.stood(v, e) == s.taken(v, e) && !s.summed(v, e) &&
              (!s.stood(v, e) || (d.tag(e) == s.asked[t] && d.home(e) == d.region_of(v))));
    });
  });
  give("asks-for-what-it-holds", [&] {
    return d.template all<Thread, Extent>([&](Thread t, Extent e) -> Bool {
      const Device v = s.device[t];
      return !stands_in_group(s, t) || !s.has(v, e) || s.claimed[v] == s.asked[t];
    });
  });
  give("summed-or-in-the-making", [&] {
    return d.template all<Device, Extent>([&](Device v, Extent e) -> Bool {
      return s.summed(v, e) == s.stood(v, e) || in_the_making(s, v);
    });
  });
  give("summed-whole-or-not-at-all", [&] {
    return d.template all<Device, Extent, Extent>([&](Device v, Extent e, Extent f) -> Bool {
      return !s.summed(v, e) || (s.taken(v, e) && (!s.taken(v, f) || s.summed(v, f)));
    });
  });
  give("undone-to-nothing", [&] {
    return d.template all<Thread, Extent>([&](Thread t, Extent e) -> Bool {
      return !stands(s, t, {undoing}) || !s.stood(s.device[t], e);
    });
  });
  give("held-is-counted", [&] {
    return d.template all<Device, Extent>([&](Device v, Extent e) -> Bool {
      return !s.has(v, e) || (s.use[e] == 1 && s.owner[e] == v && s.alive[e] && s.there[v] &&
                              d.home(e) == d.region_of(v) && d.tag(e) == s.claimed[v]);
    });
  });
  give("counted-is-held", [&] {
    return d.template all<Extent>(
        [&](Extent e) -> Bool { return s.use[e] == 0 || (s.use[e] == 1 && s.has(s.owner[e], e)); });
  });
}

// Calls give(name, statement) for each.
template <class D, class Give>
void lock_invariants(D& d, Net<D>& s, Give give) {
  invariants_of_locks(d, s, give);
  invariants_of_holders(d, s, give);
  invariants_of_groups(d, s, give);
}

template <class D>
typename D::Bool nobody_began(D& d, Net<D>& s) {
  using Bool = typename D::Bool;
  using Thread = typename D::Thread;
  using Region = typename D::Region;
  using Device = typename D::Device;
  using Extent = typename D::Extent;
  return d.template all<Thread, Region, Device>([&](Thread t, Region r, Device v) -> Bool {
    return s.pc[t] == idle && !s.region_taken[r] && !s.table_taken[r] && !s.device_taken[v] &&
           !s.region_read(t, r) && !s.table_read(t, r) && !s.device_read(t, v);
  }) && d.template all<typename D::Lock>([&](typename D::Lock lock) -> Bool {
    return !s.group_taken[lock];
  }) && d.template all<Device, Extent>([&](Device v, Extent e) -> Bool {
    return !s.has(v, e) && !s.stood(v, e) && !s.summed(v, e) && s.use[e] == 0;
  });
}

template <class D, class Give>
void lock_theorems(D& d, Net<D>& s, Give give) {
  using Bool = typename D::Bool;
  using Thread = typename D::Thread;
  using Device = typename D::Device;
  using Extent = typename D::Extent;
  give("one-writer", "mutual exclusion: what comes and goes in a region meets nobody else there",
       [&] {
         return d.template all<Thread, Thread>([&](Thread t, Thread u) -> Bool {
           auto governs = [&](Thread w) { return stands(s, w, {governing, editing}); };
           return !(governs(t) && (governs(u) || shares(s, u)) && s.region[t] == s.region[u]) ||
                  t == u;
         });
       });
  give("one-in-a-group", "mutual exclusion: two that ask for one group are one", [&] {
    return d.template all<Thread, Thread>([&](Thread t, Thread u) -> Bool {
      return !(stands_in_group(s, t) && stands_in_group(s, u) && s.region[t] == s.region[u] &&
               s.asked[t] == s.asked[u]) ||
             t == u;
    });
  });
  give("touched-under-its-lock", "an extent changes hands under the lock of its group", [&] {
    return d.template all<Thread, Extent>([&](Thread t, Extent e) -> Bool {
      const Device v = s.device[t];
      const typename D::Lock lock = d.guard(d.home(e), d.tag(e));
      return !((stands(s, t, {carving}) && s.stood(v, e)) ||
               (stands(s, t, {undoing}) && s.has(v, e))) ||
             (s.group_taken[lock] && s.group_writer[lock] == t);
    });
  });
  give("one-on-a-device", "mutual exclusion: while one changes a device nobody else is on it", [&] {
    return d.template all<Thread, Thread>([&](Thread t, Thread u) -> Bool {
      auto writes = [&](Thread w) { return stands(s, w, {on_device}) || stands_in_group(s, w); };
      return !(writes(t) && (writes(u) || stands(s, u, {reading, binding})) &&
               s.device[t] == s.device[u]) ||
             t == u;
    });
  });
  give("no-torn-group", "a reader of a device sees a whole group or none", [&] {
    return d.template all<Thread, Extent>([&](Thread t, Extent e) -> Bool {
      const Device v = s.device[t];
      return !stands(s, t, {reading}) || s.has(v, e) == s.stood(v, e);
    });
  });
  give("no-torn-sum", "the kept sum of free bytes leaves out a whole group or nothing of it", [&] {
    return d.template all<Device, Extent, Extent>([&](Device v, Extent e, Extent f) -> Bool {
      return !(s.summed(v, e) && s.taken(v, f)) || s.summed(v, f);
    });
  });
  give("no-lost-rollback", "where nobody is at work every device is whole and all is counted", [&] {
    auto at_rest = d.template all<Thread>([&](Thread t) -> Bool {
      return !stands(s, t, {carving, undoing});
    });
    return !at_rest || d.template all<Device, Extent>([&](Device v, Extent e) -> Bool {
      return s.has(v, e) == s.stood(v, e) && s.summed(v, e) == s.has(v, e) &&
             (!s.has(v, e) || s.use[e] == 1) && (s.use[e] == 0 || s.has(s.owner[e], e));
    });
  });
}

}  // namespace claimcheck::smt::spec
