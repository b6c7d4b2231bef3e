// SPDX-License-Identifier: MIT
#include "properties/explore/mpi/launched.hpp"

#include <dlfcn.h>
#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>
#include <string>

namespace claimcheck::explore {

namespace {

namespace fs = std::filesystem;

std::optional<std::size_t> number(const char* variable) {
  const char* text = std::getenv(variable);
  if (text == nullptr) return std::nullopt;
  char* end = nullptr;
  const unsigned long value = std::strtoul(text, &end, 10);
  if (end == text || *end != '\0') return std::nullopt;
  return value;
}

// In a build tree it lies beside the program; where it is installed, in lib/claimcheck.
fs::path shared_object() {
  std::error_code none;
  const fs::path folder = fs::read_symlink("/proc/self/exe", none).parent_path();
  const fs::path beside = folder / "claimcheck_mpi.so";
  if (fs::exists(beside, none)) return beside;
  return folder.parent_path() / "lib" / "claimcheck" / "claimcheck_mpi.so";
}

}  // namespace

std::optional<Launched> launched() {
  if (const auto size = number("OMPI_COMM_WORLD_SIZE")) {
    return Launched{number("OMPI_COMM_WORLD_RANK").value_or(0), *size};
  }
  // Other launchers start programs that know nothing of MPI as well, alone mostly.
  if (const auto size = number("PMI_SIZE"); size && *size > 1) {
    return Launched{number("PMI_RANK").value_or(0), *size};
  }
  const auto tasks = number("SLURM_STEP_NUM_TASKS");
  if (const auto rank = number("PMIX_RANK"); rank && tasks && *tasks > 1) {
    return Launched{*rank, *tasks};
  }
  return std::nullopt;
}

std::unique_ptr<Ranks> join_ranks(const Launched& launched) {
  const fs::path file = shared_object();
  std::error_code none;
  if (!fs::exists(file, none)) {
    throw NoRanks(fmt::format(
        "this is rank {} of {} under mpirun, and the program was built without Open MPI: install "
        "libopenmpi-dev and openmpi-bin and build it again, or start it without mpirun",
        launched.rank, launched.size));
  }
  // Open MPI's own plugins look for its symbols among those of all.
  void* handle = dlopen(file.c_str(), RTLD_NOW | RTLD_GLOBAL);
  if (handle == nullptr) throw NoRanks(fmt::format("cannot use Open MPI: {}", dlerror()));
  using Join = Ranks* (*)();
  const auto join = reinterpret_cast<Join>(dlsym(handle, "claimcheck_join_ranks"));
  if (join == nullptr) throw NoRanks(fmt::format("{}: is of another version", file.string()));
  std::unique_ptr<Ranks> ranks(join());
  if (ranks->size() != launched.size) {
    throw NoRanks(fmt::format(
        "the launcher says that there are {} ranks, and Open MPI knows of {}: it is not the "
        "mpirun of the Open MPI that this program was built with",
        launched.size, ranks->size()));
  }
  return ranks;
}

}  // namespace claimcheck::explore
