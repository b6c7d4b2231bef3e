// SPDX-License-Identifier: MIT
#include "smt/ledger/statements_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "smt/ledger/term_text.hpp"

namespace claimcheck::smt {
namespace {

// Kinds of obligations, by their points. The invariant of a loop, and what is proved of + and -,
// need no line of their own as goals.
enum class Point { init, step, word, said };

Point point_of(const Obligation& obligation) {
  const auto point = obligation.path.substr(0, obligation.path.find('/'));
  if (point.ends_with(".init")) return Point::init;
  if (point.ends_with(".step")) return Point::step;
  return point.find(".word") != std::string::npos ? Point::word : Point::said;
}

struct Counts {
  std::size_t all = 0;
  std::map<Point, std::size_t> of;
};

std::string counts_table(const std::vector<Obligation>& obligations) {
  std::vector<std::string> order;
  std::map<std::string, Counts> counts;
  for (const auto& obligation : obligations) {
    const auto name = specification_of(obligation.id);
    if (!counts.contains(name)) order.push_back(name);
    ++counts[name].all;
    ++counts[name].of[point_of(obligation)];
  }
  std::string table =
      "\n## Counted\n\n| specification | obligations | loops start | iterations | 64 bits | "
      "statements |\n|---|---|---|---|---|---|\n";
  for (const auto& name : order) {
    auto& count = counts[name];
    table +=
        fmt::format("| {} | {} | {} | {} | {} | {} |\n", name, count.all, count.of[Point::init],
                    count.of[Point::step], count.of[Point::word], count.of[Point::said]);
  }
  return table;
}

constexpr std::size_t max_named = 4;

// By name, or by how many where they are many of a kind.
std::string list_of(const std::vector<std::string>& specifications) {
  std::vector<std::string> kinds;
  std::map<std::string, std::vector<std::string>> of_kind;
  for (const auto& name : specifications) {
    const auto kind = name.substr(0, name.find('.'));
    if (!of_kind.contains(kind)) kinds.push_back(kind);
    of_kind[kind].push_back(name);
  }
  std::vector<std::string> parts;
  for (const auto& kind : kinds) {
    const auto& names = of_kind[kind];
    parts.push_back(names.size() > max_named ? fmt::format("{} of {}.*", names.size(), kind)
                                             : fmt::format("{}", fmt::join(names, ", ")));
  }
  return fmt::format("{}", fmt::join(parts, ", "));
}

// A statement in all specifications that have it, in the order in which they do.
class Statements {
 public:
  void add(const std::string& heading, const std::string& text, const std::string& specification) {
    const auto [place, is_new] = places_.try_emplace({heading, text}, all_.size());
    if (is_new) all_.push_back({heading, text, {}});
    auto& users = all_[place->second].specifications;
    if (std::ranges::find(users, specification) == users.end()) users.push_back(specification);
  }

  std::string page() const {
    std::string page;
    for (const auto& statement : all_) {
      page += fmt::format("\n**{}** of {}\n\n    {}\n", statement.heading,
                          list_of(statement.specifications), statement.text);
    }
    return page;
  }

