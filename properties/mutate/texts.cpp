// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cctype>

#include "properties/mutate/changes.hpp"

namespace claimcheck::mutate {
namespace {

using model::Trace;
using model::Uuid;

Uuid random_tag(Random& random) {
  Uuid tag;
  for (auto& byte : tag.bytes) byte = static_cast<std::uint8_t>(random.next());
  return tag;
}

// One that is hard to tell from it.
Uuid near(Uuid tag, Random& random) {
  auto& byte = tag.bytes[random.below(tag.bytes.size())];
  switch (random.below(3)) {
    case 0:
      byte = static_cast<std::uint8_t>(byte ^ (1u << random.below(8)));
      break;
    case 1:
      std::rotate(tag.bytes.begin(), tag.bytes.begin() + 8, tag.bytes.end());
      break;
    default:
      std::fill_n(tag.bytes.begin() + (percent(random, 50) ? 8 : 0), 8, std::uint8_t{0});
  }
  return tag;
}

Uuid some_tag(const Trace& trace, Random& random) {
  if (trace.tags.empty()) return random_tag(random);
  const auto& tag = trace.tags[place_in(random, trace.tags)].uuid;
  if (percent(random, 80)) return tag;
  return percent(random, 60) ? near(tag, random) : Uuid{};
}

std::string* text_of(model::Operation& operation) {
  if (auto* uuid = std::get_if<model::WriteUuid>(&operation)) return &uuid->text;
  if (auto* size = std::get_if<model::WriteSize>(&operation)) return &size->text;
  return nullptr;
}

// Of the steps with a text, or a tag, any.
template <class Of>
auto any_of(Trace& trace, Random& random, const Of& of) -> decltype(of(trace.steps[0].operation)) {
  std::vector<decltype(of(trace.steps[0].operation))> all;
  for (auto& step : trace.steps) {
    if (auto* found = of(step.operation)) all.push_back(found);
  }
  return all.empty() ? nullptr : all[place_in(random, all)];
}

Uuid* tag_of(model::Operation& operation) {
  return std::visit(
      [](auto& o) -> Uuid* {
        if constexpr (requires { o.tag; }) return &o.tag;
        return nullptr;
      },
      operation);
}

void change_spelling(std::string& text, Random& random) {
  constexpr std::string_view characters = "0123456789abcdefABCDEFxX-+ \n\tKMG{}";
  const auto place = static_cast<std::ptrdiff_t>(random.below(text.size() + 1));
  const auto character = percent(random, 85) ? characters[random.below(characters.size())]
                                             : static_cast<char>(random.next());
  switch (random.below(5)) {
    case 0:
      text.insert(text.begin() + place, character);
      break;
    case 1:
      if (place < std::ssize(text)) text[static_cast<std::size_t>(place)] = character;
      break;
    case 2:
      if (place < std::ssize(text)) text.erase(text.begin() + place);
      break;
    case 3:
      text.resize(static_cast<std::size_t>(place));
      break;
    default:
      for (auto& letter : text) {
        const auto byte = static_cast<unsigned char>(letter);
        if (percent(random, 50)) letter = static_cast<char>(std::toupper(byte));
      }
  }
}

}  // namespace

void change_tag(Trace& trace, Random& random) {
  if (!trace.tags.empty() && percent(random, 15)) {
    auto& tag = trace.tags[place_in(random, trace.tags)];
    const auto before = tag.uuid;
    tag.uuid = percent(random, 50) ? random_tag(random) : near(before, random);
    for (auto& step : trace.steps) {
      if (auto* used = tag_of(step.operation); used && *used == before) *used = tag.uuid;
    }
    return;
  }
  if (percent(random, 40)) {
    if (auto* text = any_of(trace, random, text_of)) {
      *text = percent(random, 15) ? "0\n" : to_string(some_tag(trace, random)) + "\n";
    }
    return;
  }
  if (auto* tag = any_of(trace, random, tag_of)) *tag = some_tag(trace, random);
}

void change_text(Trace& trace, Random& random) {
  auto* text = any_of(trace, random, text_of);
  if (!text) return;
  if (percent(random, 20)) {
    *text = std::to_string(std::uint64_t{1} << random.below(64)) + "\n";
  } else {
    change_spelling(*text, random);
  }
}

}  // namespace claimcheck::mutate
