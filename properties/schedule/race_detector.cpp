// SPDX-License-Identifier: MIT
#include "properties/schedule/race_detector.hpp"

#include <algorithm>

namespace claimcheck::schedule {
namespace {

constexpr std::uintptr_t granule_bytes = 8;
// An engine may name any size. Behind this one its accesses are not looked at.
constexpr std::size_t max_access_bytes = std::size_t{1} << 20;

// The bytes from `begin` up to `end` that lie in the granule, one bit each.
std::uint8_t bytes_of(std::uintptr_t granule, std::uintptr_t begin, std::uintptr_t end) {
  const auto start = granule * granule_bytes;
  const auto first = std::max(begin, start) - start;
  const auto behind = std::min(end, start + granule_bytes) - start;
  return static_cast<std::uint8_t>((1u << behind) - (1u << first));
}

}  // namespace

void RaceDetector::reset(std::size_t threads) {
  threads_ = threads;
  clocks_.resize(threads);
  for (std::size_t thread = 0; thread < threads; ++thread) {
    clocks_[thread].assign(threads, 0);
    clocks_[thread][thread] = 1;
  }
  lock_count_ = 0;
  objects_.clear();
  granules_.clear();
  unknown_.clear();
}

void RaceDetector::join(Row& into, const Row& from) const {
  if (from.empty()) return;
  if (into.empty()) into.assign(threads_, 0);
  for (std::size_t thread = 0; thread < threads_; ++thread) {
    into[thread] = std::max(into[thread], from[thread]);
  }
}

RaceDetector::Lock& RaceDetector::lock_of(ObjectId lock) {
  if (lock >= locks_.size()) locks_.resize(lock + std::size_t{1});
  for (; lock_count_ <= lock; ++lock_count_) {
    locks_[lock_count_].by_writers.clear();
    locks_[lock_count_].by_readers.clear();
  }
  return locks_[lock];
}

RaceDetector::Row& RaceDetector::row_of(const void* object) {
  const auto [row, is_new] = objects_.insert(reinterpret_cast<std::uintptr_t>(object));
  if (is_new) row.clear();
  return row;
}

RaceDetector::Granule& RaceDetector::granule_of(std::uintptr_t number) {
  const auto [granule, is_new] = granules_.insert(number);
  if (is_new) {
    granule.seen.clear();
    granule.reported = false;
  }
  return granule;
}

void RaceDetector::step(ThreadId thread, const Step& step, const void* object) {
  if (step.kind == StepKind::lock || step.kind == StepKind::unlock) return lock_step(thread, step);
  if (step.kind != StepKind::atomic) return;
  Row& met = step.object == unknown_object ? unknown_ : row_of(object);
  join(clocks_[thread], met);
  if (step.mode == Mode::read) return;
  join(met, clocks_[thread]);
  // What this thread does from here on is not ordered by what it has just published.
  ++clocks_[thread][thread];
}

void RaceDetector::lock_step(ThreadId thread, const Step& step) {
  Row& clock = clocks_[thread];
  Lock& lock = lock_of(step.object);
  if (step.kind == StepKind::lock) {
    join(clock, lock.by_writers);
    if (step.mode == Mode::write) join(clock, lock.by_readers);
    return;
  }
  join(step.mode == Mode::write ? lock.by_writers : lock.by_readers, clock);
  ++clock[thread];
}

void RaceDetector::acquire(ThreadId thread, const void* object) {
  const auto* met = objects_.find(reinterpret_cast<std::uintptr_t>(object));
  if (met) join(clocks_[thread], *met);
}

void RaceDetector::release(ThreadId thread, const void* object) {
  join(row_of(object), clocks_[thread]);
  ++clocks_[thread][thread];
}

void RaceDetector::plain(const void* object, std::size_t size, const PlainAccess& access,
                         std::vector<Race>& races) {
  if (size == 0) return;
  const auto begin = reinterpret_cast<std::uintptr_t>(object);
  const auto length = std::min({size, max_access_bytes, ~std::uintptr_t{0} - begin});
  const auto end = begin + length;
  bool reported = false;
  for (auto number = begin / granule_bytes; number * granule_bytes < end; ++number) {
    Granule& granule = granule_of(number);
    const auto bytes = bytes_of(number, begin, end);
    if (const Seen* const earlier = race_of(granule, access, bytes)) {
      if (!reported && !granule.reported) races.push_back({earlier->access, access});
      reported = granule.reported = true;
    }
    remember(granule, access, bytes);
  }
}

const RaceDetector::Seen* RaceDetector::race_of(const Granule& granule, const PlainAccess& access,
                                                std::uint8_t bytes) const {
  const auto found = std::ranges::find_if(granule.seen, [&](const Seen& earlier) {
    if ((earlier.bytes & bytes) == 0 || is_before(earlier, access.thread)) return false;
    return access.mode == Mode::write || earlier.access.mode == Mode::write;
  });
  return found == granule.seen.end() ? nullptr : &*found;
}

// What comes before this access and touches none of the other bytes, a later one cannot race with
// without racing with this one too; but a read does not stand for a write.
void RaceDetector::remember(Granule& granule, const PlainAccess& access, std::uint8_t bytes) const {
  std::erase_if(granule.seen, [&](Seen& earlier) {
    const bool stands_for = access.mode == Mode::write ? is_before(earlier, access.thread)
                                                       : earlier.access.mode == Mode::read &&
                                                             earlier.access.thread == access.thread;
    if (stands_for) earlier.bytes = static_cast<std::uint8_t>(earlier.bytes & ~bytes);
    return earlier.bytes == 0;
  });
  granule.seen.push_back({access, clocks_[access.thread][access.thread], bytes});
}

}  // namespace claimcheck::schedule
