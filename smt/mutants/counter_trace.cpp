// SPDX-License-Identifier: MIT
#include "smt/mutants/counter_trace.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <map>
#include <sstream>
#include <stdexcept>

#include "model/rules/sysfs_input.hpp"
#include "model/step.hpp"
#include "smt/validation/specification_run.hpp"

namespace claimcheck::smt {
namespace {

constexpr std::uint64_t align = 2u << 20;
constexpr std::int64_t max_offered = 8;
constexpr std::uint32_t steps_a_member = 3;  // that carve_one() asks whether they fail

// No operations lead there.
class Unreachable : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

// What the counter-model says in numbers; true is 1.
class Values {
 public:
  explicit Values(const std::string& lines) {
    std::istringstream stream(lines);
    for (std::string line; std::getline(stream, line);) {
      const auto at = line.rfind(" = ");
      if (at != std::string::npos) add(line.substr(0, at), line.substr(at + 3));
    }
  }

  std::int64_t get(const std::string& term, std::int64_t otherwise) const {
    const auto found = values_.find(term);
    return found == values_.end() ? otherwise : found->second;
  }

 private:
  void add(const std::string& term, const std::string& value) {
    if (value == "true" || value == "false") {
      values_[term] = value == "true";
    } else if (!value.empty() && value.size() < 10 &&
               std::ranges::all_of(value, [](char c) { return c >= '0' && c <= '9'; })) {
      values_[term] = std::stoll(value);
    }
  }

  std::map<std::string, std::int64_t> values_;
};

struct Member {
  std::int64_t seq;
  std::int64_t offered_of;
  bool aligned;
};

std::vector<Member> members_of(const Values& values, std::int64_t base) {
  const auto count = values.get("members", 1);
  if (count > 3) throw Unreachable("it has more than three members");
  std::vector<Member> members;
  for (std::int64_t i = 0; i < count; ++i) {
    const auto fact = [&](const char* name, std::int64_t otherwise) {
      return values.get(fmt::format("({} (member {}))", name, i), otherwise);
    };
    members.push_back({fact("seq", base + i), fact("offered_of", 0), fact("aligned", 1) != 0});
    if (members.back().seq > UINT16_MAX) throw Unreachable("a seq has no 16 bits");
  }
  return members;
}

// Lays extents side by side, each from a place of its own.
class Builder {
 public:
  explicit Builder(std::int64_t base) {
    model::RegionSetup region;
    region.base = std::uint64_t{4} << 30;
    region.size = std::uint64_t{1} << 30;
    region.align = align;
    region.seq_base = static_cast<std::uint16_t>(base);
    trace.setup.regions = {region};
    tag.bytes.fill(0x11);
    trace.tags = {{"A", tag}};
  }

  void add(model::Operation operation) { trace.steps.push_back({std::move(operation), {}, {}}); }

  void inject(const model::Uuid& uuid, const Member& member) {
    const auto start = place() + (member.aligned ? 0 : 4096);
    const auto seq = static_cast<std::uint16_t>(uuid.is_null() ? 0 : member.seq);
    add(model::Inject{0, uuid, {start, align, seq, false}});
  }

  // Those that were offered as one of several came by one offer, which lost the others.
  void offer(const std::vector<Member>& members, std::int64_t base) {
    std::int64_t offered_of = 0;
    for (const auto& member : members) {
      if (member.offered_of == 0) continue;
      if (offered_of != 0 && member.offered_of != offered_of) throw Unreachable("two offers");
      offered_of = member.offered_of;
    }
    if (offered_of == 0) return;
    if (offered_of > max_offered) throw Unreachable("an offer of too many");
    std::vector<model::Member> offered;
    for (std::int64_t i = 0; i < offered_of; ++i) offered.push_back({place(), align, 0, true});
    for (const auto& member : members) {
      if (member.offered_of == 0) continue;
      const auto at = member.seq - base;
      if (at < 0 || at >= offered_of) throw Unreachable("a seq beyond its offer");
      auto& arrived = offered[static_cast<std::size_t>(at)];
      if (!arrived.lost) throw Unreachable("an offer with one number twice");
      if (!member.aligned) throw Unreachable("an offer that is not aligned");
      arrived.lost = false;
    }
    add(model::Offer{0, tag, false, offered});
  }

  model::Trace trace;
  model::Uuid tag;

 private:
  std::uint64_t place() {
    return trace.setup.regions.front().base + 2 * align * std::uint64_t{places_++};
  }

