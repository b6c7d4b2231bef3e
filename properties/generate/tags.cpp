// SPDX-License-Identifier: MIT
#include "properties/generate/tags.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <string>

namespace claimcheck::generate {
namespace {

using model::Uuid;

// Distinct, and none is the null UUID.
void add_tag(std::vector<model::NamedTag>& tags, const Uuid& uuid) {
  const bool is_known = std::ranges::any_of(tags, [&](const auto& t) { return t.uuid == uuid; });
  if (uuid.is_null() || is_known) return;
  auto name = std::string(1, static_cast<char>('A' + tags.size() % 26));
  if (tags.size() >= 26) name += std::to_string(tags.size() / 26);
  tags.push_back({name, uuid});
}

Uuid random_uuid(Choices& choices) {
  Uuid uuid;
  for (auto& byte : uuid.bytes) byte = static_cast<std::uint8_t>(choices.below(256));
  return uuid;
}

std::uint8_t some_bit(Choices& choices) {
  return static_cast<std::uint8_t>(1u << choices.below(8));
}

// `uuid` but for a bit, a byte, some bytes that are zero, or all but those.
Uuid in_part(Choices& choices, Uuid uuid) {
  const std::size_t length = std::size_t{1} << choices.below(4);  // 1, 2, 4, 8: what a word has
  const auto place = choices.below(uuid.bytes.size() / length) * length;
  const auto part = std::span(uuid.bytes).subspan(place, length);
  const auto one = choices.below(uuid.bytes.size());
  switch (choices.weighted({5, 3, 3, 2})) {
    case 0:
      uuid.bytes[one] ^= some_bit(choices);
      break;
    case 1:
      uuid.bytes[one] = static_cast<std::uint8_t>(choices.below(256));
      break;
    case 2:
      std::ranges::fill(part, std::uint8_t{0});
      break;
    default: {
      Uuid kept;
      std::ranges::copy(part, kept.bytes.begin() + static_cast<std::ptrdiff_t>(place));
      uuid = kept;
    }
  }
  return uuid;
}

// What a hash that adds or xors bytes, words or halves, or that looks at some of them, takes for
// the same.
Uuid of_one_sum(Choices& choices, Uuid uuid) {
  auto& bytes = uuid.bytes;
  const std::size_t width = std::size_t{1} << choices.below(4);
  const auto a = choices.below(bytes.size());
  const auto b = (a + width * choices.between(1, bytes.size() / width - 1)) % bytes.size();
  const auto first = bytes.begin() + static_cast<std::ptrdiff_t>(a / width * width);
  const auto second = bytes.begin() + static_cast<std::ptrdiff_t>(b / width * width);
  switch (choices.below(4)) {
    case 0: {  // of the xor of words
      const auto bit = some_bit(choices);
      bytes[a] ^= bit;
      bytes[b] ^= bit;
      break;
    }
    case 1:  // of the sum of bytes
      ++bytes[a];
      --bytes[b];
      break;
    case 2: {  // of a polynomial of the bytes
      const auto next = (a + 1) % bytes.size();
      ++bytes[a];
      bytes[next] = static_cast<std::uint8_t>(bytes[next] - choices.one_of({31u, 33u, 37u, 131u}));
      break;
    }
    default:  // of either, of words
      std::swap_ranges(first, first + static_cast<std::ptrdiff_t>(width), second);
  }
  return uuid;
}

// The same bytes in another order: halves, words or fields swapped, as where a GUID is read in the
// order of bytes of another machine; and what is the same text in another case, were it text.
Uuid turned(Choices& choices, Uuid uuid) {
  auto& bytes = uuid.bytes;
  switch (choices.below(5)) {
    case 0:
      std::rotate(bytes.begin(), bytes.begin() + 8, bytes.end());
      break;
    case 1:
      std::ranges::reverse(bytes);
      break;
    case 2:
      std::reverse(bytes.begin(), bytes.begin() + 4);
      std::reverse(bytes.begin() + 4, bytes.begin() + 6);
      std::reverse(bytes.begin() + 6, bytes.begin() + 8);
      break;
    case 3:
      for (auto& byte : bytes) byte = static_cast<std::uint8_t>(byte << 4 | byte >> 4);
      break;
    default:
      for (auto& byte : bytes) byte ^= 0x20;
  }
  return uuid;
}

// Hard to tell from `uuid`.
Uuid like(Choices& choices, const Uuid& uuid) {
  switch (choices.weighted({10, 5, 3})) {
    case 0:
      return in_part(choices, uuid);
    case 1:
      return of_one_sum(choices, uuid);
    default:
      return turned(choices, uuid);
  }
}

// Few, so that they meet; rarely dozens and very rarely hundreds.
std::uint64_t some_count(Choices& choices) {
  switch (choices.weighted({970, 27, 3})) {
    case 0:
      return choices.between(1, 6);
    case 1:
      return choices.between(20, 80);
    default:
      return choices.between(100, 520);
  }
}

}  // namespace

std::vector<model::NamedTag> some_tags(Choices& choices) {
  constexpr std::array<std::uint8_t, 7> digits = {0x11, 0x22, 0xcc, 0x44, 0x55, 0x66, 0xee};
  const std::size_t count = choices.percent(85) ? 3 : digits.size();
  std::vector<model::NamedTag> tags;
  for (std::size_t i = 0; i < count; ++i) {
    Uuid uuid;
    uuid.bytes.fill(digits[i]);
    add_tag(tags, uuid);
  }
  return tags;
}

std::vector<model::NamedTag> wide_tags(Choices& choices) {
  std::vector<model::NamedTag> tags;
  const auto count = some_count(choices);
  const bool alike = choices.percent(70);
  const auto first = choices.percent(30) ? Uuid{} : random_uuid(choices);
  add_tag(tags, first);
  for (std::size_t tries = 0; tags.size() < count && tries < 2 * count; ++tries) {
    const bool of_first = tags.empty() || choices.percent(50);
    add_tag(tags, !alike     ? random_uuid(choices)
                  : of_first ? like(choices, first)
                             : like(choices, choices.one_of(tags).uuid));
  }
  if (tags.empty()) add_tag(tags, random_uuid(choices));
  return tags;
}

}  // namespace claimcheck::generate
