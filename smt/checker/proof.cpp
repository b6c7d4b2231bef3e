// SPDX-License-Identifier: MIT
#include "smt/checker/proof.hpp"

#include <algorithm>
#include <sstream>

#include "smt/checker/formula.hpp"

namespace claimcheck::checker {
namespace {

__extension__ typedef __int128 Number;

// a + b * c, exact or refused.
Number plus_times(Number a, Number b, Number c) {
  Number product = 0, sum = 0;
  const bool fits = !__builtin_mul_overflow(b, c, &product);
  require(fits && !__builtin_add_overflow(a, product, &sum), "a number is too large");
  return sum;
}

Number read_number(const std::string& word) {
  const std::size_t sign = word.rfind('-', 0) == 0;
  require(word.size() > sign, "expected a number");
  Number number = 0;
  for (const char c : word.substr(sign)) {
    require('0' <= c && c <= '9', "expected a number, and not '" + word + "'");
    number = plus_times(c - '0', number, 10);
  }
  return sign ? -number : number;
}

// A formula or the negation of one; the formula itself does not start with `not`.
struct Literal {
  Id formula = 0;
  bool positive = true;
  Literal operator!() const { return {formula, !positive}; }
  auto operator<=>(const Literal&) const = default;
};

struct Clause {
  std::set<Literal> literals;  // one of them holds
  bool from_goal = false;      // whether the negated goal was used
};

// Terms, each so many times, and a number; at most 0 in all.
struct Sum {
  std::map<Id, Number> terms;
  Number constant = 0;
};

class Proof {
 public:
  int line = 1;  // that is being read

  void read_obligation(const std::string& text) {
    for (const Text& command : read_texts(text)) {
      line = command.line;
      read_command(command.list);
    }
    require(assertions_.contains("negated_goal"), "there is no negated_goal");
  }

  void read_certificate(const std::string& name, const std::string& text) {
    const std::string head = "certificate 1 " + name;
    line = 1;
    require(text.rfind(head + "\n", 0) == 0, "expected: " + head);
    std::istringstream lines(text.substr(head.size() + 1));
    for (std::string words; ++line, std::getline(lines, words);) read_line(read_texts(words));
    require(is_done_, "the certificate ends before it comes to a contradiction");
  }

 private:
  using Words = std::vector<Text>;

  void read_command(const Words& words) {
    const std::size_t n = words.size();
    const std::string word = n == 0 ? "" : words[0].word;
    if (word == "declare-sort" && n == 3 && words[2].word == "0") {
      terms_.declare_sort(words[1]);
    } else if (word == "declare-fun" && n == 4 && words[2].is_list()) {
      std::vector<std::string> arguments;
      for (const Text& sort : words[2].list) arguments.push_back(terms_.known_sort(sort));
      terms_.declare(words[1], {std::move(arguments), terms_.known_sort(words[3])});
    } else if (word == "assert" && n == 2) {
      const auto& parts = words[1].list;
      require(parts.size() == 4 && parts[0].word == "!" && parts[2].word == ":named",
              "expected (assert (! FORMULA :named NAME))");
      const Id formula = terms_.read(parts[1]);
      terms_.declare(parts[3], {{}, terms_[formula].sort, formula});
      assertions_.insert(parts[3].word);
    } else {
      require(word == "check-sat" ? n == 1 : word == "set-logic" && n == 2, "no such command");
    }
  }

  void read_line(const Words& words) {
    require(!is_done_, "this stands after the contradiction");
    require(words.size() > 2, "expected: let NAME TERM, or a number, a rule and what it is about");
    if (words[0].word == "let") {
      require(words.size() == 3, "expected: let NAME TERM");
      const Id term = terms_.read(words[2]);
      terms_.declare(words[1], {{}, terms_[term].sort, term});
    } else {
      const std::string number = std::to_string(clauses_.size());
      require(words[0].word == number, "expected step " + number);
      const auto rule = rules.find(words[1].word);
      require(rule != rules.end(), "there is no rule '" + words[1].word + "'");
      clauses_.push_back((this->*rule->second)(Words(words.begin() + 2, words.end())));
      is_done_ = clauses_.back().literals.empty();
      require(!is_done_ || clauses_.back().from_goal, "this does not use the negated goal");
    }
  }

