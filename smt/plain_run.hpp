// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "model/plain.hpp"
#include "smt/path_key.hpp"

// The plain reading of a claim text, run on every state of a small scope. It says which points of
// the text were reached with all their hypotheses true, and whether a statement was ever false.

namespace claimcheck::smt {

struct PlainRun {
  std::size_t runs = 0;
  std::set<std::string> reached;               // "claim_group.carve.step/YNNN": the ids of points
  std::optional<std::string> false_statement;  // the first, where there was one
};

// Names the points that a run passes as the walk names them.
class PointWatch {
 public:
  PointWatch(std::string text, std::set<std::string>* reached)
      : text_(std::move(text)), reached_(reached) {}

  void decided(bool yes) { key_.decided(yes); }
  void stated(const char* name) {
    const std::string sentence = name;
    reach(sentence.substr(0, sentence.find(':')));
  }
  void at_loop(const char* name) {
    reach(std::string(name) + (key_.has_met(name) ? ".step" : ".init"));
    key_.at_loop(name);
  }

 private:
  void reach(const std::string& point) { reached_->insert(text_ + "." + key_.point(point)); }

  std::string text_;
  std::set<std::string>* reached_;
  PathKey key_;
};

// A group of `seqs`, the device claimed already or not.
struct SmallScope {
  std::vector<std::uint16_t> seqs;
  std::uint32_t offered_of = 0;
  std::size_t misaligned = 0;  // the place of one that is; none where it is beyond the last
  bool claimed = false;
};

template <class Text>
class PlainRunner {
 public:
  PlainRun run() {
    for (std::size_t count = 0; count <= 3; ++count) {
      std::vector<std::uint16_t> seqs(count);
      run_seqs(seqs, 0);
    }
    return std::move(run_);
  }

 private:
  using Watched = model::Plain<model::Checks::on, PointWatch>;
  static constexpr std::uint64_t mebibyte = 1u << 20;

  // In order, since a claim's members are.
  void run_seqs(std::vector<std::uint16_t>& seqs, std::size_t place) {
    if (place == seqs.size()) {
      const auto count = static_cast<std::uint32_t>(seqs.size());
      for (const std::uint32_t offered_of : {0u, count, count + 1}) {
        for (std::size_t misaligned = 0; misaligned <= seqs.size(); ++misaligned) {
          for (const bool claimed : {false, true}) {
            try_all({seqs, offered_of, misaligned, claimed});
          }
        }
      }
      return;
    }
    for (std::uint16_t seq = place ? seqs[place - 1] : std::uint16_t{0}; seq <= 4; ++seq) {
      seqs[place] = seq;
      run_seqs(seqs, place + 1);
    }
  }

  model::Region region_of(const SmallScope& scope) const {
    model::Region region;
    region.devices.push_back({});
    const auto add = [&](std::uint16_t seq, bool aligned) {
      model::Extent extent;
      extent.start = region.extents.size() * 8 * mebibyte + (aligned ? 0 : 4096);
      extent.length = 2 * mebibyte;
      extent.seq = seq;
      extent.offered_of = scope.offered_of;
      region.extents.push_back(extent);
    };
    for (std::size_t i = 0; i < scope.seqs.size(); ++i) add(scope.seqs[i], i != scope.misaligned);
    add(9, true);  // one that is none of the members
    if (scope.claimed) {
      region.extents.back().use_count = 1;
      region.extents.back().mapped = true;
      region.devices[0].size = region.extents.back().length;
      region.devices[0].ranges = {{0, static_cast<std::uint32_t>(scope.seqs.size())}};
    }
    return region;
  }

  template <class Run>
  bool once(const char* text, model::Region& region, const std::vector<std::uint32_t>& members,
            model::Injection& injection, Run run) {
    model::RegionSetup setup;
    setup.size = 1024 * mebibyte;
    auto& device = region.devices[0];
    Watched domain(setup, region, members, injection, PointWatch(text, &run_.reached));
    typename Text::template Holding<Watched> holding{
        device.ranges.size(), device.size, {&device}, {&device}, {&region}, {&region}};
    ++run_.runs;
    try {
      run(domain, holding);
    } catch (const model::StatementFailed& failed) {
      if (!run_.false_statement) run_.false_statement = failed.what();
      return false;
    }
    device.ranges.resize(holding.count);
    device.size = holding.size;
    return true;
  }

  void try_all(const SmallScope& scope) {
    std::vector<std::uint32_t> members(scope.seqs.size());
    for (std::uint32_t i = 0; i < members.size(); ++i) members[i] = i;
    const auto steps = static_cast<std::uint32_t>(3 * members.size());
    for (std::uint32_t failing = 0; failing <= steps; ++failing) {
      auto region = region_of(scope);
      model::Injection injection(failing, ENOMEM);
      const bool went_well = once("claim_group", region, members, injection,
                                  [](auto& d, auto& now) { Text::claim_group(d, now); });
      if (went_well && !region.devices[0].ranges.empty() && !scope.claimed) {
        model::Injection none;
        once("give_back", region, members, none,
             [](auto& d, auto& now) { Text::give_back(d, now); });
      }
      auto untagged = region_of(scope);
      model::Injection again(failing, ENOMEM);
      once("claim_untagged", untagged, members, again,
           [](auto& d, auto& now) { Text::claim_untagged(d, now); });
    }
  }

  PlainRun run_;
};

}  // namespace claimcheck::smt
