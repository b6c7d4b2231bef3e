// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/trace/trace.hpp"

// A trace in the words of somebody who knows the kernel and has never seen a trace.

namespace claimcheck::mail {

// What the tree calls the two locks of which the contract speaks.
struct LockNames {
  std::string region = "the region lock";
  std::string device = "the device lock";
};

// "region0 is dynamic: 1G at 4G, aligned to 2M", one for each region.
std::vector<std::string> regions_of(const model::Trace& trace);

// What is done, a line for each operation, the failures it meets in front of it: the commands that
// reach a file of sysfs as a shell takes them, the rest as sentences.
std::vector<std::string> steps_of(const model::Trace& trace, const LockNames& locks = {});

// What was seen, said without what only this project knows: how a process died, numbers of
// scheduled steps, names of fallible steps.
std::string in_kernel_words(std::string message, const LockNames& locks = {});

// A sentence of the contract, which speaks of engines, about the driver that is one.
std::string for_a_driver(std::string_view sentence);

}  // namespace claimcheck::mail
