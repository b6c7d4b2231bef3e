// SPDX-License-Identifier: MIT
#include "smt/validation/transition_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "model/rules/sysfs_input.hpp"
#include "model/theorems.hpp"
#include "smt/validation/world_values.hpp"

namespace claimcheck::smt {
namespace {

constexpr std::size_t max_differences = 20;

struct NamedFormula {
  std::string name;
  Formula formula;
};

// A transition, or what is said of one state: the obligations whose ids differ in their last part.
struct Group {
  std::vector<NamedFormula> relation;  // the premise
  std::vector<NamedFormula> others;    // the other hypotheses
  std::vector<NamedFormula> lemmas;    // of a theorem
  std::vector<NamedFormula> goals;
};

std::string group_of(const Obligation& obligation) {
  return obligation.id.substr(0, obligation.id.rfind('.'));
}

struct TransitionName {
  const ModelStep& step;
  std::string operator()(const model::Offer&) const { return "add"; }
  std::string operator()(const model::Inject&) const { return "add"; }
  std::string operator()(const model::ReleaseTag&) const { return "remove"; }
  std::string operator()(const model::ReleaseUntagged&) const { return "remove"; }
  std::string operator()(const model::Create&) const { return "create"; }
  std::string operator()(const model::Delete&) const { return "delete"; }
  std::string operator()(const model::WriteUuid& write) const {
    return model::read_claim_text(write.text)->is_null() ? "claim-untagged" : "claim-group";
  }
  std::string operator()(const model::WriteSize& write) const {
    const auto& devices = step.before.regions[write.device.region].devices;
    const auto device = std::ranges::find(devices, write.device.index, &model::Device::index);
    return device->has_capacity() ? "give-back" : "nothing-moves";
  }
  std::string operator()(const model::BindRegion& bind) const {
    // R3: the first device is there again.
    const auto& region = step.before.regions[bind.region];
    return is_dropped(step.setup.regions[bind.region], region) ? "create" : "nothing-moves";
  }
  std::string operator()(const model::UnbindRegion& unbind) const {
    const bool drops = step.setup.regions[unbind.region].unbind == model::Unbind::drops;
    return drops ? "unbind-drop" : "nothing-moves";
  }
  // Drivers of devices and reads.
  template <class Other>
  std::string operator()(const Other&) const {
    return "nothing-moves";
  }
};

// Which transition a step of the model is.
std::string transition_of(const ModelStep& step) {
  return step.outcome.failed() ? "nothing-moves" : std::visit(TransitionName{step}, step.operation);
}

class Comparison {
 public:
  explicit Comparison(const std::vector<Obligation>& obligations) : values_(vocabulary_) {
    for (const auto& obligation : obligations) add(obligation);
    for (const auto& [name, group] : groups_) {
      if (name.rfind(prefix, 0) == 0 && name != start) {
        result_.steps[name.substr(prefix.size())] = 0;
      }
    }
  }

  TransitionCheck run() {
    for (const auto& world : small_worlds()) {
      bool is_first = true;
      const auto look_at = [&](const model::State& state) {
        look_at_state(world.setup, state, is_first);
        is_first = false;
      };
      explore_world(world, look_at, [&](const ModelStep& step) { look_at_step(step); });
    }
    return std::move(result_);
  }

 private:
  inline static const std::string prefix = "transition.";
  inline static const std::string start = "transition.start";
  inline static const std::string theorem = "theorem.";

  void add_theorem(const Obligation& obligation) {
    Group theorem{{}, {}, {}, {{obligation.id, Formula(obligation.goal, vocabulary_)}}};
    for (const auto& hypothesis : obligation.hypotheses) {
      auto& list = hypothesis.given == Given::premise ? theorem.relation
                   : hypothesis.given == Given::lemma ? theorem.lemmas
                                                      : theorem.others;
      list.push_back({hypothesis.name, Formula(hypothesis.term, vocabulary_)});
    }
    theorems_.push_back(std::move(theorem));
  }

