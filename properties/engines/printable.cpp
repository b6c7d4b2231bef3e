// SPDX-License-Identifier: MIT
#include "properties/engines/printable.hpp"

#include <fmt/format.h>

namespace claimcheck::engines {

std::string printable(std::string_view text, std::size_t max_size) {
  std::string out;
  for (const char c : text.substr(0, max_size)) {
    if (c >= ' ' && c <= '~') {
      out += c;
    } else {
      out += fmt::format("\\x{:02x}", static_cast<unsigned char>(c));
    }
  }
  if (text.size() > max_size) out += "...";
  return out;
}

}  // namespace claimcheck::engines