  // (= a b) and (= b a) are one literal.
  Literal literal(Id formula) {
    require(terms_[formula].sort == "Bool", "expected a formula");
    if (terms_[formula].is("not")) return !literal(terms_[formula].parts[0]);
    Term term = terms_[formula];
    if (term.is("=")) std::sort(term.parts.begin(), term.parts.end());
    return {terms_.add(std::move(term))};
  }
  Literal equal(Id a, Id b) {
    require(terms_[a].sort == terms_[b].sort, "the terms have different sorts");
    return literal(terms_.add({Term::builtin, "=", "Bool", {a, b}}));
  }
  std::vector<Id> read_all(const Words& words, std::size_t from = 0) {
    std::vector<Id> ids;
    for (std::size_t i = from; i < words.size(); ++i) ids.push_back(terms_.read(words[i]));
    return ids;
  }
  // A number from `first` to before `end`.
  static std::size_t index(const Text& text, std::size_t first, std::size_t end) {
    const Number number = read_number(text.word);
    require(Number(first) <= number && number < Number(end), "there is no number " + text.word);
    return static_cast<std::size_t>(number);
  }

  Clause assume(const Words& words) {
    require(words.size() == 1 && assertions_.contains(words[0].word), "expected an assertion");
    return {{literal(terms_.read(words[0]))}, words[0].word == "negated_goal"};
  }

  Clause instance(const Words& words) {
    const Id forall = terms_.read(words[0]);
    return {{!literal(forall), literal(terms_.instance(forall, read_all(words, 1)))}};
  }

  Clause some(const Words& words) {
    const Id forall = terms_.read(words[0]);
    const auto bound = terms_[forall].bound;
    require(bound.size() == words.size() - 1, "expected a new name for each bound variable");
    for (std::size_t i = 0; i < bound.size(); ++i) {
      terms_.declare(words[i + 1], {{}, bound[i].second});
    }
    return {{literal(forall), !literal(terms_.instance(forall, read_all(words, 1)))}};
  }

  Clause meaning(const Words& words) {
    require(words.size() == 2, "expected a term and the number of a clause");
    const Id id = terms_.read(words[0]);
    const Term term = terms_[id];
    std::vector<Literal> p;
    for (const Id part : term.parts) {
      if (terms_[part].sort == "Bool") p.push_back(literal(part));
    }
    std::vector<std::set<Literal>> all;
    if (term.is("ite") && term.sort != "Bool") {
      all = {{!p[0], equal(id, term.parts[1])}, {p[0], equal(id, term.parts[2])}};
    } else {
      const Literal yes = literal(id), no = !yes;
      if (term.is("true") || term.is("false")) all = {{term.is("true") ? yes : no}};
      if (term.is("and") || term.is("or")) {
        const bool is_and = term.is("and");
        all = {{is_and ? yes : no}};
        for (const Literal& l : p) all[0].insert(is_and ? !l : l);
        for (const Literal& l : p) all.push_back({is_and ? no : yes, is_and ? l : !l});
      }
      if (term.is("=>")) all = {{no, !p[0], p[1]}, {yes, p[0]}, {yes, !p[1]}};
      if (term.is("=") && !p.empty())
        all = {{no, !p[0], p[1]}, {no, p[0], !p[1]}, {yes, p[0], p[1]}, {yes, !p[0], !p[1]}};
      if (term.is("ite"))
        all = {{no, !p[0], p[1]}, {no, p[0], p[2]}, {yes, !p[0], !p[1]}, {yes, p[0], !p[2]}};
    }
    return {all[index(words[1], 0, all.size())]};
  }

  Clause congruence(const Words& words) {
    const auto ids = read_all(words);
    require(ids.size() == 2, "expected two terms");
    const Term a = terms_[ids[0]], b = terms_[ids[1]];
    require(a.kind == b.kind && a.kind != Term::forall && a.head == b.head &&
                a.parts.size() == b.parts.size(),
            "expected two terms of one function");
    Clause clause{{equal(ids[0], ids[1])}};
    for (std::size_t i = 0; i < a.parts.size(); ++i) {
      if (a.parts[i] != b.parts[i]) clause.literals.insert(!equal(a.parts[i], b.parts[i]));
    }
    return clause;
  }

  Clause chain(const Words& words) {
    const auto ids = read_all(words);
    Clause clause{{equal(ids.front(), ids.back())}};
    for (std::size_t i = 1; i < ids.size(); ++i) clause.literals.insert(!equal(ids[i - 1], ids[i]));
    return clause;
  }

