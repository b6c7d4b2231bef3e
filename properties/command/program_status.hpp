// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <string_view>

#include "properties/options/exit_status.hpp"
#include "properties/process/surroundings.hpp"

namespace claimcheck::command {

// What a program ends with: what `execute` returns, or what the error that it throws means. The
// error is told on standard error.
int program_status(const std::function<options::ExitStatus()>& execute);

// "claimcheck: ...", on standard error, in lines that fit where it is a terminal.
void say_error(std::string_view message);

// The status, where all that was written to standard output came through: what was not said is no
// verdict. One that something is broken stays.
int status_of_what_was_said(int status, const process::StandardStreams& streams);

}  // namespace claimcheck::command