  std::uint32_t places_ = 0;
};

// The member at which a step fails, from 0; nothing where none does.
std::optional<std::int64_t> failing_member(const Refutation& refutation, const Values& values,
                                           std::size_t members) {
  for (const char* site : {"reserve-range", "grow-ranges", "register-mapping"}) {
    if (values.get(fmt::format("fails_{}_0", site), 0) == 0) continue;
    return std::max(values.get("i@carve", 0), values.get("i@skip", 0));
  }
  const bool undoes = refutation.by_z3.find(".undo") != std::string::npos ||
                      refutation.by_z3.find(".failed") != std::string::npos;
  if (!undoes || members == 0) return std::nullopt;
  return values.get("i@undo", 0);
}

// An obligation of the loop that undoes says nothing of how many members there are beyond those
// that it undoes: where that is all of the model's, one more is there to fail.
void add_one_that_fails(std::vector<Member>& members, std::int64_t failing, std::int64_t base) {
  while (static_cast<std::int64_t>(members.size()) <= failing) {
    if (std::ranges::any_of(members, [](const Member& m) { return m.offered_of != 0; })) {
      throw Unreachable("all that was offered is carved, and it undoes that");
    }
    members.push_back({base + static_cast<std::int64_t>(members.size()), 0, true});
  }
}

model::Trace build(const Refutation& refutation) {
  const Values values(refutation.counter_model);
  const bool tagged = refutation.by_z3.rfind("claim_group.", 0) == 0;
  if (!tagged && refutation.by_z3.rfind("claim_untagged.", 0) != 0) {
    throw Unreachable("it is not of a claim");
  }
  if (refutation.by_z3.find(".word") != std::string::npos) {
    throw Unreachable("it is of a word that overflows, which no outcome need show");
  }
  const auto base = values.get("seq_base", 1);
  auto members = members_of(values, base);
  const auto failing = failing_member(refutation, values, members.size());
  if (failing) add_one_that_fails(members, *failing, base);
  if (tagged && !std::ranges::is_sorted(members, {}, &Member::seq)) {
    throw Unreachable("its members are not in the order of their seqs");
  }
  Builder builder(base);
  const model::DeviceName device{0, 0};
  if (values.get("count_0", 0) > 0) {
    builder.inject({}, {0, 0, true});
    builder.add(model::WriteUuid{device, "0"});
  }
  if (tagged) builder.offer(members, base);
  for (const auto& member : members) {
    if (!tagged || member.offered_of == 0) {
      builder.inject(tagged ? builder.tag : model::Uuid{}, member);
    }
  }
  builder.add(model::WriteUuid{device, tagged ? model::to_string(builder.tag) : "0"});
  if (failing) {
    builder.trace.steps.back().faults = {
        {"register-mapping", static_cast<std::uint32_t>(*failing + 1), false, ENOMEM}};
  }
  return std::move(builder.trace);
}

}  // namespace

CounterTrace counter_trace(const Refutation& refutation) {
  try {
    return {build(refutation), ""};
  } catch (const Unreachable& reason) {
    return {std::nullopt, reason.what()};
  }
}

std::string how_it_parts(const SpecificationMutant& mutant, const model::Trace& trace) {
  auto state = model::initial_state(trace.setup);
  for (std::size_t i = 0; i + 1 < trace.steps.size(); ++i) {
    model::step<model::Checks::on>(trace.setup, state, trace.steps[i].operation);
  }
  const auto& last = trace.steps.back();
  const auto tag = model::read_claim_text(std::get<model::WriteUuid>(last.operation).text).value();
  const auto& region = state.regions.front();
  const auto members = free_members(region, tag);
  const auto claim = [&](ConcreteClaimRun claim_by, model::Region& copy, std::uint32_t failing) {
    model::Injection injection(failing, ENOMEM);
    return claim_by(trace.setup.regions.front(), copy, copy.devices.front(), members,
                    !tag.is_null(), injection);
  };
  // A failure at a member is of any of its steps; without one, of a step that is never reached.
  const std::uint32_t tries = last.faults.empty() ? 1 : steps_a_member;
  const std::uint32_t first =
      last.faults.empty() ? UINT32_MAX : (last.faults.front().nth - 1) * steps_a_member;
  for (std::uint32_t step = 0; step < tries; ++step) {
    model::Region right = region;
    model::Region wrong = region;
    const int exit = claim(claim_by_spec(), right, first + step);
    if (claim(mutant.claim, wrong, first + step) != exit) return "exit";
    if (!(right == wrong)) return "state";
  }
  return "";
}

}  // namespace claimcheck::smt
