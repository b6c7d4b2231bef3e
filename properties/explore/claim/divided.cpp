// SPDX-License-Identifier: MIT
#include "properties/explore/claim/divided.hpp"

#include <unistd.h>

#include <algorithm>

#include "properties/explore/claim/edges.hpp"
#include "properties/explore/claim/message.hpp"
#include "properties/explore/claim/model_search.hpp"
#include "properties/process/child.hpp"

namespace claimcheck::explore::claim {
namespace {

constexpr std::size_t max_kept_bytes = process::max_memory_bytes / 4;

}  // namespace

Divided::Divided(const ExploreOptions& options)
    : options_(options), ranks_(options.ranks == nullptr ? alone_ : *options.ranks) {}

Report Divided::explore_model(const Options& search) {
  const ClaimModel model(options_.scope);
  auto explorer = std::make_unique<LevelExplorer<ClaimModel>>(
      model, search, Storage{options_.disk, false}, ranks_);
  auto report = report_of(model.common(), explorer->run());
  explorer.reset();  // its copies of the model add what they counted
  report.counts = sum(model.counts(), ranks_);
  return report;
}

void Divided::explore_states(Options search) {
  // Children have this memory too, and may not have much.
  search.max_memory_bytes = std::min(search.max_memory_bytes, max_kept_bytes);
  const ClaimModel model(options_.scope);
  explorer_ = std::make_unique<LevelExplorer<ClaimModel>>(model, search,
                                                          Storage{options_.disk, true}, ranks_);
  owner_ = getpid();
  states_ = report_of(model.common(), explorer_->run());
  auto& frontier = explorer_->frontier();
  for (std::size_t index = 0; index < frontier.own_shards(); ++index) {
    frontier.own_shard(index).forget_known();
  }
}

// Where a limit was met the last level was not expanded, or not to its end.
Report Divided::run_edges(ClaimModel model, const Options& search) {
  const std::size_t levels = states_.states_per_depth.size() - (states_.queue > 0 ? 1 : 0);
  auto& frontier = explorer_->frontier();
  for (std::size_t index = 0; index < frontier.own_shards(); ++index) {
    frontier.own_shard(index).reopen(owner_);
  }
  return claim::run_edges(std::move(model), search, frontier, levels);
}

Report Divided::whole(Report edges) const {
  Report report = states_;
  report.counts = edges.counts;
  report.goals = std::move(edges.goals);
  for (auto& finding : edges.findings) report.findings.push_back(std::move(finding));
  return edges.limit == Limit::none ? report : limited(std::move(report), edges.limit);
}

Report limited(Report report, Limit limit) {
  if (report.limit == Limit::none) report.limit = limit;
  if (report.verdict == Verdict::holds) report.verdict = Verdict::not_finished;
  return report;
}

Counts sum(const Counts& mine, Exchange& ranks) {
  Report report;
  report.counts = mine;
  Counts all;
  for (const std::string& text : ranks.gather(encode(report))) {
    all.add(std::get<Report>(decode(text)).counts);
  }
  return all;
}

}  // namespace claimcheck::explore::claim
