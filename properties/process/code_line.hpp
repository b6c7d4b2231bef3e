// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>

// Where in a source the code of a shared object stands: by its debug information, and addr2line.

namespace claimcheck::process {

// "bus.c:412", of the instruction before `offset` bytes into the object, which is the call where
// that is a return address. Of a function that the compiler put into its callers it is the
// outermost that is no shim. Empty where nothing tells.
std::string code_line(const std::string& object, std::uint64_t offset);

// The text with that in place of each "engine.so+0x11c0", where `engine`, as the command line names
// it, is the path of an engine.so and a line is known.
std::string with_code_lines(const std::string& text, const std::string& engine);

}  // namespace claimcheck::process
