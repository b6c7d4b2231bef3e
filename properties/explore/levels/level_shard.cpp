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

LevelShard::LevelShard(std::uint32_t number, const Storage& storage, std::size_t limit_bytes)
    : number_(number), storage_(storage), limit_bytes_(limit_bytes) {
  set_found_limit();
}

std::size_t LevelShard::memory_bytes() const {
  return known_.memory_bytes() + found_.memory_bytes() + links_.memory_bytes() +
         states_.memory_bytes() + known_runs_.spool.memory_bytes() +
         found_runs_.spool.memory_bytes();
}

std::uint64_t LevelShard::disk_bytes() const {
  return known_runs_.spool.disk_bytes() + found_runs_.spool.disk_bytes() + links_.disk_bytes() +
         states_.disk_bytes();
}

void LevelShard::prefetch_slots(std::uint64_t hash) const {
  known_.prefetch_slot(hash);
  found_.prefetch_slot(hash);
}

void LevelShard::prefetch_records(std::uint64_t hash) const {
  known_.prefetch_record(hash);
  found_.prefetch_entry(hash);
}

void LevelShard::set_found_limit() {
  const std::size_t others = memory_bytes() - found_.memory_bytes();
  const std::size_t room = limit_bytes_ > others ? limit_bytes_ - others : 0;
  // Without a disk what was found is there twice while the level ends.
  found_limit_bytes_ = storage_.disk ? room : room / 2;
}

void LevelShard::add(const Found& found, std::uint64_t hash) {
  if (full_ || known_.contains(found.key, hash)) return;
  if (found_.add(found, hash, found_limit_bytes_)) return;
  if (!storage_.disk) {
    full_ = true;
    return;
  }
  spill_known();
  set_found_limit();
  if (found_.add(found, hash, found_limit_bytes_)) return;
  spill_found();
  found_.add(found, hash, any);  // one state has to fit
}

void LevelShard::spill_known() {
  if (is_on_disk_) return;
  is_on_disk_ = true;
  for (Spool* spool : {&known_runs_.spool, &found_runs_.spool, &links_, &states_}) {
    spool->move_to(*storage_.disk);
  }
  const Arena& arena = known_.arena();
  std::vector<SortedKey> order;
  order.reserve(known_.size());
  if (known_.size() > 0) {
    for (std::uint32_t at = 0; at != arena.end(); at = arena.next(at)) {
      order.emplace_back(arena.encoding(at));
    }
  }
  std::sort(order.begin(), order.end());
  for (const SortedKey& key : order) write_key(known_runs_.spool, key.bytes);
  if (!order.empty()) known_runs_.end_run();
  known_ = StateSet();
}

void LevelShard::spill_found() {
  if (found_.size() == 0) return;
  found_.empty_by_key([&](const Found& found) { write_found(found_runs_.spool, found); });
  found_runs_.end_run();
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
bool LevelShard::must_spill() const {
  return storage_.disk && !is_on_disk_ && memory_bytes() + found_.memory_bytes() > limit_bytes_;
}

void LevelShard::end_level() {
  if (must_spill()) spill_known();
  if (!storage_.keep_levels) states_.clear();
  const Level begin{size_, size_, states_.size(), 0};
  level_path_bytes_ = path_bytes();
  if (is_on_disk_) {
    end_on_disk();
  } else {
    end_in_memory();
  }
  states_.flush();
  links_.flush();
  levels_.push_back({begin.first_number, size_, begin.begin, states_.size()});
  next_ = begin.first_number;
  waiting_end_ = size_;
  cursor_ = Cursor(states_, begin.begin, states_.size());
  set_found_limit();
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

void LevelShard::end_on_disk() {
  spill_found();
  Runs fresh;
  fresh.spool.move_to(*storage_.disk);
  sort_new(fresh);
  Merge<ByLink> states(fresh.readers<ByLink>());
  for (; states.top(); states.pop()) append_state(states.top()->now);
  if (known_runs_.ends.size() > max_known_runs) merge_known();
}

// One pass over what was found and what is known. What is new is a run of known states by then.
void LevelShard::sort_new(Runs& fresh) {
  LinkSorter sorter(fresh, limit_bytes_ / 2);
  Merge<KeyReader> known(known_runs_.readers<KeyReader>());
  Merge<ByKey> found(found_runs_.readers<ByKey>());
  std::vector<std::uint8_t> last;
  while (const ByKey* top = found.top()) {
    const SortedKey& key = top->key;
    while (known.top() && known.top()->now < key) known.pop();
    const bool was_known = known.top() && known.top()->now == key;
    const bool is_again = !last.empty() && SortedKey(last) == key;
    if (!was_known && !is_again) {
      sorter.add(expandable(top->now));
      write_key(known_runs_.spool, key.bytes);
      last.assign(key.bytes.begin(), key.bytes.end());
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
  for (; keys.top(); keys.pop()) write_key(one.spool, keys.top()->now.bytes);
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
