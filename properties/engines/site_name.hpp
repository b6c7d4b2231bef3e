// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string_view>

namespace claimcheck::engines {

inline constexpr std::size_t max_site_name = 64;  // characters

// A trace names a site as a word: letters, digits, - and _. `any` means each of them there.
inline bool is_site_name(std::string_view name) {
  if (name.empty() || name.size() > max_site_name || name == "any") return false;
  for (const char c : name) {
    const bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (!is_letter && (c < '0' || c > '9') && c != '-' && c != '_') return false;
  }
  return true;
}

}  // namespace claimcheck::engines
