// SPDX-License-Identifier: MIT
#include "smt/mutants/weakening.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <stdexcept>

#include "smt/ledger/statements_page.hpp"
#include "smt/mutants/refutation.hpp"
#include "smt/proofs/proofs.hpp"
#include "smt/solvers/z3.hpp"
#include "smt/validation/differential_check.hpp"
#include "smt/validation/explanations.hpp"
#include "smt/validation/for_each_place.hpp"
#include "smt/validation/rogue_check.hpp"
#include "smt/validation/specification_run.hpp"
#include "smt/validation/statement_check.hpp"
#include "smt/validation/transition_check.hpp"

namespace claimcheck::smt {
namespace {

// Enough for all that is proved; what takes more is asked again with all that there is.
constexpr unsigned first_budget_rlimit = 200'000;

using Part = std::vector<Obligation> (*)();
constexpr std::array<Part, 11> parts = {
    lemma_obligations,      claim_obligations,   admission_obligations, call_obligations,
    transition_obligations, theorem_obligations, lock_obligations,      engine_obligations,
    holding_obligations,    index_obligations,   spread_obligations};

std::vector<Change> changes_of(const std::string& operation) {
  using enum Change;
  if (operation == "&&") return {left_only, right_only};
  if (operation == "and &&") return {left_only};
  if (operation == "<") return {or_equal, is_true};
  if (operation.starts_with("2^")) return {wider, narrower};
  return {is_true};
}

// What is compared of an obligation. What the specification promises where it returns counts as a
// goal, which it was before.
struct Texts {
  std::string all;
  std::string goal;
  std::set<std::string> hypotheses;  // without promises
  std::set<std::string> given;       // with them
  std::set<std::string> needed;      // of these, for the proof as it was
};

Texts texts_of(const Obligation& obligation) {
  Texts texts{to_smtlib(obligation), to_string(obligation.goal), {}, {}, {}};
  for (const auto& hypothesis : obligation.hypotheses) {
    const auto text = to_string(hypothesis.term);
    texts.given.insert(text);
    if (common_name(hypothesis) != "promise") texts.hypotheses.insert(text);
  }
  return texts;
}

bool has_all(const std::set<std::string>& some, const std::set<std::string>& of) {
  return std::includes(some.begin(), some.end(), of.begin(), of.end());
}

std::set<std::string> needed_of(const Obligation& obligation) {
  const auto guarded = guard_hypotheses(obligation);
  const auto core = solve::find_core(guarded.smtlib, guarded.guards);
  std::set<std::string> needed;
  const auto kept = core ? only_needed(obligation, *core) : obligation;
  for (const auto& hypothesis : kept.hypotheses) needed.insert(to_string(hypothesis.term));
  return needed;
}

// The specifications as they are; with threads, and what each proof needs.
class Original {
 public:
  Original(unsigned threads, const std::function<bool()>& ends_early) {
    std::vector<Obligation> all;
    for (const Part part : parts) {
      Weakener noting;
      for (auto& obligation : part()) {
        texts_[obligation.id] = texts_of(obligation);
        ids_of_[part].insert(obligation.id);
        all.push_back(std::move(obligation));
      }
      for (const auto& site : noting.met()) parts_of_[site].push_back(part);
    }
    std::vector<std::set<std::string>> needed(threads > 0 ? all.size() : 0);
    for_each_place(needed.size(), threads, [&](std::size_t i) {
      if (!ends_early()) needed[i] = needed_of(all[i]);
    });
    for (std::size_t i = 0; i < needed.size(); ++i) texts_[all[i].id].needed = std::move(needed[i]);
  }

  const std::map<Site, std::vector<Part>>& sites() const { return parts_of_; }
  const std::set<std::string>& ids(Part part) const { return ids_of_.at(part); }
  const Texts* of(const std::string& id) const {
    const auto found = texts_.find(id);
    return found == texts_.end() ? nullptr : &found->second;
  }

 private:
  std::map<Site, std::vector<Part>> parts_of_;
  std::map<std::string, Texts> texts_;
  std::map<Part, std::set<std::string>> ids_of_;
};

// Different weakenings may come to the same formulas, of which one is looked at.
class Known {
 public:
  std::optional<WeakeningResult> find(const std::string& formulas) {
    const std::lock_guard lock(mutex_);
    const auto found = results_.find(std::hash<std::string>()(formulas));
    return found == results_.end() ? std::nullopt : std::optional(found->second);
  }
  void add(const std::string& formulas, const WeakeningResult& result) {
    const std::lock_guard lock(mutex_);
    results_.emplace(std::hash<std::string>()(formulas), result);
  }

