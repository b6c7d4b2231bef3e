// SPDX-License-Identifier: MIT
#include "properties/reach/histograms.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>

#include "model/rules/sysfs_input.hpp"

namespace claimcheck::reach {
namespace {

using Labels = std::array<std::string_view, model::operation_count>;

constexpr std::array<std::string_view, 3> kinds = {"dynamic", "static", "plain"};
constexpr std::array<std::string_view, 2> unbinds = {"keeps", "drops"};
constexpr std::array<std::string_view, 4> offer_forms = {"plain", "shared", "lossy",
                                                         "shared and lossy"};
constexpr std::array<std::string_view, 6> uuids = {"lower case", "upper case", "mixed case",
                                                   "0",          "empty",      "no uuid"};
constexpr std::array<std::string_view, 7> sizes = {
    "0", "decimal", "octal", "hexadecimal", "with a sign", "empty", "no size"};
constexpr std::array<std::string_view, 2> spans = {"once", "from then on"};
constexpr std::array<std::string_view, 4> errors = {"ENOMEM", "EINTR", "EBUSY", "another"};

const Labels& operation_labels() {
  static const auto names = [] {
    std::array<std::string, model::operation_count> all;
    std::size_t next = 0;
    model::each_operation(
        [&]<class O>() { all[next++] = model::kind_name(model::Operation(O{})); });
    return all;
  }();
  static const auto labels = [] {
    Labels all;
    std::ranges::copy(names, all.begin());
    return all;
  }();
  return labels;
}

// Read at once as one text by a person: in the order of the enumerators.
const std::array<DimensionInfo, dimension_count>& table() {
  using enum Scale;
  static const std::array<DimensionInfo, dimension_count> all = {{
      {"regions", "trace", exact},
      {"tags", "trace", powers},
      {"operations", "trace", powers},
      {"threads", "trace", exact},
      {"operations that fail", "trace", powers},
      {"kind", "region", names, kinds},
      {"unbinding", "region", names, unbinds},
      {"base", "region", powers},
      {"size", "region", powers},
      {"align", "region", powers},
      {"seq-base", "region", exact},
      {"members", "offer", powers},
      {"form", "offer", names, offer_forms},
      {"address", "extent", powers},
      {"length", "extent", powers},
      {"seq", "inject", powers},
      {"bits to the nearest", "tag", powers},
      {"kind", "operation", names, operation_labels()},
      {"index", "device named", powers},
      {"characters", "text", powers},
      {"spelling", "uuid written", names, uuids},
      {"spelling", "size written", names, sizes},
      {"which asking", "failure", powers},
      {"how long", "failure", names, spans},
      {"error", "failure", names, errors},
  }};
  return all;
}

using enum Dimension;

void count(const model::Setup& setup, Histograms& into) {
  into.add(regions, setup.regions.size());
  for (const auto& region : setup.regions) {
    into.add(region_kind, static_cast<std::uint64_t>(region.kind));
    into.add(unbind, static_cast<std::uint64_t>(region.unbind));
    into.add_power(base, region.base);
    into.add_power(region_size, region.size);
    into.add_power(align, region.align);
    into.add(seq_base, region.seq_base);
  }
}

// In how many bits a tag differs from the one that is most like it. Of many tags only the first
// are compared.
void count(const std::vector<model::NamedTag>& named, Histograms& into) {
  constexpr std::size_t most = 16;
  into.add_power(tags, named.size());
  const auto count = std::min(named.size(), most);
  for (std::size_t a = 0; a < count && count > 1; ++a) {
    int nearest = 128;
    for (std::size_t b = 0; b < count; ++b) {
      if (a == b) continue;
      const auto left = named[a].uuid.words();
      const auto right = named[b].uuid.words();
      nearest =
          std::min(nearest, std::popcount(left[0] ^ right[0]) + std::popcount(left[1] ^ right[1]));
    }
    into.add_power(nearest_tag, static_cast<std::uint64_t>(nearest));
  }
}

void count(const model::Member& member, Histograms& into) {
  into.add_power(address, member.start);
  into.add_power(length, member.length);
}

void count(const model::Operation& step, Histograms& into) {
  into.add(operation, step.index());
  if (const auto* named = model::device_of(step)) into.add_power(device, named->index);
  if (const auto* offer = std::get_if<model::Offer>(&step)) {
    const bool lossy = std::ranges::any_of(offer->members, &model::Member::lost);
    into.add_power(members, offer->members.size());
    into.add(offer_form, (offer->shared ? 1u : 0u) + (lossy ? 2u : 0u));
    for (const auto& member : offer->members) count(member, into);
  } else if (const auto* inject = std::get_if<model::Inject>(&step)) {
    count(inject->member, into);
    into.add_power(seq, inject->member.seq);
  } else if (const auto* text = model::text_of(step)) {
    into.add_power(text_length, text->size());
    const bool is_uuid = model::is_claim(step);
    into.add(is_uuid ? uuid_spelling : size_spelling,
             is_uuid ? reach::uuid_spelling(*text) : reach::size_spelling(*text));
  }
}

void count(const model::Fault& fault, Histograms& into) {
  into.add_power(fault_nth, fault.nth);
  into.add(fault_span, fault.onwards ? 1 : 0);
  into.add(fault_error, fault.error == ENOMEM  ? 0u
                        : fault.error == EINTR ? 1u
                        : fault.error == EBUSY ? 2u
                                               : 3u);
}

}  // namespace

const DimensionInfo& info(Dimension dimension) {
  return table()[static_cast<std::size_t>(dimension)];
}

void Histograms::add(const Histograms& other) {
  for (std::size_t row = 0; row < counts.size(); ++row) {
    for (std::size_t bin = 0; bin < bins; ++bin) counts[row][bin] += other.counts[row][bin];
  }
}

void count(const model::Trace& trace, Histograms& into) {
  count(trace.setup, into);
  count(trace.tags, into);
  into.add_power(operations, trace.steps.size());
  std::uint64_t with_faults = 0;
  std::uint32_t last_thread = 0;
  for (const auto& step : trace.steps) {
    count(step.operation, into);
    for (const auto& fault : step.faults) count(fault, into);
    with_faults += !step.faults.empty();
    last_thread = std::max(last_thread, step.thread);
  }
  into.add(threads, last_thread);
  into.add_power(failing, with_faults);
}

std::string label(Dimension dimension, std::size_t bin) {
  const auto& row = info(dimension);
  if (row.scale == Scale::names) return std::string(row.labels[bin]);
  if (row.scale == Scale::exact) {
    return fmt::format("{}{}", bin, bin + 1 == Histograms::bins ? "+" : "");
  }
  if (bin == 0) return "0";
  constexpr std::string_view units = " KMGTPE";
  const auto unit = (bin - 1) / 10;
  const auto number = fmt::format("{}", 1u << (bin - 1) % 10);
  return unit == 0 ? number : number + units[unit];
}

std::size_t uuid_spelling(std::string_view text) {
  if (text.empty()) return 4;
  const auto meant = model::read_claim_text(text);
  if (!meant) return 5;
  if (text.size() < model::uuid_text_length) return 3;
  const auto has = [&](char first, char last) {
    return std::ranges::any_of(text, [&](char c) { return c >= first && c <= last; });
  };
  return !has('A', 'F') ? 0u : has('a', 'f') ? 2u : 1u;
}

std::size_t size_spelling(std::string_view text) {
  if (text.empty()) return 5;
  const auto meant = model::read_size_text(text);
  if (!meant) return 6;
  if (text[0] == '+' || text[0] == '-') return 4;
  if (text.size() > 1 && text[0] == '0') {
    if (text[1] == 'x' || text[1] == 'X') return 3;
    if (text[1] >= '0' && text[1] <= '7') return 2;
  }
  return *meant == 0 ? 0u : 1u;
}

}  // namespace claimcheck::reach
