// SPDX-License-Identifier: MIT
#pragma once

#include "smt/proofs/lock_state.hpp"

// How threads share a host: the atomic steps of the indexed engine (impl/indexed/locks.hpp has
// the same locks in the same order), for any number of threads, regions, devices and extents.
//
// A write of uuid or size takes region-lock for read, device-lock for write and, for write, the
// lock of the group that is asked for or held; it carves or undoes extent by extent, changes the
// kept sum of free bytes in one step, and gives the locks back. A read of a device takes
// device-table and device-lock for read, a binding device-table for read and device-lock for write,
// a look at the free bytes region-lock for read. What comes and goes in a region takes region-lock
// for write, create and delete device-table too. Untagged extents count as a group here, all but
// one of which a claim leaves alone. Interrupted waits are steps not taken.

namespace claimcheck::smt::spec {

template <class D>
typename D::Bool nobody_reads_region(D& d, Net<D>& s, typename D::Region r) {
  return d.template all<typename D::Thread>([&](typename D::Thread t) ->
                                            typename D::Bool { return !s.region_read(t, r); });
}
template <class D>
typename D::Bool nobody_reads_table(D& d, Net<D>& s, typename D::Region r) {
  return d.template all<typename D::Thread>([&](typename D::Thread t) ->
                                            typename D::Bool { return !s.table_read(t, r); });
}
template <class D>
typename D::Bool nobody_reads_device(D& d, Net<D>& s, typename D::Device v) {
  return d.template all<typename D::Thread>([&](typename D::Thread t) ->
                                            typename D::Bool { return !s.device_read(t, v); });
}
template <class D>
typename D::Bool has_nothing(D& d, Net<D>& s, typename D::Device v) {
  return d.template all<typename D::Extent>([&](typename D::Extent e) ->
                                            typename D::Bool { return !s.has(v, e); });
}

// The kept sum of free bytes leaves out these extents of the device, from one step to the next.
template <class D, class Says>
void sum_becomes(D& d, Net<D>& s, typename D::Device mine, Says says) {
  using Bool = typename D::Bool;
  auto summed = s.summed;
  s.summed.become([=, &d](typename D::Device v, typename D::Extent e) mutable -> Bool {
    return d.either_of(v == mine, says(e), Bool(summed(v, e)));
  });
}

// A step says when() it can be taken and then does it.
template <class D, class Give>
void locking_steps(Give give) {
  using S = Net<D>;
  using M = Move<D>;
  give("take-region", [](D& d, S& s, M m) {
    d.when(s.pc[m.t] == idle && !s.region_taken[m.r] && nobody_reads_region(d, s, m.r));
    s.region_taken[m.r] = true, s.region_writer[m.r] = m.t;
    s.region[m.t] = m.r, s.pc[m.t] = governing;
  });
  give("leave-region", [](D& d, S& s, M m) {
    d.when(s.pc[m.t] == governing);
    s.region_taken[s.region[m.t]] = false, s.pc[m.t] = idle;
  });
  give("share-region", [](D& d, S& s, M m) {
    d.when(s.pc[m.t] == idle && !s.region_taken[m.r]);
    s.region_read(m.t, m.r) = true, s.region[m.t] = m.r, s.pc[m.t] = in_region;
  });
  give("end-share", [](D& d, S& s, M m) {
    d.when(s.pc[m.t] == in_region);
    s.region_read(m.t, s.region[m.t]) = false, s.pc[m.t] = idle;
  });
  give("take-device", [](D& d, S& s, M m) {
    d.when(s.pc[m.t] == in_region && s.there[m.v] && d.region_of(m.v) == s.region[m.t] &&
           !s.device_taken[m.v] && nobody_reads_device(d, s, m.v));
    s.device_taken[m.v] = true, s.device_writer[m.v] = m.t;
    s.device[m.t] = m.v, s.pc[m.t] = on_device;
  });
  give("leave-device", [](D& d, S& s, M m) {
    d.when(s.pc[m.t] == on_device);
    s.device_taken[s.device[m.t]] = false, s.pc[m.t] = in_region;
  });
  give("take-group", [](D& d, S& s, M m) {
    const typename D::Lock lock = d.guard(s.region[m.t], m.a);
    d.when(s.pc[m.t] == on_device && !s.group_taken[lock] &&
           (has_nothing(d, s, s.device[m.t]) || m.a == s.claimed[s.device[m.t]]));
    s.group_taken[lock] = true, s.group_writer[lock] = m.t;
    s.group[m.t] = lock, s.asked[m.t] = m.a, s.pc[m.t] = in_group;
  });
  give("leave-group", [](D& d, S& s, M m) {
    d.when(s.pc[m.t] == in_group);
    s.group_taken[s.group[m.t]] = false, s.pc[m.t] = on_device;
  });
}

template <class D, class Give>
void claiming_steps(Give give) {
  using Bool = typename D::Bool;
  using Device = typename D::Device;
  using Extent = typename D::Extent;
  using S = Net<D>;
  using M = Move<D>;
  give("begin-claim", [](D& d, S& s, M m) {
    const Device mine = s.device[m.t];
    const typename D::Tag asked = s.asked[m.t];
    d.when(s.pc[m.t] == in_group && has_nothing(d, s, mine));
    auto stood = s.stood;
    auto taken = s.taken;
    auto use = s.use;
    auto alive = s.alive;
    auto member = [=, &d](Extent e) mutable -> Bool {
      return d.home(e) == d.region_of(mine) && d.tag(e) == asked && alive[e] && use[e] == 0;
    };
    s.stood.become([=, &d](Device v, Extent e) mutable -> Bool {
      return d.either_of(v == mine, member(e), Bool(stood(v, e)));
    });
    s.taken.become([=, &d](Device v, Extent e) mutable -> Bool {
      return d.either_of(v == mine, member(e), Bool(taken(v, e)));
    });
    s.claimed[mine] = asked, s.pc[m.t] = carving;
  });
  give("carve", [](D& d, S& s, M m) {
    const Device mine = s.device[m.t];
    d.when(s.pc[m.t] == carving && s.stood(mine, m.e) && !s.has(mine, m.e));
    s.has(mine, m.e) = true, s.use[m.e] = s.use[m.e] + 1, s.owner[m.e] = mine;
  });
  give("end-claim", [](D& d, S& s, M m) {
    const Device mine = s.device[m.t];
    d.when(s.pc[m.t] == carving && d.template all<Extent>([&](Extent e) -> Bool {
      return !s.stood(mine, e) || s.has(mine, e);
    }));
    auto stood = s.stood;
    sum_becomes(d, s, mine, [=](Extent e) mutable -> Bool { return stood(mine, e); });
    s.pc[m.t] = in_group;
  });
  // A step of the claim failed, or `size` is set to 0.
  give("begin-undo", [](D& d, S& s, M m) {
    const Device mine = s.device[m.t];
    d.when(s.pc[m.t] == carving || s.pc[m.t] == in_group);
    auto stood = s.stood;
    s.stood.become([=, &d](Device v, Extent e) mutable -> Bool {
      return d.either_of(v == mine, Bool(false), Bool(stood(v, e)));
    });
    s.pc[m.t] = undoing;
  });
  give("undo", [](D& d, S& s, M m) {
    const Device mine = s.device[m.t];
    d.when(s.pc[m.t] == undoing && s.has(mine, m.e));
    s.has(mine, m.e) = false, s.use[m.e] = s.use[m.e] - 1;
  });
  give("end-undo", [](D& d, S& s, M m) {
    d.when(s.pc[m.t] == undoing && has_nothing(d, s, s.device[m.t]));
    sum_becomes(d, s, s.device[m.t], [](Extent) -> Bool { return false; });
    s.pc[m.t] = in_group;
  });
}

template <class D, class Give>
void editing_steps(Give give) {
  using S = Net<D>;
  using M = Move<D>;
  give("add-extent", [](D& d, S& s, M m) {
    d.when(s.pc[m.t] == governing && d.home(m.e) == s.region[m.t] && !s.alive[m.e]);
    s.alive[m.e] = true;
  });
  give("release-extent", [](D& d, S& s, M m) {
    d.when(s.pc[m.t] == governing && d.home(m.e) == s.region[m.t] && s.use[m.e] == 0);
    s.alive[m.e] = false;
  });
  give("take-table", [](D& d, S& s, M m) {
    d.when(s.pc[m.t] == governing && !s.table_taken[s.region[m.t]] &&
           nobody_reads_table(d, s, s.region[m.t]));
    s.table_taken[s.region[m.t]] = true, s.table_writer[s.region[m.t]] = m.t;
    s.pc[m.t] = editing;
  });
  give("leave-table", [](D& d, S& s, M m) {
    d.when(s.pc[m.t] == editing);
    s.table_taken[s.region[m.t]] = false, s.pc[m.t] = governing;
  });
  give("create", [](D& d, S& s, M m) {
    d.when(s.pc[m.t] == editing && d.region_of(m.v) == s.region[m.t] && !s.there[m.v]);
    s.there[m.v] = true;
  });
  give("delete", [](D& d, S& s, M m) {
    d.when(s.pc[m.t] == editing && d.region_of(m.v) == s.region[m.t] && s.there[m.v] &&
           has_nothing(d, s, m.v));
    s.there[m.v] = false;
  });
}

template <class D, class Give>
void reading_steps(Give give) {
  using S = Net<D>;
  using M = Move<D>;
  give("look-up", [](D& d, S& s, M m) {
    d.when(s.pc[m.t] == idle && !s.table_taken[m.r]);
    s.table_read(m.t, m.r) = true, s.region[m.t] = m.r, s.pc[m.t] = at_table;
  });
  give("leave-look-up", [](D& d, S& s, M m) {
    d.when(s.pc[m.t] == at_table);
    s.table_read(m.t, s.region[m.t]) = false, s.pc[m.t] = idle;
  });
  give("read-device", [](D& d, S& s, M m) {
    d.when(s.pc[m.t] == at_table && s.there[m.v] && d.region_of(m.v) == s.region[m.t] &&
           !s.device_taken[m.v]);
    s.device_read(m.t, m.v) = true, s.device[m.t] = m.v, s.pc[m.t] = reading;
  });
  give("end-read", [](D& d, S& s, M m) {
    d.when(s.pc[m.t] == reading);
    s.device_read(m.t, s.device[m.t]) = false, s.pc[m.t] = at_table;
  });
  give("bind-device", [](D& d, S& s, M m) {
    d.when(s.pc[m.t] == at_table && s.there[m.v] && d.region_of(m.v) == s.region[m.t] &&
           !s.device_taken[m.v] && nobody_reads_device(d, s, m.v));
    s.device_taken[m.v] = true, s.device_writer[m.v] = m.t;
    s.device[m.t] = m.v, s.pc[m.t] = binding;
  });
  give("end-bind", [](D& d, S& s, M m) {
    d.when(s.pc[m.t] == binding);
    s.device_taken[s.device[m.t]] = false, s.pc[m.t] = at_table;
  });
  give("count-free", [](D& d, S& s, M m) {
    d.when(s.pc[m.t] == idle && !s.region_taken[m.r]);
    s.region_read(m.t, m.r) = true, s.region[m.t] = m.r, s.pc[m.t] = counting;
  });
  give("end-count", [](D& d, S& s, M m) {
    d.when(s.pc[m.t] == counting);
    s.region_read(m.t, s.region[m.t]) = false, s.pc[m.t] = idle;
  });
}

// Calls give(name, step) for each.
template <class D, class Give>
void steps(Give give) {
  locking_steps<D>(give);
  claiming_steps<D>(give);
  editing_steps<D>(give);
  reading_steps<D>(give);
}

}  // namespace claimcheck::smt::spec
