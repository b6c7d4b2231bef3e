// SPDX-License-Identifier: MIT
#pragma once

#include <functional>

#include "properties/options/exit_status.hpp"

namespace claimcheck::command {

// What is left of a verdict, which is printed, once `write` has written the files that were asked
// for: where it cannot, that is told on standard error, a broken clause stays one, and all else
// becomes a usage error.
options::ExitStatus written_after(options::ExitStatus verdict, const std::function<void()>& write);

}  // namespace claimcheck::command
