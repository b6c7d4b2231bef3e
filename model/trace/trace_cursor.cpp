// SPDX-License-Identifier: MIT
#include "model/trace/trace_cursor.hpp"

#include <fmt/format.h>

#include <charconv>

#include "model/trace/bytes.hpp"

namespace claimcheck::model {
namespace {

bool ends_word(char c) {
  return c == ' ' || c == ',' || c == '"';
}

}  // namespace

void Cursor::skip_space() {
  while (place_ < line_.size() && line_[place_] == ' ') ++place_;
}

bool Cursor::at_end() {
  skip_space();
  return place_ == line_.size() || line_[place_] == '#';
}

std::string_view Cursor::peek() {
  if (at_end()) return {};
  std::size_t end = place_;
  while (end < line_.size() && !ends_word(line_[end])) ++end;
  if (end == place_ && line_[end] == ',') ++end;
  return line_.substr(place_, end - place_);
}

bool Cursor::accept(std::string_view word) {
  if (peek() != word) return false;
  word_ = place_;
  place_ += word.size();
  return true;
}

void Cursor::expect(std::string_view word) {
  if (!accept(word)) refuse_next(fmt::format("expected '{}'", word));
}

std::string_view Cursor::word(std::string_view meaning) {
  const auto next = peek();
  if (next.empty() || next == ",") refuse_next(fmt::format("expected {}", meaning));
  word_ = place_;
  place_ += next.size();
  return next;
}

std::uint64_t Cursor::number(std::string_view meaning, std::uint64_t highest) {
  const auto text = word(meaning);
  std::uint64_t value = 0;
  const char* end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, value);
  if (read.ec != std::errc{} || read.ptr != end || value > highest) {
    refuse(fmt::format("expected {}, a number from 0 to {}", meaning, highest));
  }
  return value;
}

std::uint64_t Cursor::bytes(std::string_view meaning) {
  const auto value = parse_bytes(word(meaning));
  if (!value) {
    refuse(fmt::format(
        "expected {}: digits and at most one of K, M, G, T, P, E, or 0x and hexadecimal "
        "digits, no more than {} bytes",
        meaning, max_bytes));
  }
  return *value;
}

bool Cursor::is_string() {
  skip_space();
  return place_ < line_.size() && line_[place_] == '"';
}

std::string Cursor::string() {
  word_ = place_++;
  std::string text;
  for (;;) {
    if (place_ == line_.size()) refuse("this text has no closing quote");
    const char c = line_[place_++];
    if (c == '"') return text;
    if (c != '\\') {
      text += c;
      continue;
    }
    const char escape = place_ < line_.size() ? line_[place_++] : ' ';
    unsigned byte = 0;
    switch (escape) {
      case 'n':
        text += '\n';
        break;
      case 't':
        text += '\t';
        break;
      case '0':
        text += '\0';
        break;
      case '\\':
        text += '\\';
        break;
      case '"':
        text += '"';
        break;
      case 'x': {
        const auto digits = line_.substr(place_, 2);
        const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), byte, 16);
        if (digits.size() != 2 || read.ptr != digits.data() + 2) {
          refuse("an \\x in this text is not followed by two hexadecimal digits");
        }
        text += static_cast<char>(byte);
        place_ += 2;
        break;
      }
      default:
        refuse("this text has an escape that is none of \\n \\t \\0 \\\\ \\\" \\xNN");
    }
  }
}

void Cursor::refuse(const std::string& message) const {
  throw SyntaxError(number_, word_ + 1, message);
}

void Cursor::refuse_next(const std::string& message) {
  skip_space();
  word_ = place_;
  refuse(message);
}

}  // namespace claimcheck::model
