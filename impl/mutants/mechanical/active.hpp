// SPDX-License-Identifier: MIT
#pragma once

#include <type_traits>

namespace claimcheck::mechanical {

// The number of the mutant that this process runs, from the environment; 0: the engine as it is.
extern unsigned active;

constexpr bool is_active(unsigned number) {
  return !std::is_constant_evaluated() && active == number;
}

}  // namespace claimcheck::mechanical
