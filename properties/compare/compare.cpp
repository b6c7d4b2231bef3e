// SPDX-License-Identifier: MIT
#include "properties/compare/compare.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "properties/report/causes.hpp"

namespace claimcheck::compare {
namespace {

// All that a run found, and what broke in the corpus.
void add_found(const Side& side, bool now, std::vector<Tried>& traces) {
  for (const auto& found : side.report.found)
    traces.push_back({found.finding, found.path, now, {}, {}});
  for (const auto& replayed : side.report.replay) {
    if (replayed.verdict != replay::Replayed::breaks &&
        replayed.verdict != replay::Replayed::breaks_as_said) {
      continue;
    }
    auto finding = judge::finding_of(*replayed.difference, replayed.trace, side.engine.name());
    traces.push_back({std::move(finding), replayed.path, now, {}, {}});
  }
}

bool breaks_same_clause(const Seen& one, const Seen& other) {
  return one.kind == Seen::Kind::breaks && other.kind == Seen::Kind::breaks &&
         one.difference->defect.clause == other.difference->defect.clause;
}

// Why a trace that is not broken alike on both decides nothing; empty where it does.
std::string doubt(const Tried& trace) {
  const auto& own = trace.found_now ? trace.now : trace.before;
  const auto& other = trace.found_now ? trace.before : trace.now;
  if (own.kind == Seen::Kind::unknown || other.kind == Seen::Kind::unknown)
    return "its trace decides nothing on one of them";
  if (own.kind == Seen::Kind::holds) return "its trace breaks nothing when it is run again";
  if (other.kind == Seen::Kind::holds) return "";
  return trace.found_now
             ? "on --against its trace breaks another clause first: it may have been there"
             : "on --kernel its trace breaks another clause first: it may be there still";
}

// Whether two defects that stayed are one to a search: what the one shows on a side covers what the
// other shows there.
bool are_one(const Tried& a, const Tried& b) {
  const auto alike = [](const Seen& one, const Seen& other) {
    return judge::covers(one.difference->defect, other.difference->defect) ||
           judge::covers(other.difference->defect, one.difference->defect);
  };
  return a.finding.trace.is_concurrent() == b.finding.trace.is_concurrent() &&
         alike(a.now, b.now) && alike(a.before, b.before);
}

void keep(ComparedDefect defect, std::vector<ComparedDefect>& defects) {
  const bool is_there =
      defect.change == Change::unchanged &&
      std::ranges::any_of(defects, [&](const ComparedDefect& kept) {
        return kept.change == Change::unchanged && are_one(kept.example, defect.example);
      });
  if (!is_there) defects.push_back(std::move(defect));
}

}  // namespace

Decision decide(std::span<const Tried> traces) {
  const auto place = [&](auto found) { return static_cast<std::size_t>(found - traces.begin()); };
  const auto alike = std::ranges::find_if(
      traces, [](const Tried& trace) { return breaks_same_clause(trace.now, trace.before); });
  if (alike != traces.end()) return {Change::unchanged, place(alike), ""};
  const auto doubtful =
      std::ranges::find_if(traces, [](const Tried& trace) { return !doubt(trace).empty(); });
  if (doubtful != traces.end()) return {Change::undecided, place(doubtful), doubt(*doubtful)};
  const auto found_now = std::ranges::count(traces, true, &Tried::found_now);
  if (found_now == std::ssize(traces)) return {Change::added, 0, ""};
  if (found_now == 0) return {Change::fixed, 0, ""};
  return {Change::undecided, 0, "both break the clause, in traces that hold on the other"};
}

std::size_t Comparison::count(Change change) const {
  return static_cast<std::size_t>(std::ranges::count(defects, change, &ComparedDefect::change));
}

Comparison compare(const Side& now, const Side& before, const replay::Deadline& deadline) {
  std::vector<Tried> traces;
  add_found(now, true, traces);
  add_found(before, false, traces);
  std::vector<const judge::Finding*> findings;
  for (const auto& trace : traces) findings.push_back(&trace.finding);
  Comparison comparison;
  comparison.traces_left_now = now.report.traces_left();
  comparison.traces_left_before = before.report.traces_left();
  for (const auto& cause : report::causes(findings)) {
    std::vector<Tried> tried;
    for (const auto place : cause) {
      auto& trace = tried.emplace_back(traces[place]);
      trace.now = seen_on(now.engine, trace.finding.trace, deadline);
      trace.before = seen_on(before.engine, trace.finding.trace, deadline);
      if (breaks_same_clause(trace.now, trace.before)) break;  // which decides it
    }
    auto decision = decide(tried);
    keep({decision.change, std::move(tried[decision.example]), std::move(decision.reason)},
         comparison.defects);
  }
  std::ranges::stable_sort(comparison.defects, {}, &ComparedDefect::change);
  return comparison;
}

options::ExitStatus status(const Comparison& comparison, const report::RunReport& now) {
  const bool breaks_now = std::ranges::any_of(comparison.defects, [](const ComparedDefect& defect) {
    return defect.example.now.kind == Seen::Kind::breaks;
  });
  if (breaks_now) return options::ExitStatus::broken;
  auto own = now;
  std::erase_if(own.replay, [](const replay::ReplayedTrace& replayed) {
    return replayed.verdict == replay::Replayed::not_broken;
  });
  const auto verdict = report::verdict(own);
  if (verdict != options::ExitStatus::holds) return verdict;
  return comparison.count(Change::undecided) > 0 ? options::ExitStatus::no_verdict
                                                 : options::ExitStatus::holds;
}

}  // namespace claimcheck::compare