 private:
  std::mutex mutex_;
  std::map<std::size_t, WeakeningResult> results_;
};

std::vector<Weakening> weakenings_of(const Original& original) {
  std::vector<Weakening> all;
  std::map<std::pair<std::string, std::string>, std::size_t> counts;
  for (const auto& [site, met_by] : original.sites()) {
    const auto nth = ++counts[{site.file, site.operation}];
    for (const Change change : changes_of(site.operation)) all.push_back({site, change, nth});
  }
  return all;
}

// One weakening, and who notices it.
class Trial {
 public:
  Trial(const Original& original, const Weakening& weakening) : original_(original) {
    result_.weakening = weakening;
  }

  WeakeningResult run(Known& known) {
    try {
      walk();
    } catch (const std::exception& refused) {
      return noticed(Noticed::walk, refused.what());
    }
    if (formulas_.empty()) return result_;
    if (const auto same = known.find(formulas_)) return noticed(same->by, same->where);
    decide();
    known.add(formulas_, result_);
    return result_;
  }

 private:
  WeakeningResult noticed(Noticed by, const std::string& where) {
    result_.by = by;
    result_.where = where;
    return result_;
  }

  void decide() {
    if (const auto id = not_proved(); !id.empty()) {
      noticed(Noticed::proof, id);
    } else if (const auto vacuous_id = vacuous(); !vacuous_id.empty()) {
      noticed(Noticed::vacuity, vacuous_id);
    } else if (const auto what = differs(); !what.empty()) {
      noticed(Noticed::model, what);
    } else if (const auto less = says_less(); !less.empty()) {
      noticed(Noticed::theorem, less);
    } else if (const auto odd = of_another_machine(); !odd.empty()) {
      noticed(Noticed::limit, odd);
    } else if (const auto rogue = lets_pass(); !rogue.empty()) {
      noticed(Noticed::rogue, rogue);
    } else {
      noticed(Noticed::ledger, changed_.empty() ? gone_ : changed_.front().id);
    }
  }

  void walk() {
    const auto& weakening = result_.weakening;
    const Weakener weakener(weakening.site, weakening.change);
    for (const Part part : original_.sites().at(weakening.site)) {
      auto missing = original_.ids(part);
      for (auto& obligation : part()) {
        missing.erase(obligation.id);
        look_at(std::move(obligation));
      }
      // A goal that is true by its form alone is none.
      for (const auto& id : missing) {
        gone_ = id;
        formulas_ += "no " + id + "\n";
        result_.in_goals = true;
      }
    }
  }

  void look_at(Obligation obligation) {
    const auto* before = original_.of(obligation.id);
    const auto now = texts_of(obligation);
    if (before && before->all == now.all) return;
    result_.in_goals = result_.in_goals || !before || before->goal != now.goal;
    result_.in_hypotheses =
        result_.in_hypotheses || !before || before->hypotheses != now.hypotheses;
    formulas_ += now.all;
    changed_.push_back(std::move(obligation));
  }

  static solve::Status ask(const Obligation& obligation, unsigned budget_rlimit) {
    solve::Z3Options options;
    options.budget_rlimit = budget_rlimit;
    return solve::ask_z3(to_smtlib(obligation), options).status;
  }

  // What its proof needs is there, and no more is to be proved than was.
  bool is_proved_still(const Obligation& obligation) const {
    const auto* before = original_.of(obligation.id);
    if (!before) return false;
    const auto now = texts_of(obligation);
    return before->goal == now.goal && has_all(now.given, before->needed);
  }

  std::string not_proved() const {
    std::vector<const Obligation*> hard;
    for (const auto& obligation : changed_) {
      if (is_proved_still(obligation)) continue;
      const auto status = ask(obligation, first_budget_rlimit);
      if (status == solve::Status::refuted) return obligation.id;
      if (status != solve::Status::proved) hard.push_back(&obligation);
    }
    for (const auto* obligation : hard) {
      if (ask(*obligation, solve::default_budget_rlimit) != solve::Status::proved) {
        return obligation->id;
      }
    }
    return "";
  }

  std::string vacuous() const {
    std::set<std::string> goals;
    std::set<std::set<std::string>> hypotheses;
    for (const auto& obligation : changed_) {
      const auto* before = original_.of(obligation.id);
      const auto now = texts_of(obligation);
      const bool new_goal = !before || before->goal != now.goal;
      if (new_goal && why_trivial(obligation.id).empty() && goals.insert(now.goal).second &&
          !can_be_false(obligation)) {
        return obligation.id;
      }
      // Where less is assumed, what met it before meets it now.
      const bool more = !before || !has_all(before->hypotheses, now.hypotheses);
      if (more && hypotheses.insert(now.hypotheses).second && !can_hold(obligation)) {
        return obligation.id;
      }
    }
    return "";
  }