 private:
  struct Statement {
    std::string heading;
    std::string text;
    std::vector<std::string> specifications;
  };
  std::vector<Statement> all_;
  std::map<std::pair<std::string, std::string>, std::size_t> places_;
};

// The parts of one statement, in the obligation that has them first.
std::map<std::string, std::vector<std::string>> parts_of(const Obligation& obligation,
                                                         std::vector<std::string>& order) {
  std::map<std::string, std::vector<std::string>> parts;
  for (const auto& hypothesis : obligation.hypotheses) {
    const bool is_guard = common_name(hypothesis) == "when";
    if (hypothesis.given == Given::branch && !is_guard) {
      // As it is asked, whatever the answer.
      const Term& asked = hypothesis.term;
      const std::string heading = "branch";
      if (!parts.contains(heading)) order.push_back(heading);
      parts[heading].push_back(to_text(asked.is("not") ? asked.arguments()[0] : asked, 4));
      continue;
    }
    // What it returns with is the goal of the obligation where it returns.
    if (common_name(hypothesis) == "promise") continue;
    const auto heading = fmt::format("{} {}", is_guard ? "guard" : name_of(hypothesis.given),
                                     common_name(hypothesis));
    if (!parts.contains(heading)) order.push_back(heading);
    parts[heading].push_back(to_text(hypothesis.term, 4));
  }
  return parts;
}

// What a loop, or a step, may leave or makes of the state.
std::string fields_of(const Obligation& obligation) {
  std::set<std::string> fields;
  for (const auto& observed : obligation.state) fields.insert(observed.field);
  return fields.empty() ? "nothing" : fmt::format("{}", fmt::join(fields, " "));
}

std::string writes_of(const Obligation& obligation) {
  std::string text;
  for (const auto& observed : obligation.state) {
    std::vector<Term> keys;
    for (const auto& key : observed.keys) keys.push_back(Term::variable(key));
    const Term before = Term::symbol(observed.field + "_0", observed.value.sort(), keys);
    if (observed.value == before) continue;
    const Term field = Term::symbol(observed.field, observed.value.sort(), keys);
    if (!text.empty()) text += "\n    ";
    text += to_text(field) + " becomes " + to_text(observed.value, 4);
  }
  return text.empty() ? "nothing" : text;
}

bool starts_with(const std::string& text, const char* start) {
  return text.rfind(start, 0) == 0;
}

bool is_step_of_locks(const std::string& specification) {
  return starts_with(specification, "locks.") && specification != "locks.start";
}

void add_goal(const Obligation& obligation, const std::string& specification,
              const std::set<std::string>& invariants, Statements& statements) {
  const auto point = obligation.path.substr(0, obligation.path.find('/'));
  if (point_of(obligation) == Point::step) {
    statements.add("havoc " + point.substr(0, point.rfind('.')), fields_of(obligation),
                   specification);
  }
  if (point_of(obligation) != Point::said) return;
  // Of a step of the locks that is its invariant, in the state that its writes make.
  if (is_step_of_locks(specification) && invariants.contains(point)) return;
  statements.add("proved " + point, to_text(obligation.goal, 4), specification);
}

}  // namespace

std::string specification_of(const std::string& id) {
  const auto first = id.find('.');
  const std::string head = id.substr(0, first);
  const bool nested = head == "lemma" || head == "accounts" || head == "calls" ||
                      head == "transition" || head == "locks" || head == "engine" ||
                      head == "index";
  const auto second = id.find('.', first + 1);
  return nested && second != std::string::npos ? id.substr(0, second) : head;
}

std::string common_name(const Hypothesis& hypothesis) {
  const auto from = hypothesis.name.find('_') + 1;
  auto to = hypothesis.name.size();
  // One number for each level at which it fell into parts.
  for (;;) {
    const auto dot = hypothesis.name.rfind('.', to - 1);
    if (dot == std::string::npos || dot < from || dot + 1 == to) break;
    if (hypothesis.name.substr(dot + 1, to - dot - 1).find_first_not_of("0123456789") !=
        std::string::npos) {
      break;
    }
    to = dot;
  }
  return hypothesis.name.substr(from, to - from);
}

std::string statements_page(const std::vector<Obligation>& obligations) {
  Statements statements;
  std::set<std::string> invariants;  // of all specifications, by name
  std::set<std::string> written;     // steps of the locks
  for (const auto& obligation : obligations) {
    const auto specification = specification_of(obligation.id);
    std::vector<std::string> order;
    const auto parts = parts_of(obligation, order);
    for (const auto& heading : order) {
      const auto& lines = parts.at(heading);
      if (heading == "branch") {
        for (const auto& line : lines) statements.add(heading, line, specification);
        continue;
      }
      statements.add(heading, fmt::format("{}", fmt::join(lines, "\n    ")), specification);
      if (starts_with(heading, "invariant ")) invariants.insert(heading.substr(10));
    }
    if (is_step_of_locks(specification) && written.insert(specification).second) {
      statements.add("step " + specification.substr(6), writes_of(obligation), specification);
    }
    add_goal(obligation, specification, invariants, statements);
  }
  return counts_table(obligations) +
         "\n## Statements\n\nEvery formula that is assumed or proved, once for all specifications "
         "that have it: a statement that is made weaker is another line here. The invariant of a "
         "loop stands as it is assumed after the loop's head; what starts it and keeps it is that "
         "in other states. `havoc` names all that a loop may write. A lock's step is its guard "
         "and what it writes.\n" +
         statements.page();
}

}  // namespace claimcheck::smt
