// SPDX-License-Identifier: MIT
#pragma once

#include <string>

namespace claimcheck {

// How many processes have CLAIMCHECK_TEST_MARK=mark in the environment that they began with. Those
// that are about to end are given a moment.
int left_running(const std::string& mark);

}  // namespace claimcheck
