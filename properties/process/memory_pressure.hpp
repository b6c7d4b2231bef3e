// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>

namespace claimcheck::process {

// How many processes the system has ended for want of memory since it was started: a line
// `oom_kill N` of its statistics. Nothing where they are not there or have none.
std::optional<std::uint64_t> processes_ended_for_memory(
    const std::filesystem::path& statistics = "/proc/vmstat");

// Whether a child that ended so, as waitpid() says it, may have been one of them: killed by SIGKILL
// while their number went up.
bool may_have_ended_for_memory(int status, std::optional<std::uint64_t> before,
                               std::optional<std::uint64_t> now);

}  // namespace claimcheck::process
