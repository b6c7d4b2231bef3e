// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace claimcheck::judge {

// A text with every number, address and UUID in it as '#', also where a name ends with it: what an
// engine says of one thing is one text, whatever the thing's numbers are.
std::string text_pattern(std::string_view text);

// What an engine warned about (A5): each distinct text, how often, and where first. Plain numbers
// and characters, so that a child process can count in memory that it shares.
struct WarningTable {
  static constexpr std::size_t max_rows = 32;
  static constexpr std::size_t max_text = 200;

  struct Row {
    std::array<char, max_text> text{};  // cut to fit, ended by a NUL
    std::uint64_t count = 0;
    std::uint64_t first_trace = 0;  // its number

    std::string_view name() const;
  };
  std::array<Row, max_rows> rows{};
  std::uint64_t used = 0;
  std::uint64_t others = 0;  // of further texts

  void count(std::string_view text, std::uint64_t trace);
};

}  // namespace claimcheck::judge
