// SPDX-License-Identifier: MIT
#include "properties/report/generated_page.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>

#include "properties/options/options.hpp"
#include "properties/store/store.hpp"

namespace claimcheck::report {

std::string with_page(const std::string& text, std::string_view command, const std::string& page) {
  const auto line = fmt::format("<!-- claimcheck {} -->", command);
  const auto begins = line + "\n```\n";
  const auto begin = text.find(begins);
  const auto from = begin + begins.size();
  const auto end = begin == std::string::npos ? begin : text.find("```\n", from);
  if (end == std::string::npos) {
    throw options::UsageError(
        fmt::format("--into: there is no line {} with a block below it", line));
  }
  return text.substr(0, from) + page + text.substr(end);
}

std::string read_document(const std::filesystem::path& path) {
  std::ifstream in(path);
  if (!in) {
    throw store::StoreError(fmt::format("cannot read {}: {}", path.string(), std::strerror(errno)));
  }
  return {std::istreambuf_iterator<char>(in), {}};
}

void write_document(const std::filesystem::path& path, const std::string& text) {
  std::ofstream file(path);
  file << text;
  file.close();
  if (!file) {
    throw store::StoreError(
        fmt::format("cannot write {}: {}", path.string(), std::strerror(errno)));
  }
}

}  // namespace claimcheck::report
