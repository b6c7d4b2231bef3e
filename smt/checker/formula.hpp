// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

// Formulas as the checker of certificates reads them. Nothing here is shared with what makes
// obligations or certificates: docs/certificates.md is the only thing that both keep to.

namespace claimcheck::checker {

// Throws std::runtime_error where the condition does not hold.
void require(bool holds, const std::string& expected);

// A word, or a list in parentheses.
struct Text {
  std::string word = {};
  std::vector<Text> list = {};
  int line = 1;  // at which it starts
  bool is_list() const { return word.empty(); }
};

// What stands in a file, one after another.
std::vector<Text> read_texts(const std::string& text);

using Id = std::size_t;

struct Term {
  enum Kind { symbol, builtin, number, variable, forall } kind = symbol;
  std::string head, sort;
  std::vector<Id> parts;
  std::vector<std::pair<std::string, std::string>> bound = {};  // names and sorts
  auto operator<=>(const Term&) const = default;
  bool is(const char* word) const { return kind == builtin && head == word; }
};

// The symbols of one obligation and all terms that are made of them. Two terms have one Id exactly
// if they are written the same.
class Terms {
 public:
  struct Meaning {
    std::vector<std::string> arguments;  // sorts
    std::string result;
    std::optional<Id> term = {};  // of a name for a term
  };
  const Term& operator[](Id id) const { return *by_id_.at(id); }
  Id add(Term term);
  // A closed term, but for the variables of `scope`, which have these sorts.
  Id read(const Text& text, const std::map<std::string, std::string>& scope = {});
  // The body of a forall, each bound variable replaced by the closed term at its place.
  Id instance(Id forall, const std::vector<Id>& values);
  void declare(const Text& name, Meaning meaning);
  void declare_sort(const Text& name);
  const std::string& known_sort(const Text& sort) const;

 private:
  Id read_forall(const Text& text, std::map<std::string, std::string> scope);
  Id substitute(Id id, const std::map<std::string, Id>& values);
  bool is_taken(const std::string& name) const;

  std::map<Term, Id> ids_;
  std::vector<const Term*> by_id_;  // keys of ids_, which stay where they are
  std::map<std::string, Meaning> meanings_;
  std::set<std::string> sorts_ = {"Bool", "Int"};
};

}  // namespace claimcheck::checker
