// SPDX-License-Identifier: MIT
#include "properties/html/region_map.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "model/trace/bytes.hpp"
#include "model/trace/trace_text.hpp"

namespace claimcheck::html {
namespace {

using engines::Snapshot;

// Sizes in pixels. A strip is as wide as a phone and holds four places; a region has as many strips
// as it needs.
constexpr int place_width = 76;
constexpr int place_pitch = 84;
constexpr int strip_width = 340;
constexpr std::size_t places_of_strip = 4;
constexpr std::size_t max_places = 48;  // of a region; the rest is counted
constexpr int extent_top = 18;
constexpr int extent_height = 52;
constexpr int device_top = 108;
constexpr int device_height = 38;

struct Place {
  std::uint64_t start = 0;
  std::uint64_t length = 0;

  auto operator<=>(const Place&) const = default;
};

std::string cut(std::string text, std::size_t most) {
  return text.size() <= most ? text : text.substr(0, most - 1) + "\xe2\x80\xa6";
}

// The colour of a tag: the place of its name in the trace.
std::size_t colour_of(const model::Trace& trace, const model::Uuid& tag) {
  const auto named = std::ranges::find(trace.tags, tag, &model::NamedTag::uuid);
  return static_cast<std::size_t>(named - trace.tags.begin()) % 6;
}

template <class Thing, class Has>
std::string_view mark(const Side& side, const Thing& thing, Has has) {
  if (!has(side.other, thing)) return side.is_contract ? " wanted" : " differs";
  return has(side.before, thing) ? "" : " new";
}

// Where extents are, were or are to be: of the trace and of both sides, so that an extent has the
// same place in every picture of a film.
std::vector<Place> places_of(const Side& side, std::uint32_t region) {
  std::set<Place> places;
  const auto offered = [&](const model::Member& member) {
    places.insert({member.start, member.length});
  };
  for (const auto& step : side.trace.steps) {
    if (model::region_of(step.operation) != region) continue;
    if (const auto* offer = std::get_if<model::Offer>(&step.operation)) {
      std::ranges::for_each(offer->members, offered);
    } else if (const auto* inject = std::get_if<model::Inject>(&step.operation)) {
      offered(inject->member);
    }
  }
  for (const auto* snapshot : {&side.now, &side.before, &side.other}) {
    for (const auto& extent : snapshot->extents) {
      if (extent.region == region) places.insert({extent.start, extent.length});
    }
    for (const auto& device : snapshot->devices) {
      if (device.region != region) continue;
      for (const auto& range : device.ranges) places.insert({range.start, range.length});
      for (const auto& range : device.mappings) places.insert({range.start, range.length});
    }
  }
  return {places.begin(), places.end()};
}

Markup label(int x, int y, std::string_view classes, const std::string& text) {
  // What is too long for its place is smaller, or cut: the whole of it is in the title.
  constexpr std::size_t fits = 11;
  constexpr std::size_t fits_small = 15;
  return markup("<text x=\"{}\" y=\"{}\" class=\"{}{}\">{}</text>", x, y, classes,
                text.size() > fits ? " small" : "", cut(text, fits_small));
}

// Three lines in a box.
struct Box {
  int x = 0;
  int y = 0;
  int height = 0;
  std::string classes;
  std::vector<std::string> lines;
  std::string title;
};

Markup box(const Box& of) {
  auto out = markup(
      "<g class=\"{}\"><title>{}</title><rect x=\"{}\" y=\"{}\" width=\"{}\" "
      "height=\"{}\" rx=\"3\"/>",
      of.classes, of.title, of.x, of.y, place_width, of.height);
  int y = of.y + 15;
  for (const auto& line : of.lines) {
    out += label(of.x + place_width / 2, y, y == of.y + 15 ? "name" : "", line);
    y += 15;
  }
  out += Markup::raw("</g>");
  return out;
}

// One strip of a region: some of its places, and the devices that hold or map any of them.
class Strip {
 public:
  Strip(const Side& side, std::uint32_t region, std::vector<Place> places)
      : side_(side), region_(region), places_(std::move(places)) {
    for (const auto& device : side.now.devices) {
      const auto here = [&](const claimcheck_range& range) { return place_of(range).has_value(); };
      const bool is_here = device.region == region && (std::ranges::any_of(device.ranges, here) ||
                                                       std::ranges::any_of(device.mappings, here));
      if (is_here && devices_.size() < places_of_strip) devices_.push_back(&device);
    }
  }

