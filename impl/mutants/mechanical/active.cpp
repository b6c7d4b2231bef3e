// SPDX-License-Identifier: MIT
#include "impl/mutants/mechanical/active.hpp"

#include <cstdlib>

namespace claimcheck::mechanical {

unsigned active = 0;

namespace {

// Before what else is computed as the plugin is loaded: tables have mutants too.
__attribute__((constructor(101))) void choose() {
  if (const char* const number = std::getenv("CLAIMCHECK_MECHANICAL")) {
    active = static_cast<unsigned>(std::strtoul(number, nullptr, 10));
  }
}

}  // namespace
}  // namespace claimcheck::mechanical
