// SPDX-License-Identifier: MIT
#include "properties/campaign/seed_claim.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <system_error>

namespace claimcheck::campaign {
namespace {

namespace fs = std::filesystem;

// Whether the path still names the file that is open: whoever had it locked before may have removed
// it meanwhile, and a third may have made it anew.
bool is_file_of(int descriptor, const fs::path& path) {
  struct stat open_file {};
  struct stat named {};
  return fstat(descriptor, &open_file) == 0 && stat(path.c_str(), &named) == 0 &&
         open_file.st_dev == named.st_dev && open_file.st_ino == named.st_ino;
}

}  // namespace

fs::path report_of(const fs::path& folder, std::uint64_t seed) {
  return folder / fmt::format("{:08}.json", seed);
}

std::optional<SeedClaim> SeedClaim::of(const fs::path& folder, std::uint64_t seed) {
  if (fs::exists(report_of(folder, seed))) return std::nullopt;
  auto path = folder / fmt::format("{:08}.running", seed);
  process::Descriptor file(open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666));
  if (file.get() < 0) throw std::system_error(errno, std::generic_category(), path.string());
  if (flock(file.get(), LOCK_EX | LOCK_NB) != 0) {
    if (errno == EWOULDBLOCK) return std::nullopt;
    throw std::system_error(errno, std::generic_category(), "flock of " + path.string());
  }
  if (!is_file_of(file.get(), path)) return std::nullopt;
  SeedClaim claim(std::move(path), std::move(file), seed);
  // It may have been done between the first look and the lock.
  if (fs::exists(report_of(folder, seed))) return std::nullopt;
  return claim;
}

SeedClaim SeedClaim::next(const fs::path& folder, std::uint64_t first) {
  for (auto seed = first;; ++seed) {
    if (auto claim = of(folder, seed)) return std::move(*claim);
  }
}

SeedClaim::~SeedClaim() {
  if (path_.empty() || file_.get() < 0) return;
  // Removed while it is locked: nobody can take a file for free that is about to go.
  std::error_code error;
  fs::remove(path_, error);
}

}  // namespace claimcheck::campaign