  Clause split(const Words& words) {
    const auto ids = read_all(words);
    require(ids.size() == 2 && terms_[ids[0]].sort == "Int", "expected two integers");
    const Id less = terms_.add({Term::builtin, "<", "Bool", {ids[0], ids[1]}});
    const Id more = terms_.add({Term::builtin, "<", "Bool", {ids[1], ids[0]}});
    return {{equal(ids[0], ids[1]), literal(less), literal(more)}};
  }

  void add_term(Id id, Number factor, Sum& sum) const {
    const Term& term = terms_[id];
    if (term.kind == Term::number) {
      sum.constant = plus_times(sum.constant, factor, read_number(term.head));
    } else if (term.is("+") || term.is("-")) {
      for (std::size_t i = 0; i < term.parts.size(); ++i) {
        const bool minus = term.is("-") && (i > 0 || term.parts.size() == 1);
        add_term(term.parts[i], minus ? plus_times(0, factor, -1) : factor, sum);
      }
    } else {
      sum.terms[id] = plus_times(sum.terms[id], factor, 1);
    }
  }

  Clause linear(const Words& words) {
    require(words.size() % 2 == 0, "expected a factor before each formula");
    Sum sum;
    Clause clause;
    for (std::size_t i = 0; i < words.size(); i += 2) {
      const Number factor = read_number(words[i].word);
      // Not as a literal: the factor of an equality is for its left side as it is written here.
      Id formula = terms_.read(words[i + 1]);
      const Literal given = literal(formula);
      while (terms_[formula].is("not")) formula = terms_[formula].parts[0];
      const Term& term = terms_[formula];
      const bool is_equality = term.is("=") && terms_[term.parts[0]].sort == "Int";
      require(is_equality ? given.positive : term.is("<") || term.is("<="),
              "expected an inequality, or an equality of integers");
      require(is_equality || factor > 0, "expected a factor above 0");
      // not (a < b) is b <= a, not (a <= b) is b < a, and of integers a < b is a + 1 <= b.
      add_term(term.parts[given.positive ? 0 : 1], factor, sum);
      add_term(term.parts[given.positive ? 1 : 0], plus_times(0, factor, -1), sum);
      const bool is_strict = !is_equality && term.is("<") == given.positive;
      if (is_strict) sum.constant = plus_times(sum.constant, factor, 1);
      clause.literals.insert(!given);
    }
    require(std::all_of(sum.terms.begin(), sum.terms.end(), [](auto& t) { return t.second == 0; }),
            "the terms do not cancel out");
    require(sum.constant > 0, "the sum is no contradiction");
    return clause;
  }

  Clause derive(const Words& words) {
    require(words[0].is_list() && words.size() > 2 && words[1].word == "by",
            "expected: derive (LITERAL ...) by STEP ...");
    Clause clause;
    std::set<Literal> known;
    for (const Id id : read_all(words[0].list)) clause.literals.insert(literal(id));
    for (const Literal& l : clause.literals) known.insert(!l);
    for (std::size_t i = 2; i < words.size(); ++i) {
      const Clause& used = clauses_[index(words[i], 1, clauses_.size())];
      clause.from_goal = clause.from_goal || used.from_goal;
      std::vector<Literal> open;
      for (const Literal& l : used.literals) {
        if (!known.contains(!l)) open.push_back(l);
      }
      require(!open.empty() || i + 1 == words.size(), "this is known before the last of the steps");
      if (open.empty()) return clause;
      require(open.size() == 1, "step " + words[i].word + " leaves more than one literal open");
      known.insert(open[0]);
    }
    throw std::runtime_error("these steps do not give the clause");
  }

  using Rule = Clause (Proof::*)(const Words&);
  static inline const std::map<std::string, Rule> rules = {
      {"assume", &Proof::assume}, {"instance", &Proof::instance},
      {"some", &Proof::some},     {"meaning", &Proof::meaning},
      {"chain", &Proof::chain},   {"congruence", &Proof::congruence},
      {"split", &Proof::split},   {"linear", &Proof::linear},
      {"derive", &Proof::derive}};

  Terms terms_;
  std::set<std::string> assertions_;
  std::vector<Clause> clauses_ = {{}};  // numbered from 1
  bool is_done_ = false;
};

}  // namespace

std::string refusal(const std::string& name, const std::string& obligation,
                    const std::string& certificate) {
  Proof proof;
  std::string file = ".smt2:";
  try {
    proof.read_obligation(obligation);
    file = ".certificate:";
    proof.read_certificate(name, certificate);
    return "";
  } catch (const std::runtime_error& error) {
    return name + file + std::to_string(proof.line) + ": " + error.what();
  }
}

}  // namespace claimcheck::checker
