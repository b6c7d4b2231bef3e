// SPDX-License-Identifier: MIT
// What is written to attributes, against readers that share nothing with the model's but the
// contract's sentence: slow, obvious, digit by digit.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>

#include "model/rules/sysfs_input.hpp"
#include "model/uuid.hpp"

namespace {

using namespace claimcheck;

void demand(bool holds) {
  if (!holds) std::abort();
}

constexpr std::string_view lower_digits = "0123456789abcdef";
constexpr std::string_view upper_digits = "0123456789ABCDEF";

std::size_t digit_value(char c) {
  const auto lower = lower_digits.find(c);
  return lower != std::string_view::npos ? lower : upper_digits.find(c);
}

bool fits(std::string_view text, std::string_view pattern) {
  if (text.size() != pattern.size()) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_digit = digit_value(text[i]) != std::string_view::npos;
    if (pattern[i] == 'x' ? !is_digit : text[i] != pattern[i]) return false;
  }
  return true;
}

bool is_uuid(std::string_view text) {
  return fits(text, "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx");
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    const auto upper = upper_digits.find(c);
    if (upper != std::string_view::npos) c = lower_digits[upper];
  }
  return out;
}

// kstrtoull(text, 0) of a text without a NUL in it.
std::optional<std::uint64_t> size_of(std::string text) {
  if (!text.empty() && text.back() == '\n') text.pop_back();
  if (!text.empty() && text.front() == '+') text.erase(0, 1);
  unsigned base = 10;
  if (text.size() >= 2 && text[0] == '0' && (text[1] == 'x' || text[1] == 'X')) {
    base = 16;
    text.erase(0, 2);
  } else if (!text.empty() && text[0] == '0') {
    base = 8;
  }
  if (text.empty()) return std::nullopt;
  std::uint64_t value = 0;
  for (const char c : text) {
    const auto digit = digit_value(c);
    if (digit >= base) return std::nullopt;
    if (__builtin_mul_overflow(value, base, &value)) return std::nullopt;
    if (__builtin_add_overflow(value, digit, &value)) return std::nullopt;
  }
  return value;
}

void check_uuid(std::string_view text) {
  const auto uuid = model::parse_uuid(text);
  demand(uuid.has_value() == is_uuid(text));
  if (uuid) demand(to_string(*uuid) == lower(text));
}

// W0: what is written ends at its first NUL.
std::string up_to_nul(const std::string& text) {
  return text.c_str();
}

void check_claim(const std::string& text) {
  const auto seen = up_to_nul(text);
  std::string_view line = seen;
  if (!line.empty() && line.back() == '\n') line.remove_suffix(1);
  const auto uuid = model::read_claim_text(text);
  demand(uuid.has_value() == (line == "0" || is_uuid(line)));
  if (uuid && line == "0") demand(uuid->is_null());
  if (uuid && line != "0") demand(to_string(*uuid) == lower(line));
}

void check(const std::string& text) {
  check_uuid(text);
  check_claim(text);
  demand(model::read_size_text(text) == size_of(up_to_nul(text)));
}

}  // namespace

// The whole input is one text, and so is each of its words, with and without a newline: that way
// the UUIDs of the corpus are seeds.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string all(reinterpret_cast<const char*>(data), size);
  check(all);
  for (std::size_t begin = 0; begin < all.size();) {
    const auto end = std::min(all.find_first_of(" \n", begin), all.size());
    const auto word = all.substr(begin, end - begin);
    check(word);
    check(word + "\n");
    check(word + "\n\n");
    begin = end + 1;
  }
  return 0;
}
