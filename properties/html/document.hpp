// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "properties/html/markup.hpp"
#include "properties/options/exit_status.hpp"

namespace claimcheck::html {

// What stands first in a page: the verdict, and what it is of.
struct Verdict {
  options::ExitStatus status = options::ExitStatus::holds;
  std::string sentence;            // "12 distinct defects of posted"
  std::vector<std::string> facts;  // what was run, and how far it came
};

// A whole file: no other file, no network and no script from elsewhere belongs to it.
std::string document(std::string_view title, const Verdict& verdict, const Markup& body);

}  // namespace claimcheck::html
