// SPDX-License-Identifier: MIT
// An engine with nothing around it, filled with extents, and one operation at a time on it.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <random>
#include <vector>

#include "impl/engine.h"

namespace claimcheck::bench {

// Every region alike: extents of one align each, in groups of one size.
struct Shape {
  std::size_t extents = 0;  // a region
  std::size_t group_size = 0;
  std::size_t regions = 1;
  std::uint32_t devices = 1;  // a region

  std::size_t groups() const { return extents / group_size; }
  auto operator<=>(const Shape&) const = default;
};

// Engines take their own locks here, as the environment lends none: any number of threads may use
// one rig, each with devices of its own. Every function but the constructor throws
// std::runtime_error where the engine refuses.
class Rig {
 public:
  // Extents arrive one by one in random order of their groups, on a heap that hands memory out in
  // random order: neither a group's members nor its neighbours lie side by side but where the
  // engine itself sees to it.
  Rig(const claimcheck_engine_api& api, const Shape& shape);
  ~Rig();
  Rig(const Rig&) = delete;
  Rig& operator=(const Rig&) = delete;

  const Shape& shape() const { return shape_; }

  // A write of uuid, made ready so that only the engine's own time is spent by run().
  struct Claim {
    claimcheck_operation operation;
    std::array<char, 40> text;
  };
  void prepare_claim(Claim& claim, std::uint32_t region, std::size_t group,
                     std::uint32_t device) const;

  void claim(std::uint32_t region, std::size_t group, std::uint32_t device);
  void give_back(std::uint32_t region, std::uint32_t device);  // size 0
  void release(std::uint32_t region, std::size_t group);
  void inject(std::uint32_t region, std::size_t group);  // what was released
  void remove_last(std::uint32_t region);                // the device with the highest index
  void create(std::uint32_t region);
  void read_uuid(std::uint32_t region, std::uint32_t device);
  void read_size(std::uint32_t region, std::uint32_t device);
  void read_available(std::uint32_t region);
  // Of a claim: whether it was this one that won, and not another thread's.
  bool wins(Claim& claim);
  void run(Claim& claim);

  // The next of all groups in an order that is random and repeats only after all.
  std::size_t next_group();

 private:
  std::int64_t apply(const claimcheck_operation& operation);
  void must(const claimcheck_operation& operation);
  claimcheck_uuid tag(std::uint32_t region, std::size_t group) const;
  void inject_one(std::uint32_t region, std::size_t group, std::size_t index);
  void fill(std::uint32_t region, std::mt19937_64& random);

  const claimcheck_engine_api& api_;
  const Shape shape_;
  claimcheck_env env_{};
  std::vector<claimcheck_region_setup> regions_;
  void* engine_ = nullptr;
  std::vector<std::uint32_t> order_;
  std::size_t next_ = 0;
};

}  // namespace claimcheck::bench
