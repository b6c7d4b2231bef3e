// SPDX-License-Identifier: MIT
#include "smt/validation/great_numbers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <vector>

#include "smt/solvers/z3.hpp"

namespace claimcheck::smt {
namespace {

// A bound that is assumed follows at once. Where solvers search for longer, there is none of its
// own.
constexpr unsigned bound_budget_rlimit = 30'000;

constexpr std::array<const char*, 9> numbers = {"devices",     "extents", "length",
                                                "listed",      "members", "offered_of",
                                                "region_size", "seq",     "start"};

// The hypotheses, and how a number is asked about.
class Question {
 public:
  explicit Question(const Obligation& obligation) {
    std::vector<Term> terms;
    for (const auto& hypothesis : obligation.hypotheses) {
      if (hypothesis.given == Given::branch) continue;  // what the way found out is not assumed
      terms.push_back(hypothesis.term);
      assumed_ += fmt::format("(assert {})\n", to_string(hypothesis.term));
    }
    for (const Term& term : terms) collect_symbols(term, symbols_);
    assumed_ = "(set-logic ALL)\n" + declarations(terms) + assumed_;
    has_members_ =
        symbols_.contains("members") && ask("(assert (>= members 2))\n") != solve::Status::proved;
  }

  bool keeps_below(const std::string& number, int great) const {
    const auto found = symbols_.find(number);
    if (found == symbols_.end() || (number == "members" && !has_members_)) return false;
    const auto& sorts = found->second.arguments;
    if (sorts.empty()) return is_impossible(fmt::format("(assert (>= {} {}))\n", number, great));
    std::string declared;
    std::string arguments;
    for (std::size_t i = 0; i < sorts.size(); ++i) {
      declared += fmt::format("(declare-const any_{} {})\n", i, sorts[i]);
      arguments += fmt::format(" any_{}", i);
    }
    const auto is_great = fmt::format("(assert (>= ({}{}) {}))\n", number, arguments, great);
    return is_impossible(declared + is_great) ||
           (is_of_members(sorts) && is_impossible(declared + is_great +
                                                  "(declare-const place_0 Int)\n"
                                                  "(assert (and (<= 0 place_0) (< place_0 members) "
                                                  "(= any_0 (member place_0))))\n"));
  }

 private:
  bool is_of_members(const std::vector<std::string>& sorts) const {
    const auto member = symbols_.find("member");
    return has_members_ && sorts.size() == 1 && member != symbols_.end() &&
           member->second.result == sorts[0];
  }

  solve::Status ask(const std::string& fact) const {
    solve::Z3Options options;
    options.budget_rlimit = bound_budget_rlimit;
    options.seeks_models = false;
    return solve::ask_z3(assumed_ + fact, options).status;
  }

  // A question that Z3 does not understand is as bad as a bound.
  bool is_impossible(const std::string& fact) const {
    const auto status = ask(fact);
    return status == solve::Status::proved || status == solve::Status::failed;
  }

  std::map<std::string, Signature> symbols_;
  std::string assumed_;
  bool has_members_ = false;  // two at least: that none has is for can_hold_of_many() to tell
};

}  // namespace

std::string number_kept_below(const Obligation& obligation, int great) {
  const Question question(obligation);
  const auto* const found = std::ranges::find_if(
      numbers, [&](const char* number) { return question.keeps_below(number, great); });
  return found == numbers.end() ? "" : *found;
}

}  // namespace claimcheck::smt
