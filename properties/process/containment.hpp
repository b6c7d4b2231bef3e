// SPDX-License-Identifier: MIT
#pragma once

#include <sys/types.h>

#include <initializer_list>
#include <vector>

// What keeps an engine in its child process: from our descriptors, from our processes, and from
// living on after it. What it cannot keep it from is in docs/architecture.md.

namespace claimcheck::process {

// In a child: closes what an exec would close, but for these.
void close_all_but(std::initializer_list<int> kept);

// In a child: a signal to any process but this one, its own group's included, is refused with
// EPERM, and so is tracing, reading or limiting another. Where the system refuses such a filter,
// nothing is refused.
void keep_from_other_processes();

// From here on a process whose parent ends becomes a child of ours instead of init's. The children
// that we have now.
std::vector<pid_t> adopt_orphans();

// Ends and reaps every child of ours but these, and what they leave behind in turn.
void end_orphans(const std::vector<pid_t>& but);

}  // namespace claimcheck::process
