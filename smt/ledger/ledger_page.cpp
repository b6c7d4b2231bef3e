// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "smt/ledger/ledger.hpp"
#include "smt/ledger/statements_page.hpp"
#include "smt/proofs/proofs.hpp"

namespace claimcheck::smt {
namespace {

// FNV-1a: a change of an obligation changes its line on the page. Where it stands does not.
std::string digest(const Obligation& obligation) {
  std::uint64_t hash = 14695981039346656037u;
  const std::string text = to_smtlib(obligation);
  for (const char c : text.substr(text.find("(set-logic")))
    hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211u;
  return fmt::format("{:016x}", hash);
}

// A branch is taken by the path, an invariant proved where it is used; the rest is listed.
bool is_assumed(Given given) {
  return given != Given::branch && given != Given::invariant;
}

struct Assumption {
  std::string name;
  std::string kind;
  std::string reason;
  auto operator<=>(const Assumption&) const = default;
};

// Which specifications need an assumption for some proof, and which have it and do without.
struct Uses {
  std::set<std::string> needed;
  std::set<std::string> idle;
};

std::map<Assumption, Uses> assumptions(const std::vector<Entry>& entries) {
  std::map<Assumption, Uses> all;
  for (const auto& entry : entries) {
    std::set<std::string> needed;
    for (const auto& hypothesis : entry.needed.hypotheses) needed.insert(hypothesis.name);
    const auto specification = specification_of(entry.obligation.id);
    for (const auto& hypothesis : entry.obligation.hypotheses) {
      if (!is_assumed(hypothesis.given)) continue;
      auto& uses = all[{common_name(hypothesis), name_of(hypothesis.given), hypothesis.reason}];
      (needed.contains(hypothesis.name) ? uses.needed : uses.idle).insert(specification);
    }
  }
  for (auto& one : all) {
    for (const auto& needed : one.second.needed) one.second.idle.erase(needed);
  }
  return all;
}

nlohmann::json to_json(const solve::Answer& answer) {
  nlohmann::json json{{"verdict", solve::to_string(answer.status)}};
  if (answer.effort) json["rlimit"] = answer.effort;
  return json;
}

}  // namespace

std::string to_json(const std::vector<Entry>& entries) {
  auto list = nlohmann::json::array();
  for (const auto& entry : entries) {
    const auto& o = entry.obligation;
    nlohmann::json one{{"id", o.id},
                       {"theorem", o.theorem},
                       {"clauses", o.clauses},
                       {"sentence", o.sentence},
                       {"file", o.file},
                       {"line", o.line},
                       {"path", o.path},
                       {"digest", digest(o)},
                       {"z3", to_json(entry.z3)},
                       {"cvc5", to_json(entry.cvc5)}};
    for (const auto& hypothesis : entry.needed.hypotheses) one["core"].push_back(hypothesis.name);
    if (entry.certificate) {
      auto uses = nlohmann::json::array();
      for (const auto& instance : entry.certificate->instances) {
        nlohmann::json values;
        for (const auto& [variable, value] : instance.values) values[variable] = value;
        uses.push_back({{"hypothesis", instance.formula}, {"values", values}});
      }
      one["certificate"] = {{"uses", uses}, {"text", entry.certificate->text}};
    }
    list.push_back(std::move(one));
  }
  return nlohmann::json{{"obligations", list}}.dump(1) + "\n";
}

std::string to_page(const std::vector<Entry>& entries) {
  std::string page =
      "# The ledger\n\n"
      "Written by `claimcheck prove --page`; a test fails when it is not what that writes. What "
      "the "
      "words mean, and what is *not* proved, is in README.md beside it.\n\n## Proved\n";
  for (char letter = 'a'; letter <= 'h'; ++letter) {
    std::size_t count = 0;
    std::string rows;
    for (const auto& entry : entries) {
      const auto& o = entry.obligation;
      if (o.theorem != std::string(1, letter)) continue;
      ++count;
      rows += fmt::format("| `{}` | {} | {} | {} | `{}` |\n", o.id, o.sentence, o.clauses,
                          entry.needed.hypotheses.size(), digest(o));
    }
    page += fmt::format(
        "\n### ({}) {}\n\n{} obligations.\n\n| id | says | clauses | hypotheses needed | digest |\n"
        "|---|---|---|---|---|\n{}",
        letter, theorem_sentence(letter), count, rows);
  }
  page +=
      "\n## Assumed\n\nA lemma is proved above; the rest is taken as it stands. What no proof of a "
      "specification needs is left out of its exported files.\n\n"
      "| what | kind | why | needed by | not needed by |\n|---|---|---|---|---|\n";
  for (const auto& [assumption, uses] : assumptions(entries)) {
    page +=
        fmt::format("| {} | {} | {} | {} | {} |\n", assumption.name, assumption.kind,
                    assumption.reason, fmt::join(uses.needed, ", "), fmt::join(uses.idle, ", "));
  }
  std::vector<Obligation> obligations;
  for (const auto& entry : entries) obligations.push_back(entry.obligation);
  return page + statements_page(obligations);
}

}  // namespace claimcheck::smt
