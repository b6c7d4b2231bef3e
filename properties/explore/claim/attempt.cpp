// SPDX-License-Identifier: MIT
#include "properties/explore/claim/attempt.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "properties/explore/claim/message.hpp"

namespace claimcheck::explore::claim {
namespace {

using nlohmann::json;

json to_json(const Crash& crash) {
  json out = {
      {"length", crash.length}, {"finding", encode(crash.finding)}, {"lost", crash.is_lost}};
  if (crash.kind) {
    out["kind"] = {{"operation", crash.kind->operation},
                   {"clause", static_cast<int>(crash.kind->clause)},
                   {"site", crash.kind->site}};
  }
  return out;
}

Crash crash_from(const json& value) {
  Crash crash;
  value.at("length").get_to(crash.length);
  crash.finding = std::get<judge::Finding>(decode(value.at("finding").get<std::string>()));
  value.at("lost").get_to(crash.is_lost);
  if (value.contains("kind")) {
    const auto& kind = value.at("kind");
    crash.kind = TransitionKind{kind.at("operation").get<std::size_t>(),
                                static_cast<model::Clause>(kind.at("clause").get<int>()),
                                kind.at("site").get<std::string>()};
  }
  return crash;
}

std::string to_text(const Attempt& attempt) {
  json out = {{"kind", static_cast<int>(attempt.kind)}, {"found", json::array()}};
  if (attempt.report) out["report"] = encode(*attempt.report);
  if (attempt.crash) out["crash"] = to_json(*attempt.crash);
  for (const auto& found : attempt.found) out["found"].push_back(encode(found));
  return out.dump();
}

void add(Report& all, const Report& one) {
  all.counts.add(one.counts);
  if (one.limit != Limit::none) all.limit = one.limit;
  for (std::size_t index = 0; index < one.goals.size(); ++index) {
    if (index == all.goals.size()) {
      all.goals.push_back(one.goals[index]);
    } else if (const auto steps = one.goals[index].steps) {
      auto& least = all.goals[index].steps;
      least = least ? std::min(*least, *steps) : *steps;
    }
  }
}

}  // namespace

Attempt together(const Attempt& mine, Exchange& ranks) {
  Attempt all;
  all.report.emplace();
  Counterexamples found([](const Counterexample&) {});
  bool is_late = false;
  bool is_short = false;
  for (const std::string& text : ranks.gather(to_text(mine))) {
    const auto value = json::parse(text);
    const auto kind = static_cast<Attempt::Kind>(value.at("kind").get<int>());
    is_late = is_late || kind == Attempt::Kind::late;
    is_short = is_short || kind == Attempt::Kind::out_of_memory;
    if (value.contains("crash")) {
      auto crash = crash_from(value.at("crash"));
      if (!all.crash || crash.length < all.crash->length) all.crash = std::move(crash);
    }
    if (value.contains("report")) {
      add(*all.report, std::get<Report>(decode(value.at("report").get<std::string>())));
    }
    for (const auto& one : value.at("found")) {
      found.add(std::get<Counterexample>(decode(one.get<std::string>())));
    }
  }
  all.found = found.all();
  if (is_late) {
    all.kind = Attempt::Kind::late;
  } else if (is_short) {
    all.kind = Attempt::Kind::out_of_memory;
  } else if (all.crash) {
    all.kind = Attempt::Kind::crashed;
    all.report.reset();
  }
  return all;
}

}  // namespace claimcheck::explore::claim
