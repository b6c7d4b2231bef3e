// SPDX-License-Identifier: MIT
#pragma once

#include "properties/options/exit_status.hpp"

namespace claimcheck::command {

// `explore --locks`: prints what the indexed engine's locks do in every execution that RC11
// allows.
options::ExitStatus explore_locks();

}  // namespace claimcheck::command
