// SPDX-License-Identifier: MIT
#include "properties/process/memory_pressure.hpp"

#include <sys/wait.h>

#include <csignal>
#include <fstream>
#include <string>

namespace claimcheck::process {

std::optional<std::uint64_t> processes_ended_for_memory(const std::filesystem::path& statistics) {
  std::ifstream in(statistics);
  std::string name;
  std::uint64_t count = 0;
  while (in >> name >> count) {
    if (name == "oom_kill") return count;
  }
  return std::nullopt;
}

bool may_have_ended_for_memory(int status, std::optional<std::uint64_t> before,
                               std::optional<std::uint64_t> now) {
  return WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL && before && now && *now > *before;
}

}  // namespace claimcheck::process