  // Evaluates the changed formulas where the model passes.
  std::string differs() const {
    // What is proved of what was assumed before is true wherever that was.
    if (!result_.in_hypotheses) return "";
    const auto is_of = [&](const char* start) { return changed_.front().id.rfind(start, 0) == 0; };
    std::vector<std::string> differences;
    if (is_of("claim_") || is_of("give_back")) {
      differences = compare_interpretations(changed_, run_claim_spec).differences;
    } else if (is_of("transition") || is_of("theorem")) {
      differences = compare_transitions(world_obligations_now()).differences;
    }
    return differences.empty() ? "" : differences.front();
  }

  // The id of one with a great number that no 64-bit machine knows.
  std::string of_another_machine() const {
    const auto found = std::ranges::find_if(
        changed_, [](const Obligation& obligation) { return !is_of_64_bits(obligation); });
    return found == changed_.end() ? "" : found->id;
  }

  // A step that the weaker statement of the locks allows.
  std::string lets_pass() const {
    if (result_.weakening.site.file != "smt/specifications/lock_change_spec.hpp") return "";
    const Weakener weakener(result_.weakening.site, result_.weakening.change);
    const auto passed = try_rogue_steps().passed;
    return passed.empty() ? "" : passed.front();
  }

  // Than the contract, as the model has it.
  std::string says_less() const {
    const bool is_of_theorem = std::ranges::any_of(changed_, [](const Obligation& obligation) {
      return obligation.id.rfind("theorem.", 0) == 0;
    });
    if (!is_of_theorem || !result_.in_goals) return "";
    const Weakener weakener(result_.weakening.site, result_.weakening.change);
    const auto differences = compare_statements(theorem_obligations()).differences;
    return differences.empty() ? "" : differences.front();
  }

  std::vector<Obligation> world_obligations_now() const {
    const Weakener weakener(result_.weakening.site, result_.weakening.change);
    return world_obligations();
  }

  const Original& original_;
  std::vector<Obligation> changed_;
  std::string gone_;      // an obligation that is no more
  std::string formulas_;  // all that is changed
  WeakeningResult result_;
};

}  // namespace

std::string Weakening::name() const {
  return fmt::format("{}: {} {} {}", site.file, site.operation, nth, to_string(change));
}

const char* to_string(Noticed by) {
  switch (by) {
    case Noticed::walk:
      return "walk";
    case Noticed::proof:
      return "proof";
    case Noticed::vacuity:
      return "vacuity";
    case Noticed::model:
      return "model";
    case Noticed::theorem:
      return "theorem";
    case Noticed::rogue:
      return "rogue";
    case Noticed::limit:
      return "limit";
    case Noticed::ledger:
      return "ledger";
    case Noticed::nothing:
      break;
  }
  return "nothing";
}

std::string WeakeningResult::reason() const {
  if (is_noticed()) return "";
  if (const auto given = why_unnoticed(weakening.name()); !given.empty()) return given;
  if (by == Noticed::nothing) return "no formula changes: what it drops is true by its form";
  if (!in_hypotheses) return "less is concluded, and nothing rests on it";
  if (!in_goals) return "less is assumed, and all is proved still";
  return "less is assumed and kept, and all else is proved still";
}

bool enough_noticed(const std::vector<WeakeningResult>& results) {
  const auto noticed = std::ranges::count_if(results, &WeakeningResult::is_noticed);
  return 100 * static_cast<std::size_t>(noticed) >= least_noticed_percent * results.size();
}

std::vector<Weakening> all_weakenings() {
  return weakenings_of(Original(0, [] { return false; }));
}

std::vector<WeakeningResult> try_weakenings(std::size_t stride, unsigned threads,
                                            const std::function<bool()>& ends_early) {
  const Original original(threads, ends_early);
  const auto all = weakenings_of(original);
  std::vector<std::optional<WeakeningResult>> tried((all.size() + stride - 1) / stride);
  Known known;
  for_each_place(tried.size(), threads, [&](std::size_t i) {
    if (!ends_early()) tried[i] = Trial(original, all[i * stride]).run(known);
  });
  std::vector<WeakeningResult> results;
  for (auto& result : tried) {
    if (result) results.push_back(std::move(*result));
  }
  return results;
}

}  // namespace claimcheck::smt
