// SPDX-License-Identifier: MIT
#pragma once

#include <functional>

#include "properties/options/exit_status.hpp"

namespace claimcheck::command {

// What a program ends with: what `execute` returns, or what the error that it throws means. The
// error is told on standard error.
int program_status(const std::function<options::ExitStatus()>& execute);

}  // namespace claimcheck::command
