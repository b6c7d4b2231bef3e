// SPDX-License-Identifier: MIT
#include "smt/checker/formula.hpp"

#include <algorithm>

namespace claimcheck::checker {
namespace {

const std::set<std::string> builtins = {
    "and", "or", "not", "=>", "=", "<", "<=", "+", "-", "ite", "true", "false", "forall"};

bool is_number(const std::string& word) {
  return std::all_of(word.begin(), word.end(), [](char c) { return '0' <= c && c <= '9'; });
}

// The sort of a built-in word applied to parts of these sorts; empty where it may not be.
std::string sort_of(const std::string& head, const std::vector<std::string>& sorts) {
  const std::size_t n = sorts.size();
  const auto all = [&](const char* sort) {
    return std::all_of(sorts.begin(), sorts.end(), [&](const auto& s) { return s == sort; });
  };
  if (head == "true" || head == "false") return n == 0 ? "Bool" : "";
  if (head == "and" || head == "or") return n > 0 && all("Bool") ? "Bool" : "";
  if (head == "not") return n == 1 && all("Bool") ? "Bool" : "";
  if (head == "=>") return n == 2 && all("Bool") ? "Bool" : "";
  if (head == "=") return n == 2 && sorts[0] == sorts[1] ? "Bool" : "";
  if (head == "<" || head == "<=") return n == 2 && all("Int") ? "Bool" : "";
  if (head == "+" || head == "-") return n > 0 && (head == "+" || n < 3) && all("Int") ? "Int" : "";
  if (head == "ite") return n == 3 && sorts[0] == "Bool" && sorts[1] == sorts[2] ? sorts[1] : "";
  return "";
}

}  // namespace

void require(bool holds, const std::string& expected) {
  if (!holds) throw std::runtime_error(expected);
}

std::vector<Text> read_texts(const std::string& text) {
  std::vector<Text> open(1);
  int line = 1;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    line += c == '\n';
    if (c == ';') {
      i = std::min(text.find('\n', i), text.size()) - 1;
    } else if (c == '(') {
      require(open.size() < 500, "parentheses are nested too deeply");
      open.push_back({"", {}, line});
    } else if (c == ')') {
      require(open.size() > 1, "a ')' closes nothing");
      Text list = std::move(open.back());
      open.pop_back();
      open.back().list.push_back(std::move(list));
    } else if (c != ' ' && c != '\n') {
      const auto end = std::min(text.find_first_of(" \n();", i), text.size());
      const std::string word = text.substr(i, end - i);
      require(word.find_first_of("|\"\t\r") == word.npos, "a word has a character of another kind");
      open.back().list.push_back({word, {}, line});
      i = end - 1;
    }
  }
  require(open.size() == 1, "a '(' is not closed");
  return std::move(open[0].list);
}

Id Terms::add(Term term) {
  const auto [place, is_new] = ids_.emplace(std::move(term), by_id_.size());
  if (is_new) by_id_.push_back(&place->first);
  return place->second;
}

bool Terms::is_taken(const std::string& name) const {
  return is_number(name) || builtins.contains(name) || meanings_.contains(name);
}

void Terms::declare(const Text& name, Meaning meaning) {
  require(!is_taken(name.word), "'" + name.word + "' is not a new name");
  meanings_.emplace(name.word, std::move(meaning));
}

void Terms::declare_sort(const Text& name) {
  require(!name.is_list() && sorts_.insert(name.word).second, "expected a new sort");
}

const std::string& Terms::known_sort(const Text& sort) const {
  require(sorts_.contains(sort.word), "there is no sort '" + sort.word + "'");
  return *sorts_.find(sort.word);
}

Id Terms::read(const Text& text, const std::map<std::string, std::string>& scope) {
  const std::string& head = text.is_list() && !text.list.empty() ? text.list[0].word : text.word;
  if (head == "forall") return read_forall(text, scope);
  Term term{Term::symbol, head, "", {}};
  std::vector<std::string> sorts;
  for (std::size_t i = 1; i < text.list.size(); ++i) {
    term.parts.push_back(read(text.list[i], scope));
    sorts.push_back((*this)[term.parts.back()].sort);
  }
  require(!head.empty() && text.is_list() == !sorts.empty(), "expected a word, or (WORD TERM ...)");
  if (!text.is_list() && scope.contains(head))
    return add({Term::variable, head, scope.at(head), {}});
  if (!text.is_list() && is_number(head)) return add({Term::number, head, "Int", {}});
  if (builtins.contains(head)) {
    term.kind = Term::builtin;
    term.sort = sort_of(head, sorts);
    require(!term.sort.empty(), "'" + head + "' is used with other sorts");
    return add(std::move(term));
  }
  const auto found = meanings_.find(head);
  require(found != meanings_.end(), "'" + head + "' has no meaning");
  require(sorts == found->second.arguments, "'" + head + "' is used with other sorts");
  if (found->second.term) return *found->second.term;
  term.sort = found->second.result;
  return add(std::move(term));
}

Id Terms::read_forall(const Text& text, std::map<std::string, std::string> scope) {
  require(text.list.size() == 3 && !text.list[1].list.empty(),
          "expected (forall ((NAME SORT) ...) FORMULA)");
  Term term{Term::forall, "forall", "Bool", {}};
  for (const Text& pair : text.list[1].list) {
    require(pair.list.size() == 2, "expected (NAME SORT)");
    const std::string& name = pair.list[0].word;
    const bool is_new = !is_taken(name) && scope.emplace(name, known_sort(pair.list[1])).second;
    require(is_new, "'" + name + "' is not a new name");
    term.bound.emplace_back(name, pair.list[1].word);
  }
  term.parts = {read(text.list[2], scope)};
  require((*this)[term.parts[0]].sort == "Bool", "expected a formula");
  return add(std::move(term));
}

Id Terms::instance(Id forall, const std::vector<Id>& values) {
  const Term& term = (*this)[forall];
  require(term.kind == Term::forall, "expected a formula that starts with forall");
  require(values.size() == term.bound.size(), "expected a term for each bound variable");
  std::map<std::string, Id> by_name;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const auto& [name, sort] = term.bound[i];
    require((*this)[values[i]].sort == sort, "the term for '" + name + "' has another sort");
    by_name[name] = values[i];
  }
  return substitute(term.parts[0], by_name);
}

Id Terms::substitute(Id id, const std::map<std::string, Id>& values) {
  Term term = (*this)[id];
  if (term.kind == Term::variable) return values.contains(term.head) ? values.at(term.head) : id;
  auto free = values;
  for (const auto& [name, sort] : term.bound) free.erase(name);
  for (Id& part : term.parts) part = substitute(part, free);
  return add(std::move(term));
}

}  // namespace claimcheck::checker
