// SPDX-License-Identifier: MIT
#include "properties/generate/texts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>

namespace claimcheck::generate {
namespace {

using namespace std::string_literals;

// A tag that is worth a try in the region: mostly one that a free extent carries.
model::Uuid wanted_tag(Choices& choices, const Scene& scene, std::uint32_t region) {
  std::vector<model::Uuid> free;
  for (const auto& extent : scene.state.regions[region].extents) {
    if (extent.is_free() && !extent.tag.is_null()) free.push_back(extent.tag);
  }
  if (!free.empty() && choices.percent(80)) return choices.one_of(free);
  return choices.one_of(scene.tags).uuid;
}

std::string upper_case(std::string text) {
  std::ranges::transform(text, text.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  return text;
}

// One edit away from a text that is right: what a lax parser lets through.
std::string spoil(Choices& choices, std::string text) {
  const auto place = choices.below(text.size());
  switch (choices.below(5)) {
    case 0:
      text += choices.one_of({"x"s, " "s, "\n\n"s, "\0"s, "0"s, "}"s, "\nx"s});
      break;
    case 1:
      text.insert(0, choices.one_of({" "s, "{"s, "0"s, "\n"s, "+"s}));
      break;
    case 2:
      text.erase(place, 1);
      break;
    case 3:
      text[place] = choices.one_of({'g', '-', ' ', '0', '\0', '_'});
      break;
    default:
      text.resize(place);
  }
  return text;
}

// The text ends at its first NUL byte, whatever is behind it (W0).
std::string behind_a_nul(Choices& choices, std::string text) {
  return text + choices.one_of({"\0"s, "\0x"s, "\0\n"s,
                                "\0\0"
                                "0"s});
}

// Each letter in a case of its own.
std::string mixed_case(Choices& choices, std::string text) {
  for (auto& c : text) {
    if (c >= 'a' && c <= 'z' && choices.percent(50)) c = static_cast<char>(c - 'a' + 'A');
  }
  return text;
}

// Any byte at any place, in place of another or between two; or far too long.
std::string spoil_anywhere(Choices& choices, std::string text) {
  const auto byte = static_cast<char>(choices.below(256));
  const auto place = choices.below(text.size() + 1);
  switch (choices.weighted({4, 4, 1, 1})) {
    case 0:
      text[std::min<std::size_t>(place, text.size() - 1)] = byte;
      break;
    case 1:
      text.insert(text.begin() + static_cast<std::ptrdiff_t>(place), byte);
      break;
    case 2:
      text.append(choices.between(1, 300), choices.one_of({' ', '0', '\n', 'a', byte}));
      break;
    default:
      text = text + text;
  }
  return text;
}

// A spelling of the tag that is right, or one edit away from one.
std::string wide_claim_text(Choices& choices, const model::Uuid& tag) {
  const std::string end = choices.percent(70) ? "\n" : "";
  const bool in_full = !tag.is_null() || choices.percent(40);
  const auto text = in_full ? mixed_case(choices, model::to_string(tag)) : "0"s;
  return choices.percent(50) ? text + end : spoil_anywhere(choices, text + end);
}

std::string claim_text(Choices& choices, const model::Uuid& tag) {
  const std::string text = tag.is_null() && choices.percent(90) ? "0" : model::to_string(tag);
  switch (choices.weighted({14, 2, 2, 3, 1, 1})) {
    case 0:
      return text + "\n";
    case 1:
      return text;
    case 2:
      return upper_case(text) + "\n";
    case 3:
      return spoil(choices, text);
    case 4:
      return "";  // W0
    default:
      return behind_a_nul(choices, text + "\n");
  }
}

// In decimal, octal or hexadecimal, behind its prefix any zeros.
std::string spelt_in(Choices& choices, std::uint64_t number, const std::string& zeros) {
  switch (choices.below(4)) {
    case 0:
      return fmt::format("{}", number);
    case 1:
      return fmt::format("0{}{:o}", zeros, number);
    case 2:
      return mixed_case(choices, fmt::format("0x{}{:x}", zeros, number));
    default:
      return fmt::format("0X{}{:X}", zeros, number);
  }
}

// A number in the spellings of V3: decimal, octal, hexadecimal of either case, with a plus.
std::string spelt(Choices& choices, std::uint64_t number) {
  switch (choices.weighted({6, 1, 1, 1, 1, 1})) {
    case 0:
      return fmt::format("{}\n", number);
    case 1:
      return fmt::format("0{:o}\n", number);
    case 2:
      return fmt::format("0x{:x}\n", number);
    case 3:
      return fmt::format("+0X{:X}", number);
    case 4:
      return behind_a_nul(choices, fmt::format("{}\n", number));
    default:
      return fmt::format("+{}\n", number);
  }
}

// Any number of leading zeros, digits of either case, any power of two and its neighbours; now and
// then one edit away.
std::string wide_size_text(Choices& choices, std::uint64_t now) {
  const auto power = std::uint64_t{1} << choices.below(64);
  const auto number = choices.one_of({std::uint64_t{0}, now, now, power, power - 1, power + 1,
                                      now + (std::uint64_t{1} << 32), ~std::uint64_t{0}});
  const std::string zeros(choices.percent(30) ? choices.below(30) : 0, '0');
  auto text = spelt_in(choices, number, zeros);
  if (choices.percent(30)) text.insert(text.begin(), '+');
  if (choices.percent(70)) text += '\n';
  return choices.percent(70) ? text : spoil_anywhere(choices, text);
}

std::uint64_t size_of(const Scene& scene, const model::DeviceName& name) {
  for (const auto& device : scene.state.regions[name.region].devices) {
    if (device.index == name.index) return device.size;
  }
  return 0;
}

}  // namespace

model::Operation write_uuid(Choices& choices, const Scene& scene, model::DeviceName device) {
  const auto tag = choices.percent(25) ? model::Uuid{} : wanted_tag(choices, scene, device.region);
  if (scene.wide && choices.percent(40)) {
    return model::WriteUuid{device, wide_claim_text(choices, tag)};
  }
  return model::WriteUuid{device, claim_text(choices, tag)};
}

model::Operation write_size(Choices& choices, const Scene& scene, model::DeviceName device) {
  const auto align = scene.setup.regions[device.region].align;
  const auto now = size_of(scene, device);
  if (scene.wide && choices.percent(50)) {
    return model::WriteSize{device, wide_size_text(choices, now)};
  }
  switch (choices.weighted({8, 3, 3, 2, 2, 3})) {
    case 0:
      return model::WriteSize{device, "0\n"};
    case 1:
      return model::WriteSize{device, spelt(choices, 0)};
    case 2:
      return model::WriteSize{device, spelt(choices, now)};
    case 3:
      return model::WriteSize{device, spelt(choices, align * choices.below(6))};
    case 4:
      return model::WriteSize{device, spelt(choices, now + align / 2)};
    default:
      return model::WriteSize{device, choices.one_of({"x"s,
                                                      ""s,
                                                      "\n"s,
                                                      "0x200000\n"s,
                                                      "0x\n"s,
                                                      "0X200000\n"s,
                                                      "-1\n"s,
                                                      " 0"s,
                                                      "0 "s,
                                                      "0\n\n"s,
                                                      "0\0"s,
                                                      "4k\n"s,
                                                      "+0\n"s,
                                                      "00\n"s,
                                                      "08\n"s,
                                                      "18446744073709551616\n"s,
                                                      "\0"s,
                                                      "++0\n"s,
                                                      "0x+0\n"s,
                                                      "18446744073709551615\n"s,
                                                      "01777777777777777777777\n"s,
                                                      "02000000000000000000000\n"s})};
  }
}

}  // namespace claimcheck::generate
