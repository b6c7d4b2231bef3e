// SPDX-License-Identifier: MIT
#include "properties/merge/merge.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "properties/installation/installation.hpp"
#include "properties/merge/run_members.hpp"

namespace claimcheck::merge {
namespace {

// In which a run does them, and so lists what they find.
constexpr std::array<std::string_view, 5> mode_order{"taken up", "check", "faults", "concurrent",
                                                     "explore"};

std::size_t place_of(const std::string& mode) {
  return static_cast<std::size_t>(std::ranges::find(mode_order, mode) - mode_order.begin());
}

void expect_one_run(const std::vector<ShardReport>& shards) {
  const auto& first = shards.front();
  for (const auto& shard : shards) {
    for (const auto& [name, value] : first.identity) {
      const auto& other = shard.identity.at(name);
      if (other == value) continue;
      throw MergeError(fmt::format("{} and {} are not of one run: {} {}, and {}",
                                   installation::show(first.file), installation::show(shard.file),
                                   name, value, other));
    }
  }
  for (std::size_t i = 1; i < shards.size(); ++i) {
    const auto& options = shards[i].options;
    if (options.shard != shards[i - 1].options.shard) continue;
    throw MergeError(
        fmt::format("{} and {} are both shard {} of {}", installation::show(shards[i - 1].file),
                    installation::show(shards[i].file), options.shard + 1, options.shards));
  }
}

std::string missing(const std::vector<ShardReport>& shards) {
  std::string numbers;
  std::uint64_t next = 0;
  std::uint64_t count = 0;
  const auto add = [&](std::uint64_t begin, std::uint64_t end) {
    if (begin == end) return;
    count += end - begin;
    numbers += numbers.empty() ? "" : ", ";
    numbers +=
        end - begin == 1 ? fmt::format("{}", begin + 1) : fmt::format("{} to {}", begin + 1, end);
  };
  for (const auto& shard : shards) {
    add(next, shard.options.shard);
    next = shard.options.shard + 1;
  }
  const auto all = shards.front().options.shards;
  add(next, all);
  if (count == 0) return {};
  return fmt::format("shard{} {} of {} {} missing", count == 1 ? "" : "s", numbers, all,
                     count == 1 ? "is" : "are");
}

int badness(replay::Replayed verdict) {
  switch (verdict) {
    case replay::Replayed::breaks:
      return 6;
    case replay::Replayed::not_broken:
      return 5;
    case replay::Replayed::wrong_file:
      return 4;
    case replay::Replayed::breaks_as_said:
      return 3;
    case replay::Replayed::holds:
      return 2;
    case replay::Replayed::not_asked:
      return 1;
    case replay::Replayed::unfinished:
      break;
  }
  return 0;  // another shard may have had the time
}

void add_replay(const ShardReport& shard, const ShardReport& first,
                std::vector<replay::ReplayedTrace>& all) {
  const auto& more = shard.report.replay;
  const bool is_same = std::ranges::equal(more, all, [](const auto& a, const auto& b) {
    return a.path.filename() == b.path.filename();
  });
  if (!is_same) {
    throw MergeError(
        fmt::format("{} and {} are not of one run: they replayed other files of the "
                    "corpus",
                    installation::show(first.file), installation::show(shard.file)));
  }
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (badness(more[i].verdict) > badness(all[i].verdict)) all[i] = more[i];
  }
}

void add(const modes::Timeline& more, modes::Timeline& sum) {
  sum.traces = std::max(sum.traces, more.traces);
  for (std::size_t part = 0; part < sum.exercised.size(); ++part) {
    for (std::size_t clause = 0; clause < sum.first.size(); ++clause) {
      sum.exercised[part][clause] += more.exercised[part][clause];
    }
  }
  for (std::size_t clause = 0; clause < sum.first.size(); ++clause) {
    const auto first = more.first[clause];
    auto& least = sum.first[clause];
    if (first != 0 && (least == 0 || first < least)) least = first;
  }
}

void add_stage(const report::Stage& more, std::vector<report::Stage>& stages) {
  auto stage = std::ranges::find(stages, more.name, &report::Stage::name);
  if (stage == stages.end()) {
    const auto before = std::ranges::find_if(stages, [&](const report::Stage& other) {
      return place_of(other.name) > place_of(more.name);
    });
    stage = stages.insert(before, report::Stage{more.name, {}, {}});
  }
  auto& sum = stage->report;
  sum.coverage.add(more.report.coverage);
  add_rows(rows_of(more.report.warnings), sum.warnings);
  sum.warnings.others += more.report.warnings.others;
  sum.traces_left += more.report.traces_left;
  sum.crashes += more.report.crashes;
  sum.is_credible = sum.is_credible && more.report.is_credible;
  if (sum.refused.empty()) sum.refused = more.report.refused;
  add(more.timeline, stage->timeline);
  reach::add(more.reached, stage->reached);
}

void add_text(const ShardReport& shard, std::optional<kernel::TextCoverage>& all) {
  const auto& more = shard.report.text;
  if (!more || !all || !all->unknown.empty()) return;
  if (!more->unknown.empty()) {
    all = more;
    return;
  }
  const auto differs = [&] {
    throw MergeError(fmt::format("{}: its kernel text has other blocks than that of the others",
                                 installation::show(shard.file)));
  };
  if (more->files.size() != all->files.size()) differs();
  for (std::size_t file = 0; file < all->files.size(); ++file) {
    auto& blocks = all->files[file].blocks;
    const auto& others = more->files[file].blocks;
    if (blocks.size() != others.size()) differs();
    for (std::size_t i = 0; i < blocks.size(); ++i) {
      blocks[i].reached = blocks[i].reached || others[i].reached;
    }
  }
}

// By mode and by the number of the trace, as one run comes to them.
std::vector<report::FoundTrace> found_once(const std::vector<ShardReport>& shards) {
  std::vector<report::FoundTrace> all;
  for (const auto& shard : shards) {
    all.insert(all.end(), shard.report.found.begin(), shard.report.found.end());
  }
  std::ranges::stable_sort(all, {}, [](const report::FoundTrace& found) {
    return std::tuple(place_of(found.mode), found.finding.index);
  });
  judge::Defects known;
  std::vector<report::FoundTrace> once;
  for (auto& found : all) {
    if (known.contains(found.finding.defect)) continue;
    known.insert(found.finding.defect);
    once.push_back(std::move(found));
  }
  return once;
}

// Each scope is one shard's.
std::vector<report::Exploration> explorations(const std::vector<ShardReport>& shards) {
  std::vector<report::Exploration> all;
  for (const auto& shard : shards) {
    all.insert(all.end(), shard.report.explorations.begin(), shard.report.explorations.end());
  }
  std::ranges::stable_sort(all, {}, &report::Exploration::number);
  return all;
}

}  // namespace

Merged merged(std::vector<ShardReport> shards) {
  std::ranges::stable_sort(shards, {}, [](const ShardReport& s) { return s.options.shard; });
  expect_one_run(shards);
  const auto& first = shards.front();
  Merged whole{first.options, {}, first.options.shards};
  whole.options.shard = 0;
  whole.options.shards = 1;
  auto& report = whole.report;
  report.engine = first.report.engine;
  report.modes = first.report.modes;
  report.sites = first.report.sites;
  report.replay = first.report.replay;
  report.known = first.report.known;
  report.text = first.report.text;
  for (const auto& shard : shards) {
    add_replay(shard, first, report.replay);
    for (const auto& stage : shard.report.stages) add_stage(stage, report.stages);
    add_rows(rows_of(shard.report.matrix), report.matrix);
    if (!shard.report.matrix.is_credible()) spoil(report.matrix);
    add_text(shard, report.text);
    if (report.refused.empty()) report.refused = shard.report.refused;
  }
  report.explorations = explorations(shards);
  report.found = found_once(shards);
  report.missing = missing(shards);
  return whole;
}

}  // namespace claimcheck::merge
