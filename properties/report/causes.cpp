// SPDX-License-Identifier: MIT
#include "properties/report/causes.hpp"

#include <algorithm>
#include <numeric>
#include <sstream>
#include <string>

#include "model/trace/trace_text.hpp"
#include "properties/judge/blame.hpp"

namespace claimcheck::report {
namespace {

using Words = std::vector<std::string>;

// The trace's regions and operations, without what is expected of them and with tags by place.
std::vector<Words> lines_of(model::Trace trace) {
  trace.breaks.clear();
  trace.schedule.clear();
  for (std::size_t i = 0; i < trace.tags.size(); ++i) trace.tags[i].name = "T" + std::to_string(i);
  for (auto& step : trace.steps) step.expected.reset();
  std::vector<Words> lines;
  for (const auto& line : model::document(trace).lines) {
    using enum model::Line::Kind;
    if (line.kind != region && line.kind != step) continue;
    std::istringstream text(model::print(model::Document{trace, {line}}));
    lines.emplace_back();
    for (std::string word; text >> word;) lines.back().push_back(word);
  }
  return lines;
}

// A tag taken away: what carried it is untagged and numbered as such.
model::Trace without_tags(model::Trace trace) {
  for (auto& step : trace.steps) {
    if (auto* offer = std::get_if<model::Offer>(&step.operation)) {
      offer->tag = {};
      offer->shared = false;
    } else if (auto* inject = std::get_if<model::Inject>(&step.operation)) {
      inject->tag = {};
      inject->member.seq = 0;
    } else if (auto* claim = std::get_if<model::WriteUuid>(&step.operation)) {
      claim->text = "0\n";
    }
  }
  trace.tags.clear();
  return trace;
}

std::size_t words_that_differ(const Words& a, const Words& b) {
  if (a.size() != b.size()) return std::max(a.size(), b.size());
  std::size_t count = 0;
  for (std::size_t i = 0; i < a.size(); ++i) count += a[i] != b[i] ? 1 : 0;
  return count;
}

// One line, in which one word differs.
bool is_one_word(const std::vector<Words>& a, const std::vector<Words>& b) {
  if (a.size() != b.size()) return false;
  std::size_t count = 0;
  for (std::size_t i = 0; i < a.size(); ++i) count += words_that_differ(a[i], b[i]);
  return count <= 1;
}

// Every line but one of the longer, in order.
bool is_one_line(const std::vector<Words>& shorter, const std::vector<Words>& longer) {
  if (shorter.size() + 1 != longer.size()) return false;
  const auto [in_short, in_long] = std::ranges::mismatch(shorter, longer);
  return std::equal(in_short, shorter.end(), in_long + 1, longer.end());
}

std::string last_kind(const model::Trace& trace) {
  return trace.steps.empty() ? "" : model::kind_name(trace.steps.back().operation);
}

// The same up to the spelling of the last operation.
bool is_one_spelling(std::vector<Words> a, std::vector<Words> b) {
  a.pop_back();
  b.pop_back();
  return a == b;
}

bool ended_in_no_operation(const judge::Defect& defect) {
  return defect.clause == model::Clause::A4 && defect.kinds.empty() &&
         (defect.aspect.starts_with("killed by ") || defect.aspect.starts_with("exits with ") ||
          defect.aspect == "heap corruption");
}

}  // namespace

bool is_one_change(const model::Trace& a, const model::Trace& b) {
  if (a.steps.empty() || b.steps.empty() || last_kind(a) != last_kind(b)) return false;
  if (judge::sites_of(a.steps) != judge::sites_of(b.steps)) return false;
  const auto lines_a = lines_of(a);
  const auto lines_b = lines_of(b);
  // A single operation has nothing before it that could tell whether it is the same defect.
  if (a.steps.size() > 1 && is_one_spelling(lines_a, lines_b)) return true;
  return is_one_word(lines_a, lines_b) || is_one_line(lines_a, lines_b) ||
         is_one_line(lines_b, lines_a) || lines_of(without_tags(a)) == lines_b ||
         lines_of(without_tags(b)) == lines_a;
}

bool have_one_cause(const judge::Finding& a, const judge::Finding& b) {
  const auto& one = a.defect;
  const auto& other = b.defect;
  // Of an engine that ended in no operation, when it did says nothing; and what did not come again
  // may have been any of the ends that do.
  if (ended_in_no_operation(one) && ended_in_no_operation(other) && one.object == other.object) {
    return one.aspect == other.aspect || !a.reproduced || !b.reproduced;
  }
  if (one.aspect == "race" || other.aspect == "race") {
    return one.aspect == other.aspect && one.object == other.object;
  }
  // What a crash comes from, its trace does not tell; what threads do, only their operations.
  // The object of a wrong outcome is the error that was injected.
  if (one.object != other.object && one.aspect != "outcome") return false;
  if (a.trace.is_concurrent() || b.trace.is_concurrent()) {
    return a.trace.is_concurrent() && b.trace.is_concurrent() && one.kinds == other.kinds &&
           one.sites == other.sites && one.clause == other.clause;
  }
  return is_one_change(a.trace, b.trace);
}

std::vector<std::vector<std::size_t>> causes(std::span<const judge::Finding* const> findings) {
  std::vector<std::size_t> cause(findings.size());  // of a finding: the first that has it
  std::iota(cause.begin(), cause.end(), std::size_t{0});
  for (std::size_t i = 0; i < findings.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (cause[i] == cause[j] || !have_one_cause(*findings[i], *findings[j])) continue;
      const auto [kept, gone] = std::minmax(cause[i], cause[j]);
      std::ranges::replace(cause, std::size_t{gone}, std::size_t{kept});
    }
  }
  std::vector<std::vector<std::size_t>> groups;
  for (std::size_t first = 0; first < findings.size(); ++first) {
    if (cause[first] != first) continue;
    auto& group = groups.emplace_back();
    for (std::size_t i = first; i < findings.size(); ++i) {
      if (cause[i] == first) group.push_back(i);
    }
  }
  return groups;
}

}  // namespace claimcheck::report
