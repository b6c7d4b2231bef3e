// SPDX-License-Identifier: MIT
#include "properties/driver/printable.hpp"

#include <fmt/format.h>

namespace claimcheck::driver {

std::string printable(std::string_view text) {
  std::string out;
  for (const char c : text.substr(0, longest_printable)) {
    if (c >= ' ' && c <= '~') {
      out += c;
    } else {
      out += fmt::format("\\x{:02x}", static_cast<unsigned char>(c));
    }
  }
  if (text.size() > longest_printable) out += "...";
  return out;
}

}  // namespace claimcheck::driver
