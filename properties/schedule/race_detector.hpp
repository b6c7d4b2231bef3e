// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "properties/schedule/address_table.hpp"
#include "properties/schedule/execution.hpp"

namespace claimcheck::schedule {

/// Finds data races on plain accesses with vector clocks, after Flanagan & Freund, "FastTrack:
/// Efficient and Precise Dynamic Race Detection" (PLDI 2009). Memory is kept in granules of 8
/// bytes. Of each we keep the accesses that a later one may race with, and which of its bytes they
/// touched: so two neighbours in one word do not race, and a part of a word races with the whole.
///
/// What orders two threads: a write-unlock before a later lock, a read-unlock before a later
/// write-lock (two readers are not ordered), an atomic write or a release before a later atomic
/// access or acquire of the same object, and any step on an unknown object before any later one.
/// The last may hide a race in one execution, but not in the one where the two steps come in the
/// other order. A fallible step orders nothing: an engine that asks whether it fails does not
/// synchronise.
class RaceDetector {
 public:
  void reset(std::size_t threads);
  /// A visible step happens; `object` is what it touches, null where nobody knows.
  void step(ThreadId thread, const Step& step, const void* object);
  /// Order without a step.
  void acquire(ThreadId thread, const void* object);
  void release(ThreadId thread, const void* object);
  /// A plain access of some bytes happens. At most one race is told of it, and at most one of
  /// each granule.
  void plain(const void* object, std::size_t size, const PlainAccess& access,
             std::vector<Race>& races);

 private:
  using Clock = std::uint32_t;
  // invariant: a row of threads_ clocks, or empty for all zero.
  using Row = std::vector<Clock>;

  struct Lock {
    Row by_writers;
    Row by_readers;
  };
  struct Seen {
    PlainAccess access;
    Clock clock = 0;
    std::uint8_t bytes = 0;  ///< of the granule, one bit each; never 0
  };
  struct Granule {
    std::vector<Seen> seen;
    bool reported = false;
  };

  void join(Row& into, const Row& from) const;
  bool is_before(const Seen& earlier, ThreadId thread) const {
    return clocks_[thread][earlier.access.thread] >= earlier.clock;
  }
  void lock_step(ThreadId thread, const Step& step);
  Lock& lock_of(ObjectId lock);
  Row& row_of(const void* object);
  Granule& granule_of(std::uintptr_t number);
  const Seen* race_of(const Granule& granule, const PlainAccess& access, std::uint8_t bytes) const;
  void remember(Granule& granule, const PlainAccess& access, std::uint8_t bytes) const;

  std::size_t threads_ = 0;
  std::vector<Row> clocks_;
  // Those of earlier executions are kept for their memory: only the first lock_count_ are in use.
  std::vector<Lock> locks_;
  std::size_t lock_count_ = 0;
  AddressTable<Row> objects_;
  AddressTable<Granule> granules_;
  Row unknown_;
};

}  // namespace claimcheck::schedule