  Markup draw() const {
    const int height =
        devices_.empty() ? extent_top + extent_height + 6 : device_top + device_height + 6;
    auto out = markup(
        "<svg class=\"strip\" width=\"{}\" height=\"{}\" viewBox=\"0 0 {} {}\" "
        "role=\"img\" aria-label=\"{}\">",
        strip_width, height, strip_width, height, spoken());
    const int middle = extent_top + extent_height / 2;
    out += markup("<line class=\"ground\" x1=\"2\" y1=\"{}\" x2=\"{}\" y2=\"{}\"/>", middle,
                  strip_width - 2, middle);
    for (std::size_t i = 0; i < places_.size(); ++i) out += draw_place(i);
    for (std::size_t i = 0; i < devices_.size(); ++i) out += draw_device(i);
    return out += Markup::raw("</svg>");
  }

 private:
  static int x_of(std::size_t column) { return 6 + static_cast<int>(column) * place_pitch; }

  std::optional<std::size_t> place_of(const claimcheck_range& range) const {
    const auto found = std::ranges::find(places_, Place{range.start, range.length});
    if (found == places_.end()) return std::nullopt;
    return static_cast<std::size_t>(found - places_.begin());
  }

  const claimcheck_extent* extent_at(const Place& place) const {
    const auto found = std::ranges::find_if(side_.now.extents, [&](const auto& extent) {
      return extent.region == region_ && Place{extent.start, extent.length} == place;
    });
    return found == side_.now.extents.end() ? nullptr : &*found;
  }

  std::string spoken() const {
    return fmt::format("region {}: {} places, {} devices", region_, places_.size(),
                       devices_.size());
  }

  std::string tag_and_seq(const model::Uuid& tag, bool untagged, std::uint16_t seq) const {
    if (untagged) return seq == 0 ? "untagged" : fmt::format("- #{}", seq);
    return fmt::format("{} #{}", cut(model::tag_text(side_.trace, tag), 6), seq);
  }

  Markup draw_place(std::size_t column) const {
    const auto& place = places_[column];
    const auto x = x_of(column);
    const auto offset = place.start - side_.trace.setup.regions[region_].base;
    auto out = label(x + place_width / 2, extent_top - 6, "at",
                     fmt::format("at {}", model::bytes_text(offset)));
    const auto length = model::bytes_text(place.length);
    Box of{x, extent_top, extent_height, "extent gone", {}, "nothing here"};
    if (const auto* extent = extent_at(place)) {
      const auto tag = uuid_of(*extent);
      const bool untagged = tag.is_null();
      const auto colour = untagged ? "none" : std::to_string(colour_of(side_.trace, tag));
      of.classes = fmt::format("extent tag-{}{}", colour, mark(side_, *extent, has_extent));
      of.lines = {tag_and_seq(tag, untagged, extent->seq), length,
                  extent->use_count == 0   ? "free"
                  : extent->use_count == 1 ? "in use"
                                           : fmt::format("use {}", extent->use_count)};
      of.title =
          fmt::format("tag {}, seq {}, at {} +{}, use count {}", model::tag_text(side_.trace, tag),
                      extent->seq, model::bytes_text(offset), length, extent->use_count);
    } else {
      const auto lost = std::ranges::find_if(side_.lost, [&](const LostMember& member) {
        return member.region == region_ && Place{member.start, member.length} == place;
      });
      if (lost != side_.lost.end()) {
        of.classes = "extent lost";
        of.lines = {tag_and_seq(lost->tag, lost->tag.is_null(), lost->seq), length, "lost"};
        of.title = "offered, and lost on the way: it is no extent of this region";
      }
    }
    return out += box(of);
  }