  // Those of a group have their hypotheses in common.
  void add(const Obligation& obligation) {
    if (obligation.id.rfind(theorem, 0) == 0) {
      // An iteration speaks of a place in the middle, and no state has one.
      const bool is_of_loop =
          obligation.path.find('/') != std::string::npos || obligation.path.ends_with(".init");
      if (!is_of_loop) add_theorem(obligation);
      return;
    }
    if (obligation.id.rfind(prefix, 0) != 0) return;
    const auto [place, is_new] = groups_.try_emplace(group_of(obligation));
    auto& group = place->second;
    if (is_new) {
      for (const auto& hypothesis : obligation.hypotheses) {
        auto& list = hypothesis.given == Given::premise ? group.relation : group.others;
        list.push_back({hypothesis.name, Formula(hypothesis.term, vocabulary_)});
      }
    }
    group.goals.push_back({obligation.id, Formula(obligation.goal, vocabulary_)});
  }

  void differ(const std::string& where, const std::string& what) {
    if (result_.differences.size() < max_differences) {
      result_.differences.push_back(where + ": " + what);
    }
  }

  // The name of one that is false; empty where all are true.
  std::string false_one(const std::vector<NamedFormula>& formulas) {
    for (const auto& [name, formula] : formulas) {
      ++result_.formulas;
      if (!formula.is_true(values_.structure())) return name;
    }
    return "";
  }

  // Where the premises hold, so does what follows from them.
  void expect_theorem(const Group& theorem) {
    const auto& name = theorem.goals.front().name;
    auto wrong = false_one(theorem.others);
    if (wrong.empty() && false_one(theorem.relation).empty()) {
      wrong = false_one(theorem.lemmas);
      if (wrong.empty()) wrong = false_one(theorem.goals);
      ++result_.theorems[name];
    }
    if (!wrong.empty()) differ(name, wrong + " is false");
  }

  void expect_all(const std::string& name, const std::string& where) {
    const auto& group = groups_.at(name);
    for (const auto* formulas : {&group.others, &group.relation, &group.goals}) {
      const auto wrong = false_one(*formulas);
      if (!wrong.empty()) differ(where, wrong + " is false");
    }
  }

  void look_at_state(const model::Setup& setup, const model::State& state, bool is_first) {
    ++result_.states;
    values_.set_state(setup, state, is_first ? "_start" : "_now");
    if (is_first && groups_.contains(start)) expect_all(start, "the first state");
    if (is_first) values_.set_state(setup, state, "_now");
    for (std::uint32_t region = 0; region < state.regions.size(); ++region) {
      for (std::size_t tag = 0; tag < values_.tags(); ++tag) {
        values_.set_subject(setup, state, region, tag);
        for (const auto& theorem : theorems_) expect_theorem(theorem);
      }
    }
    if (const auto clause = model::false_theorem(setup, state)) {
      differ("a state", fmt::format("the model breaks {}", model::name(*clause)));
    }
  }

  void look_at_step(const ModelStep& step) {
    const auto name = transition_of(step);
    ++result_.steps[name];
    values_.set_step(step);
    const auto where = fmt::format("{} that returned {}", name, step.outcome.result);
    expect_all(prefix + name, where);
    if (name == "nothing-moves") return;
    for (const auto& [other, group] : groups_) {
      const bool is_another =
          other.rfind(prefix, 0) == 0 && other != start && other != prefix + name;
      if (is_another && could_be(group)) differ(where, "could be " + other);
    }
  }

  bool could_be(const Group& group) {
    try {
      return false_one(group.relation).empty();
    } catch (const std::out_of_range&) {
      // It speaks of an extent where there is none.
      return false;
    }
  }

  Vocabulary vocabulary_;
  WorldValues values_;
  std::map<std::string, Group> groups_;
  std::vector<Group> theorems_;
  TransitionCheck result_;
};

}  // namespace

bool TransitionCheck::holds() const {
  return differences.empty() &&
         std::ranges::all_of(steps, [](const auto& counted) { return counted.second > 0; }) &&
         std::ranges::all_of(theorems, [](const auto& counted) { return counted.second > 0; });
}

TransitionCheck compare_transitions(const std::vector<Obligation>& obligations) {
  return Comparison(obligations).run();
}

}  // namespace claimcheck::smt
