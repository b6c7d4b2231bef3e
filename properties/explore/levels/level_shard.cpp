// SPDX-License-Identifier: MIT
#include "properties/explore/levels/level_shard.hpp"

#include <algorithm>
#include <cstring>
#include <limits>
#include <utility>

#include "properties/explore/hash.hpp"

namespace claimcheck::explore {

namespace {

constexpr std::size_t any = std::numeric_limits<std::size_t>::max();
// More runs of known states than this become one: each is a block of memory and a comparison.
constexpr std::size_t max_known_runs = 8;

// States in order of the links, in memory until they are many.
class LinkSorter {
 public:
  LinkSorter(Runs& runs, std::size_t limit_bytes) : runs_(runs), limit_bytes_(limit_bytes) {}

  void add(const Found& state) {
    places_.emplace_back(state.link, bytes_.size());
    write_found(bytes_, state);
    if (bytes_.size() + places_.size() * sizeof places_[0] > limit_bytes_) flush();
  }

  void flush() {
    if (places_.empty()) return;
    std::sort(places_.begin(), places_.end());
    for (const auto& [link, place] : places_) {
      const FoundHeader header = read_header(bytes_.at(place));
      runs_.spool.append(bytes_.at(place),
                         FoundHeader::bytes + header.key_bytes + header.payload_bytes);
    }
    runs_.end_run();
    places_.clear();
    bytes_.clear();
  }

 private:
  Runs& runs_;
  std::size_t limit_bytes_;
  ByteBuffer bytes_;
  std::vector<std::pair<Link, std::size_t>> places_;
};

}  // namespace

LevelShard::LevelShard(std::uint32_t number, const Storage& storage)
    : number_(number), storage_(storage) {}

std::size_t LevelShard::memory_bytes() const {
  return known_.memory_bytes() + found_.memory_bytes() + links_.memory_bytes() +
         states_.memory_bytes() + known_runs_.spool.memory_bytes() +
         found_runs_.spool.memory_bytes();
}

std::uint64_t LevelShard::disk_bytes() const {
  return known_runs_.spool.disk_bytes() + found_runs_.spool.disk_bytes() + links_.disk_bytes() +
         states_.disk_bytes();
}

void LevelShard::add(const Found& found, std::uint64_t hash, std::size_t limit_bytes) {
  if (full_ || known_.contains(found.key, hash)) return;
  const std::size_t others = memory_bytes() - found_.memory_bytes();
  const std::size_t room = limit_bytes > others ? limit_bytes - others : 0;
  // Without a disk what was found is there twice while the level ends.
  if (found_.add(found, hash, storage_.disk ? room : room / 2)) return;
  if (!storage_.disk) {
    full_ = true;
    return;
  }
  spill_known();
  spill_found();
  found_.add(found, hash, any);  // one state has to fit
}

void LevelShard::spill_known() {
  if (is_on_disk_) return;
  is_on_disk_ = true;
  for (Spool* spool : {&known_runs_.spool, &found_runs_.spool, &links_, &states_}) {
    spool->move_to(*storage_.disk);
  }
  std::vector<std::uint32_t> order;
  order.reserve(known_.size());
  const Arena& arena = known_.arena();
  if (known_.size() > 0) {
    for (std::uint32_t at = 0; at != arena.end(); at = arena.next(at)) order.push_back(at);
  }
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return compare(arena.encoding(a), arena.encoding(b)) < 0;
  });
  for (const std::uint32_t at : order) write_key(known_runs_.spool, arena.encoding(at));
  if (!order.empty()) known_runs_.end_run();
  known_ = StateSet();
}

void LevelShard::spill_found() {
  if (found_.size() == 0) return;
  for (const std::uint32_t index : found_.by_key()) {
    write_found(found_runs_.spool, found_.at(index));
  }
  found_runs_.end_run();
  found_.clear();
}

// Of what was found: what expanding it takes, and no more.
Found LevelShard::expandable(const Found& found) const {
  const bool is_as_reached = found.payload.size() > path_bytes();
  if (is_as_reached) return {found.link, {}, found.payload};
  return found;
}

void LevelShard::append_state(const Found& state) {
  const auto bytes = static_cast<std::uint16_t>(state.key.size() + state.payload.size());
  states_.append(&bytes, sizeof bytes);
  states_.append(state.key.data(), state.key.size());
  states_.append(state.payload.data(), state.payload.size());
  links_.append(&state.link, sizeof state.link);
  ++size_;
}

