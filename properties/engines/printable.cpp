// SPDX-License-Identifier: MIT
#include "properties/engines/printable.hpp"

#include <fmt/format.h>

namespace claimcheck::engines {

std::string printable(std::string_view text) {
  std::string out;
  for (const char c : text.substr(0, max_printable)) {
    if (c >= ' ' && c <= '~') {
      out += c;
    } else {
      out += fmt::format("\\x{:02x}", static_cast<unsigned char>(c));
    }
  }
  if (text.size() > max_printable) out += "...";
  return out;
}

}  // namespace claimcheck::engines
