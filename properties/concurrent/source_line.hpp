// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "properties/schedule/execution.hpp"

namespace claimcheck::concurrent {

// Where in an engine's source: "bus.c:412". Of a code address that no debug information tells of,
// "function+0x1c", or else "engine.so+0x11c0"; of an address in no loaded object, and of nothing at
// all, an empty text. An address is looked up once in the life of the process, by addr2line.
std::string source_line(const schedule::Source& source);

}  // namespace claimcheck::concurrent