  Markup draw_device(std::size_t column) const {
    const auto& device = *devices_[column];
    const auto x = x_of(column);
    auto out = arrows(device.mappings, x + place_width / 2 + 6, "mapping");
    out += arrows(device.ranges, x + place_width / 2 - 6, "range");
    const auto name = fmt::format("{}.{}", device.region, device.index);
    return out += box({x,
                       device_top,
                       device_height,
                       fmt::format("device{}", mark(side_, device, has_device)),
                       {"dev " + name, model::bytes_text(device.size)},
                       fmt::format("device {}: size {}", name, model::bytes_text(device.size))});
  }

  Markup arrows(const std::vector<claimcheck_range>& ranges, int from,
                std::string_view what) const {
    Markup out;
    for (const auto& range : ranges) {
      const auto column = place_of(range);
      if (!column) continue;
      const int to = x_of(*column) + place_width / 2 + (what == "range" ? -6 : 6);
      const int tip = extent_top + extent_height + 2;
      out += markup(
          "<g class=\"{}\"><title>{} at page {} of the device</title>"
          "<path d=\"M{} {}L{} {}\"/><polygon points=\"{},{} {},{} {},{}\"/></g>",
          what, what, range.page_offset, from, device_top, to, tip + 6, to, tip, to - 4, tip + 7,
          to + 4, tip + 7);
    }
    return out;
  }

  const Side& side_;
  std::uint32_t region_;
  std::vector<Place> places_;
  std::vector<const engines::SeenDevice*> devices_;
};

Markup device_line(const Side& side, const engines::SeenDevice& device) {
  const auto base = side.trace.setup.regions[device.region].base;
  std::string ranges;
  for (const auto& range : device.ranges) {
    ranges += fmt::format("{}{} +{}", ranges.empty() ? ": " : ", ",
                          model::bytes_text(range.start - base), model::bytes_text(range.length));
  }
  return markup("<li class=\"state{}\">device {}.{}: size {}, {} range{}{}; {} mapping{}{}</li>",
                mark(side, device, has_device), device.region, device.index,
                model::bytes_text(device.size), device.ranges.size(),
                device.ranges.size() == 1 ? "" : "s", ranges, device.mappings.size(),
                device.mappings.size() == 1 ? "" : "s", device.driver_bound ? "; bound" : "");
}

Markup region_map(const Side& side, std::uint32_t id) {
  const auto& setup = side.trace.setup.regions[id];
  constexpr std::string_view kinds[] = {"dynamic", "static", "plain"};
  auto out = markup("<figure class=\"region\"><figcaption>region {}, {}, align {}", id,
                    kinds[static_cast<std::size_t>(setup.kind)], model::bytes_text(setup.align));
  for (const auto& region : side.now.regions) {
    if (region.region != id) continue;
    out += markup(", {} available{}", model::bytes_text(region.available_size),
                  region.driver_bound ? "" : ", no driver");
  }
  out += Markup::raw("</figcaption><div class=\"strips\">");
  const auto places = places_of(side, id);
  for (std::size_t first = 0; first < std::min(places.size(), max_places);
       first += places_of_strip) {
    const auto begin = places.begin() + static_cast<std::ptrdiff_t>(first);
    const auto size = std::min(places.size() - first, places_of_strip);
    out += Strip(side, id, {begin, begin + static_cast<std::ptrdiff_t>(size)}).draw();
  }
  out += Markup::raw("</div>");
  if (places.size() > max_places) {
    out += markup("<p>{} more places are not drawn.</p>", places.size() - max_places);
  }
  out += Markup::raw("<ul class=\"states\">");
  for (const auto& device : side.now.devices) {
    if (device.region == id) out += device_line(side, device);
  }
  return out += Markup::raw("</ul></figure>");
}

}  // namespace

Markup region_maps(const Side& side) {
  std::set<std::uint32_t> regions;
  for (const auto& step : side.trace.steps) regions.insert(model::region_of(step.operation));
  Markup out;
  for (const auto region : regions) out += region_map(side, region);
  return out;
}

}  // namespace claimcheck::html
