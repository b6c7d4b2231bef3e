// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <optional>
#include <vector>

#include "properties/explore/levels/found.hpp"
#include "properties/explore/levels/spool.hpp"

namespace claimcheck::explore {

// Sorted runs behind one another in one spool.
struct Runs {
  Spool spool;
  std::vector<std::uint64_t> ends;  // of each

  bool empty() const { return ends.empty(); }
  void end_run() {
    spool.flush();
    ends.push_back(spool.size());
  }
  void clear() {
    if (!empty()) spool.clear();
    ends.clear();
  }

  // A reader of each run.
  template <class Reader>
  std::vector<Reader> readers() const {
    std::vector<Reader> readers;
    std::uint64_t begin = 0;
    for (const std::uint64_t end : ends) {
      readers.emplace_back(Cursor(spool, begin, end));
      begin = end;
    }
    return readers;
  }
};

// Readers of a run: next() reads a record, which lives until the next call, or is false at the end.
// is_before() is the order of the runs.

class FoundReader {
 public:
  explicit FoundReader(Cursor cursor) : cursor_(std::move(cursor)) {}

  bool next() {
    if (cursor_.at_end()) return false;
    const FoundHeader header = read_header(cursor_.take(FoundHeader::bytes));
    const std::uint8_t* bytes = cursor_.take(std::size_t{header.key_bytes} + header.payload_bytes);
    now = {
        header.link, {bytes, header.key_bytes}, {bytes + header.key_bytes, header.payload_bytes}};
    return true;
  }

  Found now;

 private:
  Cursor cursor_;
};

// By key, and of one key the least link first.
class ByKey : public FoundReader {
 public:
  using FoundReader::FoundReader;
  bool next() {
    if (!FoundReader::next()) return false;
    key = SortedKey(now.key);
    return true;
  }
  bool is_before(const ByKey& other) const {
    const auto order = key <=> other.key;
    return order != 0 ? order < 0 : now.link < other.now.link;
  }

  SortedKey key;
};

class ByLink : public FoundReader {
 public:
  using FoundReader::FoundReader;
  bool is_before(const ByLink& other) const { return now.link < other.now.link; }
};

// Keys alone: of the states that were expanded.
class KeyReader {
 public:
  explicit KeyReader(Cursor cursor) : cursor_(std::move(cursor)) {}

  bool next() {
    if (cursor_.at_end()) return false;
    std::uint16_t length = 0;
    std::memcpy(&length, cursor_.take(sizeof length), sizeof length);
    now = SortedKey({cursor_.take(length), length});
    return true;
  }
  bool is_before(const KeyReader& other) const { return now < other.now; }

  SortedKey now;

 private:
  Cursor cursor_;
};

inline void write_key(Spool& spool, Bytes key) {
  const auto length = static_cast<std::uint16_t>(key.size());
  spool.append(&length, sizeof length);
  spool.append(key.data(), key.size());
}

// Reads sorted runs as one.
template <class Reader>
class Merge {
 public:
  explicit Merge(std::vector<Reader> readers) : readers_(std::move(readers)) {
    for (std::size_t index = 0; index < readers_.size(); ++index) {
      if (readers_[index].next()) heap_.push_back(index);
    }
    std::make_heap(heap_.begin(), heap_.end(), after());
  }

  // The least record; null behind the last. It lives until pop().
  const Reader* top() const { return heap_.empty() ? nullptr : &readers_[heap_.front()]; }

  void pop() {
    std::pop_heap(heap_.begin(), heap_.end(), after());
    if (readers_[heap_.back()].next()) {
      std::push_heap(heap_.begin(), heap_.end(), after());
    } else {
      heap_.pop_back();
    }
  }

 private:
  auto after() const {
    return [this](std::size_t a, std::size_t b) { return readers_[b].is_before(readers_[a]); };
  }

  std::vector<Reader> readers_;
  std::vector<std::size_t> heap_;  // of those that have a record
};

}  // namespace claimcheck::explore
