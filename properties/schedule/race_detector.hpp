// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <vector>

#include "properties/schedule/execution.hpp"

namespace claimcheck::schedule {

/// Finds data races on plain accesses with vector clocks, after Flanagan & Freund, "FastTrack:
/// Efficient and Precise Dynamic Race Detection" (PLDI 2009). We keep FastTrack's epoch for the
/// last write and, unlike it, always a whole vector for reads: a handful of threads costs
/// nothing, and a report needs the reader's position.
///
/// What orders two threads: a write-unlock before a later lock, a read-unlock before a later
/// write-lock (two readers are not ordered), an atomic write before a later access of the same
/// object, and any step on an unknown object before any later one. The last may hide a race in
/// one execution, but not in the one where the two steps come in the other order. A fallible step
/// orders nothing: an engine that asks whether it fails does not synchronise.
class RaceDetector {
 public:
  void reset(std::size_t threads);
  /// A visible step happens.
  void step(ThreadId thread, const Step& step);
  /// A plain access happens; a race that it makes, the first of its object, goes to `races`.
  void plain(ObjectId object, const PlainAccess& access, std::vector<Race>& races);

 private:
  using Clock = std::uint32_t;
  // invariant: a row of threads_ clocks, or empty for all zero.
  using Row = std::vector<Clock>;

  struct Sync {
    Row by_writers;
    Row by_readers;
  };
  struct Data {
    PlainAccess write;
    Clock write_clock = 0;
    std::vector<PlainAccess> reads;
    Row read_clocks;
    bool reported = false;
  };

  void join(Row& into, const Row& from) const;
  bool seen(ThreadId by, ThreadId of, Clock clock) const { return clocks_[by][of] >= clock; }
  Sync& sync_of(ObjectId object);
  Data& data_of(ObjectId object);

  std::size_t threads_ = 0;
  std::vector<Row> clocks_;
  // Rows of earlier executions are kept for their memory: only the first sync_count_ are in use.
  std::vector<Sync> sync_;
  std::vector<Data> data_;
  std::size_t sync_count_ = 0;
  std::size_t data_count_ = 0;
  Sync unknown_;
};

}  // namespace claimcheck::schedule
