// SPDX-License-Identifier: MIT
#pragma once

#include <barrier>
#include <mutex>
#include <utility>

#include "properties/explore/levels/exchange.hpp"

namespace claimcheck::explore {

// Ranks that are threads of one process, for tests and measurements.
class Threads {
 public:
  explicit Threads(std::size_t size)
      : size_(size),
        barrier_(static_cast<std::ptrdiff_t>(size)),
        boxes_(size),
        sums_(size),
        texts_(size) {}

  class Rank : public Exchange {
   public:
    Rank(Threads& all, std::size_t rank) : all_(all), rank_(rank) {}
    std::size_t rank() const override { return rank_; }
    std::size_t size() const override { return all_.size_; }
    void send(std::size_t to, Batch batch) override {
      ++sent_;
      sent_bytes_ += batch.size();
      const std::lock_guard lock(all_.mutex_);
      all_.boxes_[to].push_back(std::move(batch));
    }
    // The last first: their order must not matter.
    std::optional<Batch> receive() override {
      const std::lock_guard lock(all_.mutex_);
      if (all_.boxes_[rank_].empty()) return std::nullopt;
      Batch batch = std::move(all_.boxes_[rank_].back());
      all_.boxes_[rank_].pop_back();
      ++received_;
      return batch;
    }
    bool is_quiet() override {
      const auto counts = sum({sent_, received_});
      return counts[0] == counts[1];
    }
    std::vector<std::uint64_t> sum(std::vector<std::uint64_t> mine) override {
      all_.sums_[rank_] = mine;
      all_.barrier_.arrive_and_wait();
      std::vector<std::uint64_t> sums(mine.size());
      for (const auto& one : all_.sums_) {
        for (std::size_t index = 0; index < sums.size(); ++index) sums[index] += one[index];
      }
      all_.barrier_.arrive_and_wait();
      return sums;
    }
    std::vector<std::string> gather(const std::string& mine) override {
      all_.texts_[rank_] = mine;
      all_.barrier_.arrive_and_wait();
      auto texts = all_.texts_;
      all_.barrier_.arrive_and_wait();
      return texts;
    }

    std::uint64_t sent_bytes() const { return sent_bytes_; }

   private:
    Threads& all_;
    std::size_t rank_;
    std::uint64_t sent_bytes_ = 0;
    std::uint64_t sent_ = 0;
    std::uint64_t received_ = 0;
  };

 private:
  std::size_t size_;
  std::barrier<> barrier_;
  std::mutex mutex_;
  std::vector<std::vector<Batch>> boxes_;  // guarded by mutex_
  std::vector<std::vector<std::uint64_t>> sums_;
  std::vector<std::string> texts_;
};

}  // namespace claimcheck::explore
