// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace claimcheck::explore {

using Batch = std::vector<std::uint8_t>;

// The processes that explore together, their ranks from 0. Every call but send() and receive() is
// made by all of them, in one order. What one of them cannot go on from ends them all.
class Exchange {
 public:
  virtual ~Exchange() = default;

  virtual std::size_t rank() const = 0;
  virtual std::size_t size() const = 0;

  // Batches are not empty, and never lost; they arrive in any order.
  virtual void send(std::size_t rank, Batch batch) = 0;
  virtual std::optional<Batch> receive() = 0;

  // Asked again and again, and receive() between: true once every rank asks and has received all
  // that any rank has sent. Then nobody sends before the next call that is made by all.
  virtual bool is_quiet() = 0;

  virtual std::vector<std::uint64_t> sum(std::vector<std::uint64_t> mine) = 0;
  // Of all ranks, in order.
  virtual std::vector<std::string> gather(const std::string& mine) = 0;
};

// One process.
class Alone : public Exchange {
 public:
  std::size_t rank() const override { return 0; }
  std::size_t size() const override { return 1; }
  void send(std::size_t, Batch) override {}
  std::optional<Batch> receive() override { return std::nullopt; }
  bool is_quiet() override { return true; }
  std::vector<std::uint64_t> sum(std::vector<std::uint64_t> mine) override { return mine; }
  std::vector<std::string> gather(const std::string& mine) override { return {mine}; }
};

}  // namespace claimcheck::explore
