// SPDX-License-Identifier: MIT
#include "properties/generate/texts.hpp"

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

std::string claim_text(Choices& choices, const model::Uuid& tag) {
  const std::string text = tag.is_null() && choices.percent(90) ? "0" : model::to_string(tag);
  switch (choices.weighted({14, 2, 2, 3})) {
    case 0:
      return text + "\n";
    case 1:
      return text;
    case 2:
      return upper_case(text) + "\n";
    default:
      return spoil(choices, text);
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
  return model::WriteUuid{device, claim_text(choices, tag)};
}

model::Operation write_size(Choices& choices, const Scene& scene, model::DeviceName device) {
  const auto align = scene.setup.regions[device.region].align;
  const auto now = size_of(scene, device);
  switch (choices.weighted({10, 3, 2, 2, 3})) {
    case 0:
      return model::WriteSize{device, "0\n"};
    case 1:
      return model::WriteSize{device, std::to_string(now) + "\n"};
    case 2:
      return model::WriteSize{device, std::to_string(align * choices.below(6)) + "\n"};
    case 3:
      return model::WriteSize{device, std::to_string(now + align / 2) + "\n"};
    default:
      return model::WriteSize{
          device, choices.one_of({"x"s, ""s, "\n"s, "0x200000\n"s, "0x\n"s, "0X200000\n"s, "-1\n"s,
                                  " 0"s, "0 "s, "0\n\n"s, "0\0"s, "4k\n"s, "+0\n"s, "00\n"s,
                                  "08\n"s, "18446744073709551616\n"s})};
  }
}

}  // namespace claimcheck::generate
