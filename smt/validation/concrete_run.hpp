// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "model/concrete/concrete_claim.hpp"
#include "smt/symbolic/path_key.hpp"

// The concrete interpretation of the claim's specification, run on every state of a small scope,
// with a log that follows each run. It says whether a statement was ever false.

namespace claimcheck::smt {

// What of a run's state its specification may write.
struct HoldingNow {
  std::uint64_t counter = 0;
  std::uint64_t count = 0;
  std::uint64_t size = 0;
  const model::Device* device = nullptr;  // its first `count` ranges are meant
  const model::Region* region = nullptr;
};

// Names the points that a run passes as the walk names them. This one keeps nothing; who wants to
// know of them derives from it.
class RunLog {
 public:
  RunLog() = default;
  RunLog(const RunLog&) = delete;
  RunLog& operator=(const RunLog&) = delete;
  virtual ~RunLog() = default;

  // A run of `specification` ("claim_group") on members that stand in its order.
  void start(const std::string& specification, const model::RegionSetup& setup,
             const std::vector<std::uint32_t>& members) {
    specification_ = specification;
    key_ = {};
    now_ = {};
    counter_ = 0;
    started(setup, members);
  }
  void begins(std::function<HoldingNow()> now) {
    now_ = std::move(now);
    began(now_());
  }
  void decided(bool yes) { key_.decided(yes); }
  void stated(const std::string& name) { at(key_.point(name.substr(0, name.find(':'))), now()); }
  void at_loop(const std::string& name, std::uint64_t counter) {
    counter_ = counter;
    const HoldingNow now = this->now();
    at(key_.point(name + (key_.has_met(name) ? ".step" : ".init")), now);
    key_.at_loop(name);
    passed_head(name, now);
  }
  // The specification has returned, and what it wrote is where it belongs.
  void ended(bool claimed, const HoldingNow& now) {
    const std::string name = claimed ? "refines" : "refused";
    at(key_.point(key_.head().empty() ? name : name + "." + key_.head()), now);
  }
  virtual void asked(const char*, bool) {}

 protected:
  const std::string& specification() const { return specification_; }
  const PathKey& key() const { return key_; }

  virtual void started(const model::RegionSetup&, const std::vector<std::uint32_t>&) {}
  virtual void began(const HoldingNow&) {}
  virtual void at(const std::string&, const HoldingNow&) {}
  virtual void passed_head(const std::string&, const HoldingNow&) {}

 private:
  HoldingNow now() const {
    HoldingNow now = now_();
    now.counter = counter_;
    return now;
  }

  std::string specification_;
  PathKey key_;
  std::function<HoldingNow()> now_;
  std::uint64_t counter_ = 0;  // of the loop whose head was passed last
};

// What the concrete interpretation tells its watch goes to a log.
class LogWatch {
 public:
  explicit LogWatch(RunLog* log) : log_(log) {}

  template <class Holding>
  void begins(const Holding& now) {
    log_->begins([&now] {
      return HoldingNow{0, now.count, now.size, now.extent.device, now.use_count.region};
    });
  }
  void asked(const char* site, bool fails) { log_->asked(site, fails); }
  void decided(bool yes) { log_->decided(yes); }
  void stated(const char* name) { log_->stated(name); }
  void at_loop(const char* name, std::uint64_t counter) { log_->at_loop(name, counter); }

 private:
  RunLog* log_;
};

// A group of `seqs`, the device claimed already or not.
struct SmallScope {
  std::vector<std::uint16_t> seqs;
  std::uint32_t offered_of = 0;
  std::size_t misaligned = 0;  // the index of one that is; none where it is beyond the last
  bool claimed = false;
};

struct ConcreteRun {
  std::size_t runs = 0;
  std::optional<std::string> false_statement;  // the first, where there was one
};

template <class Spec>
class ConcreteRunner {
 public:
  explicit ConcreteRunner(RunLog& log) : log_(log) {}

  ConcreteRun run() {
    for (std::size_t count = 0; count <= 3; ++count) {
      std::vector<std::uint16_t> seqs(count);
      run_seqs(seqs, 0);
    }
    return std::move(run_);
  }

 private:
  using Watched = model::ConcreteClaim<model::Checks::on, LogWatch>;
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

  // Lengths that differ, so that sums of others are others.
  model::Region region_of(const SmallScope& scope) const {
    model::Region region;
    region.devices.push_back({});
    const auto add = [&](std::uint16_t seq, bool aligned) {
      model::Extent extent;
      const auto place = region.extents.size();
      extent.start = place * 64 * mebibyte + (aligned ? 0 : 4096);
      extent.length = (2 * mebibyte) << place;
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
  bool once(const char* specification, model::Region& region,
            const std::vector<std::uint32_t>& members, model::Injection& injection, Run run) {
    model::RegionSetup setup;
    setup.size = 1024 * mebibyte;
    auto& device = region.devices[0];
    log_.start(specification, setup, members);
    Watched domain(setup, region, members, injection, LogWatch(&log_));
    typename Spec::template Holding<Watched> holding{
        device.ranges.size(), device.size, {&device}, {&device}, {&region}, {&region}};
    ++run_.runs;
    try {
      const bool claimed = run(domain, holding);
      log_.ended(claimed, {0, holding.count, holding.size, &device, &region});
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
      [[maybe_unused]] const bool went_well =
          once("claim_group", region, members, injection,
               [](auto& d, auto& now) { return Spec::claim_group(d, now) == Spec::claimed; });
      if constexpr (Spec::covers("give_back")) {
        if (went_well && !region.devices[0].ranges.empty() && !scope.claimed) {
          model::Injection none;
          once("give_back", region, members, none, [](auto& d, auto& now) {
            Spec::give_back(d, now);
            return true;
          });
        }
      }
      if constexpr (Spec::covers("claim_untagged")) {
        auto untagged = region_of(scope);
        model::Injection again(failing, ENOMEM);
        once("claim_untagged", untagged, members, again,
             [](auto& d, auto& now) { return Spec::claim_untagged(d, now) == Spec::claimed; });
      }
    }
  }

  RunLog& log_;
  ConcreteRun run_;
};

}  // namespace claimcheck::smt
