// SPDX-License-Identifier: MIT
#include "properties/judge/warnings.hpp"

#include <algorithm>
#include <cctype>
#include <cstring>

namespace claimcheck::judge {
namespace {

bool is_word(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) || c == '_';
}

// A decimal or hexadecimal number, with or without 0x, or a UUID.
bool is_number(std::string_view word) {
  if (word.starts_with("0x")) word.remove_prefix(2);
  constexpr std::size_t uuid_length = 36;
  const auto is_digit = [](unsigned char c) { return std::isdigit(c) != 0; };
  const auto is_part = [](unsigned char c) { return std::isxdigit(c) != 0 || c == '-'; };
  const bool may_be = word.size() == uuid_length || std::ranges::any_of(word, is_digit);
  return may_be && std::ranges::all_of(word, is_part);
}

// A name whose last digits are a number, as of one device among many, without them.
std::string_view stem_of(std::string_view word) {
  while (!word.empty() && std::isdigit(static_cast<unsigned char>(word.back()))) {
    word.remove_suffix(1);
  }
  return word;
}

}  // namespace

std::string text_pattern(std::string_view text) {
  std::string pattern;
  while (!text.empty()) {
    const auto end = std::ranges::find_if_not(text, [](char c) { return is_word(c) || c == '-'; });
    const auto word = text.substr(0, static_cast<std::size_t>(end - text.begin()));
    const auto stem = is_number(word) ? std::string_view() : stem_of(word);
    pattern += stem;
    if (stem.size() < word.size()) pattern += '#';
    text.remove_prefix(word.size());
    if (text.empty()) break;
    pattern += text.front();
    text.remove_prefix(1);
  }
  return pattern;
}

std::string_view WarningTable::Row::name() const {
  return {text.data(), strnlen(text.data(), text.size())};
}

void WarningTable::count(std::string_view text, std::uint64_t trace) {
  text = text.substr(0, max_text - 1);
  // Memory that an engine can write over is not taken at its word.
  const auto known = std::min<std::size_t>(used, max_rows);
  const auto end = rows.begin() + static_cast<std::ptrdiff_t>(known);
  const auto row = std::find_if(rows.begin(), end, [&](const Row& r) { return r.name() == text; });
  if (row != end) {
    ++row->count;
    return;
  }
  if (known == max_rows) {
    ++others;
    return;
  }
  auto& fresh = rows[known];
  fresh = {};
  std::copy(text.begin(), text.end(), fresh.text.begin());
  fresh.count = 1;
  fresh.first_trace = trace;
  used = known + 1;
}

}  // namespace claimcheck::judge
