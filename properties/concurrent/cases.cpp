// SPDX-License-Identifier: MIT
#include "properties/concurrent/cases.hpp"

#include <algorithm>
#include <array>
#include <cerrno>

namespace claimcheck::concurrent {
namespace {

using namespace model;

constexpr std::uint64_t mebibyte = 1u << 20;
constexpr std::uint64_t gibibyte = 1u << 30;

Uuid tag_of(std::uint8_t digits) {
  Uuid uuid;
  uuid.bytes.fill(digits);
  return uuid;
}

std::string claim_text(const Uuid& tag) {
  return to_string(tag) + "\n";
}

Member member(const Setup& setup, std::uint32_t region, std::uint64_t cell) {
  return {setup.regions[region].base + cell * 2 * mebibyte, 2 * mebibyte, 0, false};
}

void add(Trace& trace, Operation operation, std::uint32_t thread = 0) {
  trace.steps.push_back({std::move(operation), {}, {}, thread});
}

Trace two_regions() {
  Trace trace;
  for (std::uint64_t id = 0; id < 2; ++id) {
    RegionSetup region;
    region.base = 4 * gibibyte * (id + 1);
    region.size = gibibyte;
    trace.setup.regions.push_back(region);
  }
  trace.tags = {{"A", tag_of(0x11)}, {"B", tag_of(0x22)}, {"C", tag_of(0xcc)}};
  return trace;
}

// The multiset of `size` places below `kinds` that has this number in lexicographic order.
std::vector<std::size_t> combination(std::uint64_t number, std::size_t kinds, std::size_t size) {
  std::vector<std::size_t> places(size, 0);
  for (; number > 0; --number) {
    std::size_t last = size;
    while (places[last - 1] == kinds - 1) --last;
    const auto next = places[last - 1] + 1;
    for (std::size_t i = last - 1; i < size; ++i) places[i] = next;
  }
  return places;
}

std::size_t operation_count() {
  return single_operations(small_setup(false)).size();
}

// The operations of this number side by side, of all that have so many.
Trace numbered(const Trace& setup, const std::vector<Operation>& all, std::uint64_t number,
               std::size_t size) {
  std::vector<Operation> chosen;
  for (const auto place : combination(number, all.size(), size)) chosen.push_back(all[place]);
  return side_by_side(setup, chosen);
}

Trace numbered(std::uint64_t number, std::uint64_t count, std::size_t size) {
  const auto setup = small_setup(number >= count);
  return numbered(setup, single_operations(setup), number % count, size);
}

std::uint64_t pairs_of(std::uint64_t kinds) {
  return kinds * (kinds + 1) / 2;
}
std::uint64_t triples_of(std::uint64_t kinds) {
  return kinds * (kinds + 1) * (kinds + 2) / 6;
}

}  // namespace

Trace small_setup(bool claimed) {
  Trace trace = two_regions();
  const auto& setup = trace.setup;
  add(trace, Offer{0, trace.tags[0].uuid, false, {member(setup, 0, 0), member(setup, 0, 1)}});
  add(trace, Offer{0, trace.tags[1].uuid, false, {member(setup, 0, 2)}});
  add(trace, Offer{0, {}, false, {member(setup, 0, 3)}});
  add(trace, Offer{1, trace.tags[2].uuid, false, {member(setup, 1, 0)}});
  add(trace, Create{0});
  if (claimed) add(trace, WriteUuid{{0, 0}, claim_text(trace.tags[0].uuid)});
  return trace;
}

Trace both_claimed(bool tagged) {
  Trace trace = small_setup(false);
  const auto& setup = trace.setup;
  const auto a = trace.tags[0].uuid;
  const auto late = member(setup, 0, 4);
  if (tagged) {
    add(trace, WriteUuid{{0, 0}, claim_text(a)});
    add(trace, Inject{0, a, {late.start, late.length, 1, false}});
    add(trace, WriteUuid{{0, 1}, claim_text(a)});
  } else {
    add(trace, Offer{0, {}, false, {late}});
    add(trace, WriteUuid{{0, 0}, "0\n"});
    add(trace, WriteUuid{{0, 1}, "0\n"});
  }
  return trace;
}

Trace partly_in_use() {
  Trace trace = two_regions();
  const auto& setup = trace.setup;
  const auto a = trace.tags[0].uuid;
  const auto numbered_member = [&](std::uint64_t cell, std::uint16_t seq) {
    auto one = member(setup, 0, cell);
    one.seq = seq;
    return one;
  };
  add(trace, Inject{0, a, numbered_member(0, 1)});
  add(trace, Offer{0, trace.tags[1].uuid, false, {member(setup, 0, 2)}});
  add(trace, Offer{0, {}, false, {member(setup, 0, 3), member(setup, 0, 4)}});
  add(trace, Offer{1, trace.tags[2].uuid, false, {member(setup, 1, 0)}});
  add(trace, Create{0});
  add(trace, Create{0});
  add(trace, WriteUuid{{0, 2}, claim_text(a)});
  add(trace, Inject{0, a, numbered_member(1, 2)});
  return trace;
}

std::vector<Operation> single_operations(const Trace& setup) {
  const auto a = setup.tags[0].uuid;
  const auto b = setup.tags[1].uuid;
  const auto c = setup.tags[2].uuid;
  return {WriteUuid{{0, 0}, claim_text(a)},
          WriteUuid{{0, 1}, claim_text(a)},
          WriteUuid{{0, 0}, claim_text(b)},
          WriteUuid{{0, 0}, "0\n"},
          WriteUuid{{0, 1}, "0\n"},
          WriteUuid{{1, 0}, claim_text(c)},
          WriteSize{{0, 0}, "0\n"},
          ReleaseTag{0, a},
          ReleaseUntagged{0, setup.setup.regions[0].base + 3 * 2 * mebibyte},
          Offer{0, a, false, {member(setup.setup, 0, 5)}},
          Offer{1, a, false, {member(setup.setup, 1, 5)}},
          Inject{0, a, {member(setup.setup, 0, 6).start, 2 * mebibyte, 3, false}},
          Create{0},
          Delete{{0, 1}},
          BindDevice{{0, 0}},
          UnbindRegion{0},
          ReadUuid{{0, 0}},
          ReadSize{{0, 0}},
          ReadAvailable{0}};
}

Trace side_by_side(const Trace& setup, const std::vector<Operation>& operations) {
  Trace trace = setup;
  std::uint32_t thread = 0;
  for (const auto& operation : operations) add(trace, operation, ++thread);
  return trace;
}

std::uint64_t pair_count() {
  return 2 * pairs_of(operation_count()) + 4 * pairs_of(operation_count() + 1);
}
Trace pair(std::uint64_t number) {
  const auto of_small_setups = 2 * pairs_of(operation_count());
  if (number < of_small_setups) return numbered(number, of_small_setups / 2, 2);
  number -= of_small_setups;
  const auto count = pairs_of(operation_count() + 1);
  const bool is_late = number >= 2 * count;
  const auto setup = is_late ? partly_in_use() : both_claimed(number < count);
  auto all = single_operations(setup);
  all.push_back(WriteSize{{0, is_late ? 2u : 1u}, "0\n"});
  auto trace = numbered(setup, all, number % count, 2);
  if (number >= 3 * count) add(trace, all[1], 1);
  return trace;
}
std::uint64_t triple_count() {
  return 2 * triples_of(operation_count());
}
Trace triple(std::uint64_t number) {
  return numbered(number, triples_of(operation_count()), 3);
}

namespace {

// On the same setup as the single operations, behind them.
std::vector<Operation> driver_operations() {
  return {BindRegion{0}, UnbindRegion{1}, ReadResource{{0, 0}},
          ReadMapping{{0, 0}, 0, MappingField::start}, ReadMapping{{0, 0}, 1, MappingField::end}};
}

// By index in the single operations with those of the driver behind them.
struct DriverCase {
  Unbind unbind;
  bool claimed;
  std::array<std::size_t, 3> operations;
  std::size_t size;  // of them, 2 or 3
};

std::vector<Operation> all_operations() {
  auto all = single_operations(small_setup(false));
  for (auto& operation : driver_operations()) all.push_back(std::move(operation));
  return all;
}

bool has(std::uint64_t set, std::uint32_t number) {
  return (set & CLAIMCHECK_SET_OF(number)) != 0;
}

void add_driver_pairs(Unbind unbind, bool claimed, const std::vector<Operation>& all,
                      std::vector<DriverCase>& cases) {
  for (auto fresh = all.size() - driver_operations().size(); fresh < all.size(); ++fresh) {
    for (std::size_t other = 0; other <= fresh; ++other) {
      cases.push_back({unbind, claimed, {fresh, other}, 2});
    }
  }
  if (unbind == Unbind::keeps) return;
  const auto drop =
      static_cast<std::size_t>(std::ranges::find_if(all, is_a<UnbindRegion>) - all.begin());
  for (std::size_t i = 0; i < all.size(); ++i) {
    cases.push_back({unbind, claimed, {drop, i}, 2});
    for (std::size_t j = i; j < all.size(); ++j)
      cases.push_back({unbind, claimed, {drop, i, j}, 3});
  }
}

std::vector<DriverCase> driver_cases(const claimcheck_engine_api& api) {
  const auto all = all_operations();
  std::vector<DriverCase> cases;
  for (const auto unbind : {Unbind::keeps, Unbind::drops}) {
    if (!has(api.unbinds, static_cast<std::uint32_t>(unbind))) continue;
    for (const bool claimed : {false, true}) add_driver_pairs(unbind, claimed, all, cases);
  }
  return cases;
}

template <class Value>
void choose_known(std::uint64_t known, std::size_t count, Value& value) {
  if (known == 0 || has(known, static_cast<std::uint32_t>(value))) return;
  for (std::uint32_t number = 0; number < count; ++number) {
    if (has(known, number)) {
      value = static_cast<Value>(number);
      return;
    }
  }
}

}  // namespace

std::uint64_t driver_case_count(const claimcheck_engine_api& api) {
  return driver_cases(api).size();
}

Trace driver_case(const claimcheck_engine_api& api, std::uint64_t number) {
  const auto cases = driver_cases(api);
  const auto& chosen = cases[number];
  Trace setup = small_setup(chosen.claimed);
  for (auto& region : setup.setup.regions) region.unbind = chosen.unbind;
  const auto all = all_operations();
  std::vector<Operation> operations;
  for (std::size_t i = 0; i < chosen.size; ++i) operations.push_back(all[chosen.operations[i]]);
  return side_by_side(setup, operations);
}

Trace as_the_engine_knows(const claimcheck_engine_api& api, Trace trace) {
  for (auto& region : trace.setup.regions) {
    choose_known(api.kinds, 3, region.kind);
    choose_known(api.seq_bases, 2, region.seq_base);
    choose_known(api.unbinds, 2, region.unbind);
  }
  std::erase_if(trace.steps, [&](const Step& step) {
    return !has(api.operations, info(step.operation).number);
  });
  return trace;
}

std::vector<Trace> with_each_failure(const Trace& trace, const Askings& askings) {
  std::vector<Trace> traces;
  for (std::size_t place = 0; place < askings.size(); ++place) {
    for (const auto& asking : askings[place]) {
      for (std::uint32_t nth = 1; nth <= asking.times; ++nth) {
        const int error = model::is_lock_site(asking.site) ? EINTR : ENOMEM;
        traces.push_back(trace);
        traces.back().steps[place].faults = {{asking.site, nth, false, error}};
      }
    }
  }
  return traces;
}

}  // namespace claimcheck::concurrent
