// SPDX-License-Identifier: MIT
#pragma once

// The state that the steps of lock_spec.hpp work on. Apart from them, so that a copy of the
// steps in another namespace works on the same.

namespace claimcheck::smt {

// Where a thread stands, which is what locks it holds.
enum Standing : int {
  idle,
  in_region,  // region-lock for read
  on_device,  // and device-lock for write
  in_group,   // and the lock of a group for write
  carving,    // and part of the group
  undoing,    // and on the way back
  at_table,   // device-table for read
  reading,    // and device-lock for read
  binding,    // device-table for read, device-lock for write
  counting,   // region-lock for read
  governing,  // region-lock for write
  editing,    // and device-table for write
};

template <class D>
struct Net {
  using Bool = typename D::Bool;
  using Word = typename D::Word;
  using Thread = typename D::Thread;
  using Region = typename D::Region;
  using Device = typename D::Device;
  using Extent = typename D::Extent;
  using Lock = typename D::Lock;
  using Tag = typename D::Tag;
  template <class V, class... K>
  using Map = typename D::template Map<V, K...>;

  Map<Word, Thread> pc;  // a Standing
  Map<Region, Thread> region;
  Map<Device, Thread> device;
  Map<Bool, Region> region_taken, table_taken;  // for write, by
  Map<Thread, Region> region_writer, table_writer;
  Map<Bool, Device> device_taken;
  Map<Thread, Device> device_writer;
  Map<Bool, Thread, Region> region_read, table_read;
  Map<Bool, Thread, Device> device_read;
  Map<Bool, Lock> group_taken;
  Map<Thread, Lock> group_writer;
  Map<Lock, Thread> group;
  Map<Tag, Thread> asked;  // whose group it is
  Map<Bool, Device> there;
  Map<Bool, Extent> alive;
  Map<Word, Extent> use;
  Map<Device, Extent> owner;         // of an extent in use
  Map<Bool, Device, Extent> has;     // the device's ranges
  Map<Bool, Device, Extent> stood;   // what they are to be: the group as it stood, or nothing
  Map<Tag, Device> claimed;          // the tag of the last claim
  Map<Bool, Device, Extent> taken;   // and its group
  Map<Bool, Device, Extent> summed;  // what the kept sum of free bytes leaves out

  template <class Visit>
  void each(Visit visit) {
    visit("pc", pc), visit("region", region), visit("device", device);
    visit("region_taken", region_taken), visit("table_taken", table_taken);
    visit("region_writer", region_writer), visit("table_writer", table_writer);
    visit("device_taken", device_taken), visit("device_writer", device_writer);
    visit("region_read", region_read), visit("table_read", table_read);
    visit("device_read", device_read), visit("there", there), visit("alive", alive);
    visit("use", use), visit("owner", owner), visit("has", has), visit("stood", stood);
    visit("group_taken", group_taken), visit("group_writer", group_writer);
    visit("group", group), visit("asked", asked), visit("claimed", claimed);
    visit("taken", taken), visit("summed", summed);
  }
};

// Who moves, and what it chooses.
template <class D>
struct Move {
  typename D::Thread t;
  typename D::Region r;
  typename D::Device v;
  typename D::Extent e;
  typename D::Tag a;
};

}  // namespace claimcheck::smt
