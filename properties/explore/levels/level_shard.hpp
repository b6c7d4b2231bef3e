// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <vector>

#include "properties/explore/levels/found_table.hpp"
#include "properties/explore/levels/runs.hpp"
#include "properties/explore/state_set.hpp"

namespace claimcheck::explore {

// Where states are kept.
struct Storage {
  std::optional<std::filesystem::path> disk;  // none: in memory alone
  bool keep_levels = false;  // what was expanded can be read again, each state with its path
};

// A state of a level: how it is decoded, and the actions that lead to it where paths are kept.
struct LevelState {
  Bytes encoding;
  Bytes path;  // two bytes an action
};

// One part of the state space, level by level, with delayed duplicate detection: what a level finds
// is compared with what is known at its end, all at once. Found states are gathered in a table;
// where that and the known ones outgrow the memory, both go to disk as sorted runs, and at the end
// of the level the runs are merged, and what earlier levels have is left out, in one pass over
// either (U. Stern, D. L. Dill, "Using magnetic disk instead of main memory in the Murphi
// verifier", CAV 1998; R. E. Korf, "Best-first frontier search with delayed duplicate detection",
// AAAI 2004). Where we depart: whole keys are compared, not hashes of them, though runs are sorted
// by hash; the known states are several runs, merged into one only when they are many, so that a
// level writes what it finds and not all that is known; and what is new is sorted once more, by its
// link, so that states are numbered and expanded in the order of a search in memory. On disk all
// memory is for what a level finds: to keep the last levels in it as well, so that what leads back
// is not written, cost more in states that were found again behind a spill than it saved.
class LevelShard {
 public:
  LevelShard(std::uint32_t number, const Storage& storage, std::size_t limit_bytes);
  LevelShard(const LevelShard&) = delete;  // cursor_ reads states_
  LevelShard& operator=(const LevelShard&) = delete;

  std::uint32_t number() const { return number_; }

  // More does not fit into the memory, and there is no disk: what came since is missing.
  bool is_full() const { return full_; }
  // The hash is hash_bytes() of the key.
  void add(const Found& found, std::uint64_t hash);
  // What an addition of that hash waits for, some additions ahead of it, in these steps.
  void prefetch_slots(std::uint64_t hash) const;
  void prefetch_records(std::uint64_t hash) const;
  void prefetch_bytes(std::uint64_t hash) const { found_.prefetch_bytes(hash); }

  // What was found and is new becomes the level that waits.
  void end_level();
  std::uint64_t waiting() const { return waiting_end_ - next_; }
  StateId next_id() const { return numbered(number_, next_); }
  // The next that waits; only while waiting() > 0. Lives until the next call.
  LevelState take();

  // Of a state by its number.
  Link link(std::uint64_t number);
  std::uint64_t size() const { return size_; }

  // Where levels are kept: goes back to the beginning of a level.
  std::size_t level_count() const { return levels_.size(); }
  void rewind(std::size_t level);
  // No level follows: only those that were kept are wanted.
  void forget_known();
  // In a child of the process that explored, whose descriptors are closed: levels can be read.
  void reopen(pid_t owner) { states_.reopen(owner); }

  std::size_t memory_bytes() const;
  std::uint64_t disk_bytes() const;

 private:
  struct Level {
    std::uint64_t first_number;
    std::uint64_t end_number;
    std::uint64_t begin;  // in states_
    std::uint64_t end;
  };

  bool must_spill() const;
  void spill_known();
  void spill_found();
  void set_found_limit();
  void end_in_memory();
  void end_on_disk();
  void sort_new(Runs& fresh);
  void merge_known();
  std::size_t path_bytes() const { return storage_.keep_levels ? 2 * levels_.size() : 0; }
  Found expandable(const Found& found) const;
  void append_state(const Found& expandable);

  std::uint32_t number_;
  Storage storage_;
  std::size_t limit_bytes_;
  std::size_t found_limit_bytes_ = 0;  // what the others leave to found_
  bool full_ = false;
  bool is_on_disk_ = false;  // known_ is empty, and known states are in known_runs_

  StateSet known_;
  Runs known_runs_;
  FoundTable found_;
  Runs found_runs_;
  Spool links_;   // by number
  Spool states_;  // {bytes, encoding, path}: of the level that waits, or of all of them
  std::vector<Level> levels_;
  Cursor cursor_;
  std::uint64_t next_ = 0;         // number of the next state that waits
  std::uint64_t waiting_end_ = 0;  // behind the last that waits
  std::uint64_t size_ = 0;
  std::size_t level_path_bytes_ = 0;  // of the states that cursor_ reads
};

}  // namespace claimcheck::explore
