// SPDX-License-Identifier: MIT
#include "properties/text/count.hpp"

namespace claimcheck::text {

std::string count_of(std::uint64_t number, std::string_view what) {
  auto text = std::to_string(number) + ' ';
  text += what;
  if (number != 1) text += 's';
  return text;
}

}  // namespace claimcheck::text