// The table goes when the known states and the waiting ones have come, which are as many.
bool LevelShard::must_spill(std::size_t limit_bytes) const {
  return storage_.disk && !is_on_disk_ && memory_bytes() + found_.memory_bytes() > limit_bytes;
}

void LevelShard::end_level(std::size_t limit_bytes) {
  if (must_spill(limit_bytes)) spill_known();
  if (!storage_.keep_levels) states_.clear();
  const Level begin{size_, size_, states_.size(), 0};
  level_path_bytes_ = path_bytes();
  if (is_on_disk_) {
    end_on_disk(limit_bytes);
  } else {
    end_in_memory();
  }
  states_.flush();
  links_.flush();
  levels_.push_back({begin.first_number, size_, begin.begin, states_.size()});
  next_ = begin.first_number;
  waiting_end_ = size_;
  cursor_ = Cursor(states_, begin.begin, states_.size());
}

void LevelShard::end_in_memory() {
  for (const std::uint32_t index : found_.by_link()) {
    const Found found = found_.at(index);
    const auto hash = hash_bytes(found.key.data(), found.key.size());
    full_ = known_.insert(found.key, hash, {}, any) == Insertion::full || full_;
    append_state(expandable(found));
  }
  found_.clear();
}

void LevelShard::end_on_disk(std::size_t limit_bytes) {
  spill_found();
  Runs fresh;
  fresh.spool.move_to(*storage_.disk);
  sort_new(limit_bytes, fresh);
  Merge<ByLink> states(fresh.readers<ByLink>());
  for (; states.top(); states.pop()) append_state(states.top()->now);
  if (known_runs_.ends.size() > max_known_runs) merge_known();
}

// One pass over what was found and what is known. What is new is a run of known states by then.
void LevelShard::sort_new(std::size_t limit_bytes, Runs& fresh) {
  LinkSorter sorter(fresh, limit_bytes / 2);
  Merge<KeyReader> known(known_runs_.readers<KeyReader>());
  Merge<ByKey> found(found_runs_.readers<ByKey>());
  std::vector<std::uint8_t> last;
  while (const ByKey* top = found.top()) {
    const Bytes key = top->now.key;
    while (known.top() && compare(known.top()->now, key) < 0) known.pop();
    const bool is_known = known.top() && compare(known.top()->now, key) == 0;
    const bool is_again = !last.empty() && compare(last, key) == 0;
    if (!is_known && !is_again) {
      sorter.add(expandable(top->now));
      write_key(known_runs_.spool, key);
      last.assign(key.begin(), key.end());
    }
    found.pop();
  }
  sorter.flush();
  found_runs_.clear();
  const std::uint64_t end = known_runs_.empty() ? 0 : known_runs_.ends.back();
  if (known_runs_.spool.size() > end) known_runs_.end_run();
}

void LevelShard::merge_known() {
  Runs one;
  one.spool.move_to(*storage_.disk);
  Merge<KeyReader> keys(known_runs_.readers<KeyReader>());
  for (; keys.top(); keys.pop()) write_key(one.spool, keys.top()->now);
  one.end_run();
  known_runs_ = std::move(one);
}

LevelState LevelShard::take() {
  std::uint16_t bytes = 0;
  std::memcpy(&bytes, cursor_.take(sizeof bytes), sizeof bytes);
  const Bytes all{cursor_.take(bytes), bytes};
  ++next_;
  return {all.first(bytes - level_path_bytes_), all.last(level_path_bytes_)};
}

Link LevelShard::link(std::uint64_t number) {
  Link link = 0;
  std::uint8_t bytes[sizeof link];
  links_.read(number * sizeof link, bytes, sizeof link);
  std::memcpy(&link, bytes, sizeof link);
  return link;
}

void LevelShard::rewind(std::size_t level) {
  const Level& at = levels_[level];
  cursor_ = Cursor(states_, at.begin, at.end);
  next_ = at.first_number;
  waiting_end_ = at.end_number;
  level_path_bytes_ = 2 * level;
}

void LevelShard::forget_known() {
  known_ = StateSet();
  known_runs_.clear();
}

}  // namespace claimcheck::explore
