// SPDX-License-Identifier: MIT
#include "properties/report/proved.hpp"

#include <fmt/format.h>

#include <fstream>
#include <string_view>

#include "properties/store/store.hpp"

namespace claimcheck::report {
namespace {

// The text before the next separator, which is taken from the line as well.
std::string next_cell(std::string_view& line) {
  constexpr std::string_view separator = " | ";
  const auto end = line.find(separator);
  const std::string cell(line.substr(0, end));
  line.remove_prefix(end == std::string_view::npos ? line.size() : end + separator.size());
  return cell;
}

}  // namespace

std::vector<ProvedObligation> proved_obligations(const std::filesystem::path& page) {
  std::ifstream in(page);
  std::vector<ProvedObligation> all;
  std::string theorem;
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with("### (")) theorem = line.substr(5, line.find(')') - 5);
    if (!line.starts_with("| `")) continue;
    std::string_view rest(line);
    rest.remove_prefix(2);
    auto id = next_cell(rest);
    id = id.substr(1, id.size() - 2);
    auto sentence = next_cell(rest);
    all.push_back({std::move(id), std::move(sentence), next_cell(rest), theorem});
  }
  if (all.empty())
    throw store::StoreError(
        fmt::format("{}: expected the page that `claimcheck prove --page` writes", page.string()));
  return all;
}

}  // namespace claimcheck::report
