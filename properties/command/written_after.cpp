// SPDX-License-Identifier: MIT
#include "properties/command/written_after.hpp"

#include <fmt/format.h>

#include <cstdio>

#include "properties/store/store.hpp"

namespace claimcheck::command {

options::ExitStatus written_after(options::ExitStatus verdict, const std::function<void()>& write) {
  try {
    write();
  } catch (const store::StoreError& error) {
    std::fflush(stdout);
    fmt::print(stderr, "claimcheck: {}\n", error.what());
    if (verdict != options::ExitStatus::broken) return options::ExitStatus::usage;
  }
  return verdict;
}

}  // namespace claimcheck::command
