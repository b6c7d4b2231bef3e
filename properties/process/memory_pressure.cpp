// SPDX-License-Identifier: MIT
#include "properties/process/memory_pressure.hpp"

#include <sys/wait.h>

#include <charconv>
#include <csignal>
#include <string>
#include <string_view>
#include <system_error>

#include "properties/process/read_text.hpp"

namespace claimcheck::process {

std::optional<std::uint64_t> processes_ended_for_memory(const std::filesystem::path& statistics) {
  constexpr std::size_t max_bytes = 1u << 20;
  constexpr std::string_view name = "\noom_kill ";
  try {
    const auto text = "\n" + read_text(statistics, max_bytes);
    const auto at = text.find(name);
    if (at == std::string::npos) return std::nullopt;
    std::uint64_t count = 0;
    const auto* end = text.data() + text.size();
    if (std::from_chars(text.data() + at + name.size(), end, count).ec != std::errc()) {
      return std::nullopt;
    }
    return count;
  } catch (const std::system_error&) {  // no such file, or no descriptor is left: nothing is known
    return std::nullopt;
  }
}

bool may_have_ended_for_memory(int status, std::optional<std::uint64_t> before,
                               std::optional<std::uint64_t> now) {
  return WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL && before && now && *now > *before;
}

}  // namespace claimcheck::process
