// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "properties/options/exit_status.hpp"
#include "properties/replay/corpus.hpp"

// What comes of files that are replayed by `claimcheck replay`.

namespace claimcheck::report {

options::ExitStatus verdict(const replay::ReplayedTrace& replayed);

// The worst of all. A file that is no input outweighs a clause that is broken: nothing was learnt
// from it.
options::ExitStatus verdict(const std::vector<replay::ReplayedTrace>& replay);

}  // namespace claimcheck::report
