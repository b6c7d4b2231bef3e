// SPDX-License-Identifier: MIT
#include "properties/schedule/race_detector.hpp"

#include <algorithm>

namespace claimcheck::schedule {

void RaceDetector::reset(std::size_t threads) {
  threads_ = threads;
  clocks_.resize(threads);
  for (std::size_t thread = 0; thread < threads; ++thread) {
    clocks_[thread].assign(threads, 0);
    clocks_[thread][thread] = 1;
  }
  sync_count_ = 0;
  data_count_ = 0;
  unknown_.by_writers.clear();
}

void RaceDetector::join(Row& into, const Row& from) const {
  if (from.empty()) return;
  if (into.empty()) into.assign(threads_, 0);
  for (std::size_t thread = 0; thread < threads_; ++thread) {
    into[thread] = std::max(into[thread], from[thread]);
  }
}

RaceDetector::Sync& RaceDetector::sync_of(ObjectId object) {
  if (object == unknown_object) return unknown_;
  if (object >= sync_.size()) sync_.resize(object + std::size_t{1});
  for (; sync_count_ <= object; ++sync_count_) {
    sync_[sync_count_].by_writers.clear();
    sync_[sync_count_].by_readers.clear();
  }
  return sync_[object];
}

RaceDetector::Data& RaceDetector::data_of(ObjectId object) {
  if (object >= data_.size()) data_.resize(object + std::size_t{1});
  for (; data_count_ <= object; ++data_count_) {
    Data& data = data_[data_count_];
    data.write_clock = 0;
    data.reads.assign(threads_, {});
    data.read_clocks.assign(threads_, 0);
    data.reported = false;
  }
  return data_[object];
}

void RaceDetector::step(ThreadId thread, const Step& step) {
  if (is_boundary(step) || step.kind == StepKind::Plain || step.kind == StepKind::Fallible) return;
  Row& clock = clocks_[thread];
  Sync& sync = sync_of(step.object);
  if (step.kind == StepKind::Lock) {
    join(clock, sync.by_writers);
    if (step.mode == Mode::Write) join(clock, sync.by_readers);
    return;
  }
  if (step.kind == StepKind::Unlock) {
    join(step.mode == Mode::Write ? sync.by_writers : sync.by_readers, clock);
  } else {
    join(clock, sync.by_writers);
    if (step.mode == Mode::Read) return;
    join(sync.by_writers, clock);
  }
  // What this thread does from here on is not ordered by what it has just published.
  ++clock[thread];
}

void RaceDetector::plain(ObjectId object, const PlainAccess& access, std::vector<Race>& races) {
  Data& data = data_of(object);
  const ThreadId thread = access.thread;
  const auto report = [&](const PlainAccess& earlier) {
    if (!data.reported) races.push_back({earlier, access});
    data.reported = true;
  };
  if (data.write_clock != 0 && !seen(thread, data.write.thread, data.write_clock)) {
    report(data.write);
  }
  const Clock now = clocks_[thread][thread];
  if (access.mode == Mode::Read) {
    data.reads[thread] = access;
    data.read_clocks[thread] = now;
    return;
  }
  for (ThreadId other = 0; other < threads_; ++other) {
    if (!seen(thread, other, data.read_clocks[other])) report(data.reads[other]);
  }
  data.write = access;
  data.write_clock = now;
}

}  // namespace claimcheck::schedule
