// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>

#include "properties/process/pipe.hpp"

// Which process does which seed, where many do them over one folder. The lock of a file says that
// its process lives: one that is killed leaves a seed that the next takes up.

namespace claimcheck::campaign {

class SeedClaim {
 public:
  // The lowest seed from `first` on that nobody has done or does. Throws std::system_error where
  // the folder cannot be written.
  static SeedClaim next(const std::filesystem::path& folder, std::uint64_t first);
  // Leaves the seed to others, unless it is done.
  ~SeedClaim();
  SeedClaim(SeedClaim&&) = default;
  SeedClaim(const SeedClaim&) = delete;
  SeedClaim& operator=(const SeedClaim&) = delete;

  std::uint64_t seed() const { return seed_; }

 private:
  SeedClaim(std::filesystem::path path, process::Descriptor file, std::uint64_t seed)
      : path_(std::move(path)), file_(std::move(file)), seed_(seed) {}
  // Nothing where the seed is another's, or done.
  static std::optional<SeedClaim> of(const std::filesystem::path& folder, std::uint64_t seed);

  std::filesystem::path path_;  // empty: moved from
  process::Descriptor file_;    // locked while this lives
  std::uint64_t seed_;
};

// Where the report of a seed lies once it is done.
std::filesystem::path report_of(const std::filesystem::path& folder, std::uint64_t seed);

}  // namespace claimcheck::campaign
