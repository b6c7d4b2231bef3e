// SPDX-License-Identifier: MIT
#include "smt/certificates/steps.hpp"

#include <fmt/format.h>

namespace claimcheck::smt::certificates {
namespace {

// Terms that are not longer are written where they stand.
constexpr std::size_t short_text = 20;

class Writer {
 public:
  Writer(const Pool& pool, const std::vector<Step>& steps, const std::map<Node, std::string>& names)
      : pool_(pool), steps_(steps), names_(names) {
    for (std::size_t i = 0; i < steps.size(); ++i) {
      for (const auto& name : steps[i].new_names) new_names_[name] = i;
    }
  }

  std::string text(const std::string& id) {
    need(steps_.size() - 1);
    text_ = fmt::format("certificate 1 {}\n", id);
    std::map<std::size_t, std::size_t> numbers;
    for (const std::size_t i : needed_) {
      const std::string step = line(steps_[i], numbers);
      numbers[i] = numbers.size() + 1;
      text_ += fmt::format("{} {}\n", numbers[i], step);
    }
    return text_;
  }

 private:
  void need(std::size_t last) {
    std::vector<std::size_t> open = {last};
    while (!open.empty()) {
      const std::size_t i = open.back();
      open.pop_back();
      if (!needed_.insert(i).second) continue;
      open.insert(open.end(), steps_[i].used.begin(), steps_[i].used.end());
      for (const auto& piece : steps_[i].pieces) {
        if (piece.has_term) collect(pool_.term(formula_of(piece.literal)), open);
      }
    }
  }

  // The steps that give the term's constants their names.
  void collect(const Term& term, std::vector<std::size_t>& open) const {
    if (const auto found = new_names_.find(term.name()); found != new_names_.end()) {
      open.push_back(found->second);
    }
    for (const Term& argument : term.arguments()) collect(argument, open);
  }

  std::string line(const Step& step, const std::map<std::size_t, std::size_t>& numbers) {
    std::string text = step.rule;
    const bool is_derived = step.rule == "derive";
    if (is_derived) text += " (";
    for (const auto& piece : step.pieces) {
      if (text.back() != '(') text += " ";
      text += piece.word;
      if (!piece.has_term) continue;
      if (!piece.word.empty()) text += " ";
      const std::string name = written(formula_of(piece.literal));
      text += is_negated(piece.literal) ? fmt::format("(not {})", name) : name;
    }
    for (const auto& name : step.new_names) text += " " + name;
    if (!is_derived) return text;
    text += ") by";
    for (const std::size_t used : step.used) text += fmt::format(" {}", numbers.at(used));
    return text;
  }

  // A name or a short text for the term; its `let` is written before the step.
  std::string written(Node node) {
    if (const auto found = names_.find(node); found != names_.end()) return found->second;
    if (pool_.text(node).size() <= short_text) return pool_.text(node);
    if (const auto found = lets_.find(node); found != lets_.end()) return found->second;
    std::string text;
    if (pool_.parts(node).empty()) {
      text = pool_.text(node);
    } else {
      text = "(" + pool_.term(node).name();
      for (const Node part : pool_.parts(node)) text += " " + written(part);
      text += ")";
    }
    const std::string name = fmt::format("_{}", lets_.size() + 1);
    text_ += fmt::format("let {} {}\n", name, text);
    return lets_[node] = name;
  }

  const Pool& pool_;
  const std::vector<Step>& steps_;
  const std::map<Node, std::string>& names_;
  std::map<std::string, std::size_t> new_names_;
  std::set<std::size_t> needed_;
  std::map<Node, std::string> lets_;
  std::string text_;
};

}  // namespace

std::size_t Steps::add(Step step) {
  std::string text = step.rule;
  for (const auto& piece : step.pieces) {
    text += fmt::format(" {} {}", piece.word, piece.has_term ? piece.literal + 1 : 0);
  }
  for (const std::size_t used : step.used) text += fmt::format(" {}", used);
  const auto [place, is_new] = by_text_.emplace(std::move(text), list_.size());
  if (is_new) list_.push_back(std::move(step));
  return place->second;
}

std::string Steps::text(const std::string& id, const std::map<Node, std::string>& names) const {
  return Writer(pool_, list_, names).text(id);
}

}  // namespace claimcheck::smt::certificates
