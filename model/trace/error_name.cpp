// SPDX-License-Identifier: MIT
#include "model/trace/error_name.hpp"

#include <charconv>
#include <cstring>

namespace claimcheck::model {
namespace {

constexpr int max_error = 4095;  // MAX_ERRNO of the kernel
constexpr std::string_view nameless = "errno-";

}  // namespace

std::string error_name(int error) {
  if (const char* name = strerrorname_np(error)) return name;
  return std::string(nameless) + std::to_string(error);
}

std::optional<int> parse_error_name(std::string_view name) {
  if (name.starts_with(nameless)) {
    int error = 0;
    const char* end = name.data() + name.size();
    const auto read = std::from_chars(name.data() + nameless.size(), end, error);
    if (read.ec != std::errc{} || read.ptr != end || error <= 0) return std::nullopt;
    if (error_name(error) != name) return std::nullopt;
    return error;
  }
  // All names do; what else stands where one may, such as "ok" on most lines, is not searched for.
  if (!name.starts_with('E')) return std::nullopt;
  for (int error = 1; error <= max_error; ++error) {
    const char* candidate = strerrorname_np(error);
    if (candidate && name == candidate) return error;
  }
  return std::nullopt;
}

}  // namespace claimcheck::model
