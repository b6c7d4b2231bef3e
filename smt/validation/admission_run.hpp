// SPDX-License-Identifier: MIT
#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "model/concrete/concrete_admission.hpp"
#include "smt/validation/concrete_run.hpp"

// The concrete interpretation of the admission specification, run on every state of a small scope:
// a region of four units with up to three extents, and offers of up to two members anywhere in it
// or not quite.

namespace claimcheck::smt {

// Names the points that a run passes as the walk names them.
class PointWatch {
 public:
  PointWatch(std::string specification, std::set<std::string>* reached)
      : specification_(std::move(specification)), reached_(reached) {}

  template <class... States>
  void begins(const States&...) {}
  void decided(bool yes) { key_.decided(yes); }
  void stated(const char* name) {
    const std::string sentence = name;
    reach(sentence.substr(0, sentence.find(':')));
  }
  void at_loop(const char* name, std::uint64_t) {
    reach(std::string(name) + (key_.has_met(name) ? ".step" : ".init"));
    key_.at_loop(name);
  }

 private:
  void reach(const std::string& point) {
    reached_->insert(specification_ + "." + key_.point(point));
  }

  std::string specification_;
  std::set<std::string>* reached_;
  PathKey key_;
};

template <class Spec>
class AdmissionRunner {
 public:
  // `reached` gets the ids of the points that were passed with all their hypotheses true.
  explicit AdmissionRunner(std::set<std::string>& reached) : reached_(reached) {}

  ConcreteRun run() {
    // In a region in the middle, and in one that ends at 2^64.
    for (const std::uint64_t base : {2 * unit, 0 - 4 * unit}) {
      base_ = base;
      run_here();
    }
    return run_;
  }

 private:
  using Watched = model::ConcreteAdmission<model::Checks::on, PointWatch>;
  static constexpr std::uint64_t unit = 2u << 20;
  static constexpr std::size_t max_members = 2;
  static constexpr std::size_t max_extents = 3;

  void run_here() {
    std::vector<model::Member> members;
    for (const bool taken : {false, true}) {
      if constexpr (Spec::covers("offer")) offer_all(taken, members);
      if constexpr (Spec::covers("inject")) {
        for (const auto& member : all_members()) inject(taken, member);
      }
    }
    std::vector<model::Extent> extents;
    if constexpr (Spec::covers("release")) release_all(extents);
  }

  static model::Uuid tag(std::uint8_t number) {
    model::Uuid uuid;
    uuid.bytes[0] = number;
    return uuid;
  }

  model::Setup setup() const {
    model::RegionSetup region;
    region.base = base_;
    region.size = 4 * unit;
    return {{region}};
  }

  static model::State state_of(std::vector<model::Extent> extents) {
    model::Region region;
    region.extents = std::move(extents);
    return {{region}};
  }

  static model::Extent extent_at(std::uint64_t start, std::uint8_t tag_number) {
    model::Extent extent;
    extent.start = start;
    extent.length = unit;
    extent.tag = tag(tag_number);
    return extent;
  }

  // Somewhere in the region, or wrong in one way.
  std::vector<model::Member> all_members() const {
    const std::pair<std::uint64_t, std::uint64_t> places[] = {
        {base_, unit},
        {base_ + unit, unit},
        {base_ + 2 * unit, unit},
        {base_, 0},
        {base_ - unit, unit},
        {base_, 5 * unit},
        {base_ + 3 * unit, 2 * unit},
        {base_ + 4096, unit},
        {base_, UINT64_MAX},
    };
    std::vector<model::Member> members;
    for (const auto& [start, length] : places) {
      for (std::uint16_t seq = 1; seq <= 2; ++seq) {
        for (const bool lost : {false, true}) members.push_back({start, length, seq, lost});
      }
    }
    return members;
  }

  template <class SpecToRun>
  void once(const char* specification, model::State state, const model::Request& request,
            SpecToRun run) {
    const auto region_setup = setup();
    Watched domain(region_setup, state, 0, request, PointWatch(specification, &reached_));
    auto now = domain.template admitted<typename Spec::template Admitted<Watched>>();
    ++run_.runs;
    try {
      run(domain, now);
    } catch (const model::StatementFailed& failed) {
      if (!run_.false_statement) run_.false_statement = failed.what();
    }
  }

  model::State before(bool taken) const {
    return taken ? state_of({extent_at(base_ + unit, 1)}) : state_of({});
  }

  void offer_all(bool taken, std::vector<model::Member>& members) {
    for (std::uint8_t tag_number = 0; tag_number < 3; ++tag_number) {
      for (const bool shared : {false, true}) {
        once("offer", before(taken), {tag(tag_number), shared, members},
             [](auto& d, auto& now) { Spec::offer_group(d, now); });
      }
    }
    if (members.size() == max_members) return;
    for (const auto& member : all_members()) {
      members.push_back(member);
      offer_all(taken, members);
      members.pop_back();
    }
  }

  void inject(bool taken, const model::Member& member) {
    once("inject", before(taken), {tag(1), false, {&member, 1}},
         [](auto& d, auto& now) { Spec::inject_one(d, now); });
  }

  void release_all(std::vector<model::Extent>& extents) {
    const auto release = [](auto& d, auto& now) { Spec::release_meant(d, now); };
    once("release", state_of(extents), {tag(1)}, release);
    once("release", state_of(extents), {.tag = {}, .start = base_}, release);
    if (extents.size() == max_extents) return;
    for (std::uint8_t tag_number = 0; tag_number < 3; ++tag_number) {
      for (const std::uint64_t use_count : {0u, 1u}) {
        extents.push_back(extent_at(base_ + extents.size() * unit, tag_number));
        extents.back().use_count = use_count;
        release_all(extents);
        extents.pop_back();
      }
    }
  }

  std::set<std::string>& reached_;
  ConcreteRun run_;
  std::uint64_t base_ = 0;  // of the region
};

}  // namespace claimcheck::smt
