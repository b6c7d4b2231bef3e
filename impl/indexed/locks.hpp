// SPDX-License-Identifier: MIT
// Which locks there are and in what order they are taken. A thread takes each at most once.
//
//   region-lock    one a region: its extents, their indexes, its driver
//   tag-index      one a host: which tags live
//   device-table   one a region: which devices there are
//   device-lock    one a device: its ranges, their mappings, its size and driver
//   group-lock     one for the groups of a region that share it: which device holds which member
//   untagged-lock  one a region: which untagged extents are free
//
// A device is reached holding its region's region-lock or device-table, and both stay held while
// it is used; create and delete hold both for write. So no device goes away under a thread that
// uses it or waits for its lock, without counting references, and without the history in which
// a claim succeeds on a device that a delete had already taken away.
//
// What comes and goes in a region, extents and drivers, holds region-lock for write. A claim, or
// what gives one back, holds it for read, so that no extent leaves under it, and then device-lock
// and the group-lock, or untagged-lock, for write until it is whole. So each happens at the instant
// at which it holds all that it changes (C1), nobody sees part of a group (C3), of those that race
// for one the second finds it free or gone and never half way (C2), and claims of different groups
// for different devices wait for nothing of each other's: readers of region-lock and changes of the
// available size are spread over the processors. Readers of a device take device-table, not
// region-lock, and wait for no other device's claim.
//
// A thread may be given up while it waits, and its stack is never unwound: no function owns
// memory of its own while it takes a lock.
#pragma once

#include "impl/support/env.hpp"

namespace claimcheck::indexed {

using support::AtomicSize;
using support::Env;
using support::Hold;
using support::read_interruptible;
using support::RwLock;
using support::SpreadRwLock;
using support::write_interruptible;

}  // namespace claimcheck::indexed
