// SPDX-License-Identifier: MIT
#include "properties/concurrent/read_cases.hpp"

#include <array>
#include <string>
#include <utility>
#include <vector>

namespace claimcheck::concurrent {
namespace {

using namespace model;

constexpr std::uint64_t align = 2u << 20;
constexpr DeviceName device{0, 1};

// Tag A, tag B, or none: what a device can hold. Each has other lengths than the others.
constexpr std::size_t holdings = 3;

struct Change {
  std::size_t held;  // at the start
  std::vector<Operation> operations;
  Unbind unbind = Unbind::keeps;
};

Uuid tag_of(std::size_t holding) {
  Uuid uuid;
  if (holding < 2) uuid.bytes.fill(holding == 0 ? 0x11 : 0x22);
  return uuid;
}

Operation claim_of(std::size_t holding) {
  return WriteUuid{device, holding < 2 ? to_string(tag_of(holding)) + "\n" : "0\n"};
}

Member member(const Setup& setup, std::uint64_t cell, std::uint64_t cells) {
  return {setup.regions[0].base + cell * align, cells * align, 0, false};
}

Trace start(Unbind unbind) {
  Trace trace;
  RegionSetup region;
  region.base = std::uint64_t{4} << 30;
  region.size = std::uint64_t{1} << 30;
  region.unbind = unbind;
  trace.setup.regions.push_back(region);
  trace.tags = {{"A", tag_of(0)}, {"B", tag_of(1)}};
  const auto& setup = trace.setup;
  for (const Operation& operation : std::vector<Operation>{
           Offer{0, tag_of(0), false, {member(setup, 0, 1), member(setup, 1, 2)}},
           Offer{0, tag_of(1), false, {member(setup, 4, 3)}},
           Offer{0, {}, false, {member(setup, 8, 4)}}, Create{0}}) {
    trace.steps.push_back({operation, {}, {}, 0});
  }
  return trace;
}

std::vector<Operation> reads() {
  std::vector<Operation> all{ReadUuid{device}, ReadSize{device}, ReadResource{device},
                             ReadAvailable{0}};
  for (const std::uint32_t mapping : {0u, 1u}) {
    for (const auto field : {MappingField::start, MappingField::end, MappingField::page_offset}) {
      all.push_back(ReadMapping{device, mapping, field});
    }
  }
  return all;
}

std::vector<Change> changes(const claimcheck_engine_api& api) {
  const WriteSize give_back{device, "0\n"};
  std::vector<Change> all;
  for (std::size_t held = 0; held < holdings; ++held) {
    for (std::size_t next = 0; next < holdings; ++next) {
      if (next != held) all.push_back({held, {give_back, claim_of(next)}});
    }
    all.push_back({held, {give_back, Delete{device}, Create{0}}});
  }
  if ((api.unbinds & CLAIMCHECK_SET_OF(static_cast<std::uint32_t>(Unbind::drops))) == 0) {
    return all;
  }
  const auto again = member(start(Unbind::drops).setup, 16, 5);
  all.push_back({0,
                 {UnbindRegion{0}, BindRegion{0}, Offer{0, tag_of(0), false, {again}}, Create{0},
                  claim_of(0)},
                 Unbind::drops});
  return all;
}

}  // namespace

std::uint64_t read_case_count(const claimcheck_engine_api& api) {
  return changes(api).size() * reads().size();
}

Trace read_case(const claimcheck_engine_api& api, std::uint64_t number) {
  const auto all = reads();
  const auto change = changes(api)[number / all.size()];
  auto trace = start(change.unbind);
  trace.steps.push_back({claim_of(change.held), {}, {}, 0});
  trace.steps.push_back({all[number % all.size()], {}, {}, 1});
  for (const auto& operation : change.operations) trace.steps.push_back({operation, {}, {}, 2});
  return trace;
}

}  // namespace claimcheck::concurrent
