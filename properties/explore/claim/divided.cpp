// SPDX-License-Identifier: MIT
#include "properties/explore/claim/divided.hpp"

#include "properties/explore/claim/message.hpp"
#include "properties/explore/claim/model_search.hpp"

namespace claimcheck::explore::claim {

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
