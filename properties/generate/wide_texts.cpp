// SPDX-License-Identifier: MIT
#include "properties/generate/wide_texts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "properties/generate/boundaries.hpp"

namespace claimcheck::generate {
namespace {

using namespace std::string_literals;

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

char in_other_case(char c) {
  return is_letter(c) ? static_cast<char>(c ^ 0x20) : c;
}

// Each letter in a case of its own, all but one in one, or all in the other.
std::string in_some_case(Choices& choices, std::string text) {
  const auto place = choices.below(text.size());
  switch (choices.weighted({3, 2, 1, 1})) {
    case 0:
      for (auto& c : text) c = choices.percent(50) ? in_other_case(c) : c;
      break;
    case 1: {  // the next letter alone
      const auto at =
          std::find_if(text.begin() + static_cast<std::ptrdiff_t>(place), text.end(), is_letter);
      if (at != text.end()) *at = in_other_case(*at);
      break;
    }
    case 2:
      for (auto& c : text) c = in_other_case(c);
      break;
    default:
      break;
  }
  return text;
}

// A byte that a parser may take for the one that is right there: a neighbour of the digits, the
// same but for a bit, white space; or any.
char other_byte(Choices& choices, char now) {
  switch (choices.weighted({3, 3, 2, 2, 1})) {
    case 0:
      return static_cast<char>(choices.below(256));
    case 1:
      return static_cast<char>(static_cast<unsigned char>(now) ^ 1u << choices.below(8));
    case 2:
      return choices.one_of({'/', ':', '@', 'G', '`', 'g', '-', '_', 'x', 'X'});
    case 3:
      return choices.one_of({'\0', '\r', '\n', '\t', '\v', '\f', ' ', '\x7f', '\xa0', '\xff'});
    default:
      return choices.one_of({'0', '+', '8', '9'});
  }
}

// Mostly a few bytes; now and then about a page, which is all that a write to sysfs may have, and
// hardly ever about what a length of 16 bits holds.
std::uint64_t some_text_length(Choices& choices) {
  switch (choices.weighted({60, 30, 9, 1})) {
    case 0:
      return choices.between(1, 8);
    case 1:
      return choices.between(9, 300);
    case 2:
      return choices.between(4'000, 4'200);
    default:
      return choices.between(65'490, 65'580);
  }
}

std::string some_tail(Choices& choices) {
  const auto byte = choices.percent(50) ? '0' : static_cast<char>(choices.below(256));
  std::string tail(some_text_length(choices), byte);
  for (int i = 0; i < 3 && choices.percent(50); ++i) {
    tail[choices.below(tail.size())] = static_cast<char>(choices.below(256));
  }
  return tail;
}

void spoil_once(Choices& choices, std::string& text) {
  // The ends are where parsers go wrong, and the letter of a base, which is the second.
  const auto any = choices.below(text.size());
  const auto last = text.size() - 1;
  const auto end = choices.one_of({std::size_t{0}, std::min<std::size_t>(1, last), last});
  const auto place = choices.percent(60) ? any : end;
  const auto at = text.begin() + static_cast<std::ptrdiff_t>(place);
  switch (choices.weighted({6, 4, 3, 1, 1, 1, 1})) {
    case 0:
      *at = other_byte(choices, *at);
      break;
    case 1:
      text.insert(at + choices.one_of({0, 1}), other_byte(choices, *at));
      break;
    case 2:
      text.erase(at);
      break;
    case 3:
      std::swap(*at, text.front());
      break;
    case 4:
      text.resize(place);
      break;
    case 5:
      text += text;
      break;
    default:
      text += some_tail(choices);
  }
}

std::string spoiled(Choices& choices, std::string text) {
  do {
    spoil_once(choices, text);
  } while (!text.empty() && choices.percent(20));
  return text;
}

std::string with_some_end(Choices& choices, std::string text) {
  switch (choices.weighted({12, 5, 3, 2})) {
    case 0:
      return text + "\n";
    case 1:
      return text;
    case 2:  // W0: what is behind the NUL is not looked at
      if (choices.percent(70)) text += '\n';
      return text + '\0' + (choices.percent(30) ? ""s : some_tail(choices));
    default:
      return text + choices.one_of({"\r\n"s, "\r"s, "\n\n"s, " "s, "\n "s, "\t"s, " \n"s, "\n\r"s});
  }
}

// Other ways to write the same, none of which is right.
std::string in_other_layout(Choices& choices, const std::string& text) {
  std::string bare;
  std::ranges::copy_if(text, std::back_inserter(bare), [](char c) { return c != '-'; });
  switch (choices.below(6)) {
    case 0:
      return bare;
    case 1:
      return "{" + text + "}";
    case 2:
      return "urn:uuid:" + text;
    case 3:
      return choices.one_of({"0x"s, "0"s, "+"s, " "s, "\n"s}) + text;
    case 4: {  // as long, with a dash elsewhere
      auto moved = text;
      const std::array<std::size_t, 4> dashes = {8, 13, 18, 23};
      const auto dash = dashes[choices.below(dashes.size())];
      std::swap(moved[dash], moved[choices.below(moved.size())]);
      return moved;
    }
    default: {
      auto other = text;
      std::ranges::replace(other, '-', choices.one_of({'_', ':', ' ', '0', '\r'}));
      return other;
    }
  }
}

// The digits of high * 2^64 + low.
std::string digits_of(std::uint64_t high, std::uint64_t low, unsigned base) {
  std::array<std::uint64_t, 4> words = {high >> 32, high & UINT32_MAX, low >> 32, low & UINT32_MAX};
  std::string digits;
  do {
    std::uint64_t rest = 0;
    for (auto& word : words) {
      const auto part = rest << 32 | word;
      word = part / base;
      rest = part % base;
    }
    digits.insert(digits.begin(), "0123456789abcdef"[rest]);
  } while (std::ranges::any_of(words, [](auto word) { return word != 0; }));
  return digits;
}

// In decimal, octal or hexadecimal, behind its prefix any zeros: a decimal with zeros before it is
// an octal one. Now and then with more than 64 bits, of which the lower ones are the number's.
std::string in_some_base(Choices& choices, std::uint64_t number) {
  const auto zeros = std::string(choices.percent(30) ? some_text_length(choices) : 0, '0');
  const std::uint64_t high = choices.percent(90) ? 0 : choices.one_of({1u, 1u, 2u, 10u, 1u << 31});
  switch (choices.weighted({4, 3, 4})) {
    case 0:
      return (choices.percent(90) ? ""s : zeros) + digits_of(high, number, 10);
    case 1:
      return "0" + zeros + digits_of(high, number, 8);
    default:
      return in_some_case(choices, "0x" + zeros + digits_of(high, number, 16));
  }
}

std::uint64_t some_number(Choices& choices, std::uint64_t now, std::uint64_t align) {
  const auto bit = std::uint64_t{1} << choices.below(64);
  switch (choices.weighted({5, 6, 2, 2, 2, 2, 1})) {
    case 0:
      return 0;
    case 1:
      return now;
    case 2:
      return now ^ bit;
    case 3:
      return now + choices.one_of({align, std::uint64_t{0} - align, align / 2, std::uint64_t{1}});
    case 4:
      return align * near_power(choices, 1, UINT64_MAX / align);
    case 5:
      return near_power(choices, 0, UINT64_MAX);
    default:
      return ~std::uint64_t{0} - choices.below(2) * (align - 1);
  }
}

}  // namespace

std::string wide_claim_text(Choices& choices, const model::Uuid& tag) {
  auto text = to_string(tag);
  if (tag.is_null() && choices.percent(50)) {
    text = choices.percent(80) ? "0"s : choices.one_of({"00"s, "0x0"s, "+0"s, "-0"s, "O"s, "0-"s});
    return with_some_end(choices, choices.percent(85) ? text : spoiled(choices, text));
  }
  text = in_some_case(choices, text);
  switch (choices.weighted({12, 7, 2})) {
    case 0:
      break;
    case 1:
      text = spoiled(choices, text);
      break;
    default:
      text = in_other_layout(choices, text);
  }
  return with_some_end(choices, text);
}

std::string wide_size_text(Choices& choices, std::uint64_t now, std::uint64_t align) {
  auto text = in_some_base(choices, some_number(choices, now, align));
  if (choices.percent(25)) text.insert(text.begin(), '+');
  if (choices.percent(5)) text.insert(0, choices.one_of({"-"s, "++"s, " "s, "+-"s, "\n"s, "0"s}));
  if (choices.percent(4)) text += choices.one_of({'k', 'K', 'M', 'G', 'u', 'L', '.', '_', 'h'});
  if (choices.percent(18)) text = spoiled(choices, text);
  return with_some_end(choices, text);
}

}  // namespace claimcheck::generate
