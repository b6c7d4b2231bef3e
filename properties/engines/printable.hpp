// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace claimcheck::engines {

inline constexpr std::size_t max_printable = 200;  // characters

// What an engine said, fit for one line of a report or of a trace's comment: bytes that are not
// printable ASCII as \xNN, cut where it is longer than the limit.
std::string printable(std::string_view text, std::size_t max_size = max_printable);

// A pointer that an engine passes for a text may be anything, but null is told apart.
inline const char* text_or_null(const char* text) {
  return text ? text : "(null)";
}

}  // namespace claimcheck::engines
