// SPDX-License-Identifier: MIT
#include "properties/generate/texts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "properties/generate/wide_texts.hpp"

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
    return model::WriteSize{device, wide_size_text(choices, now, align)};
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
