// SPDX-License-Identifier: MIT
#include "smt/validation/evaluate.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>

namespace claimcheck::smt {
namespace {

constexpr std::size_t max_arguments = 4;

Integer number_from(const std::string& digits) {
  Integer number = 0;
  for (const char digit : digits) number = number * 10 + (digit - '0');
  return number;
}

}  // namespace

Table::Table(std::vector<std::size_t> widths) : widths_(std::move(widths)) {
  std::size_t count = 1;
  for (const std::size_t width : widths_) count *= width;
  values_.resize(count);
}

bool Table::has(std::span<const Integer> arguments) const {
  if (arguments.size() != widths_.size()) return false;
  for (std::size_t i = 0; i < widths_.size(); ++i) {
    if (arguments[i] < 0 || arguments[i] >= static_cast<Integer>(widths_[i])) return false;
  }
  return true;
}

std::size_t Table::place_of(std::span<const Integer> arguments) const {
  if (!has(arguments)) throw std::out_of_range("beyond a function's table");
  std::size_t place = 0;
  for (std::size_t i = 0; i < widths_.size(); ++i) {
    place = place * widths_[i] + static_cast<std::size_t>(arguments[i]);
  }
  return place;
}

Integer& Table::at(std::span<const Integer> arguments) {
  return values_[place_of(arguments)];
}

const Integer& Table::at(std::span<const Integer> arguments) const {
  return values_[place_of(arguments)];
}

int Vocabulary::number_of(const std::string& symbol) {
  const auto [place, is_new] = numbers_.emplace(symbol, static_cast<int>(names_.size()));
  if (is_new) names_.push_back(symbol);
  return place->second;
}

void Structure::set(const std::string& constant, Integer value) {
  make(constant, {}).at({}) = value;
}

Table& Structure::make(const std::string& function, std::vector<std::size_t> widths) {
  const auto number = static_cast<std::size_t>(vocabulary_.number_of(function));
  if (tables_.size() <= number) tables_.resize(number + 1);
  return tables_[number].emplace(std::move(widths));
}

std::size_t Structure::things(const std::string& sort) const {
  const auto found = things_.find(sort);
  if (found == things_.end()) throw std::out_of_range("the structure has no sort " + sort);
  return found->second;
}

Integer Structure::value(int symbol, std::span<const Integer> arguments) const {
  const auto number = static_cast<std::size_t>(symbol);
  if (number >= tables_.size() || !tables_[number] || !tables_[number]->has(arguments)) {
    throw std::out_of_range("the structure does not say what " + vocabulary_.name_of(symbol) +
                            " is there");
  }
  return tables_[number]->at(arguments);
}

struct Formula::Scope {
  const Structure& structure;
  std::vector<Integer> variables;
};

// Turns terms into nodes. A quantifier becomes one node for each variable that it binds.
class Formula::Reader {
 public:
  Reader(Formula& formula, Vocabulary& vocabulary) : formula_(formula), vocabulary_(vocabulary) {}

  std::size_t bind(const Bound& bound) {
    places_[bound.name] = formula_.variables_;
    return formula_.variables_++;
  }

  std::size_t read(const Term& term) {
    if (term.kind() == Term::Kind::forall) return read_forall(term, 0);
    Node node;
    for (const Term& argument : term.arguments()) node.children.push_back(read(argument));
    switch (term.kind()) {
      case Term::Kind::number:
        node.constant = number_from(term.name());
        break;
      case Term::Kind::variable:
        node.kind = Kind::variable;
        node.number = static_cast<int>(places_.at(term.name()));
        break;
      case Term::Kind::symbol:
        if (node.children.size() > max_arguments) throw std::logic_error("too many arguments");
        node.kind = Kind::symbol;
        node.number = vocabulary_.number_of(term.name());
        break;
      default:
        read_builtin(term.name(), node);
        break;
    }
    return add(std::move(node));
  }

 private:
  std::size_t add(Node node) {
    formula_.nodes_.push_back(std::move(node));
    return formula_.nodes_.size() - 1;
  }

  static void read_builtin(const std::string& name, Node& node) {
    static const std::map<std::string, Kind> kinds{
        {"and", Kind::conjunction}, {"or", Kind::disjunction}, {"not", Kind::negation},
        {"=>", Kind::implication},  {"=", Kind::equality},     {"<", Kind::less},
        {"<=", Kind::at_most},      {"+", Kind::sum},          {"-", Kind::difference},
        {"ite", Kind::choice}};
    if (name == "true" || name == "false") {
      node.constant = name == "true";
      return;
    }
    node.kind = kinds.at(name);
  }

  std::size_t read_forall(const Term& term, std::size_t which) {
    if (which == term.bound().size()) return read(term.body());
    const Bound& bound = term.bound()[which];
    Node node;
    node.kind = bound.sort == int_sort ? Kind::every_number : Kind::every_thing;
    node.sort = bound.sort;
    if (node.kind == Kind::every_number) {
      // What bounds it speaks of variables that stand further out.
      const auto [from, to] = bounds_of(bound.name, term.body());
      node.children = {read(from), read(to)};
    }
    node.number = static_cast<int>(bind(bound));
    node.children.push_back(read_forall(term, which + 1));
    return add(std::move(node));
  }

  // Of a body that says nothing where the number is not within bounds, those bounds.
  static std::pair<Term, Term> bounds_of(const std::string& variable, const Term& body) {
    std::optional<Term> from, to;
    const auto is_it = [&](const Term& term) {
      return term.kind() == Term::Kind::variable && term.name() == variable;
    };
    const auto look_at = [&](const Term& condition) {
      if (condition.is("<=") && is_it(condition.arguments()[1])) from = condition.arguments()[0];
      if (condition.is("<") && is_it(condition.arguments()[0])) to = condition.arguments()[1];
    };
    if (body.is("=>") || body.is("not")) {
      const Term& guard = body.arguments()[0];
      look_at(guard);
      if (guard.is("and")) std::ranges::for_each(guard.arguments(), look_at);
    }
    if (!from || !to) throw std::logic_error("no bounds stand beside the number " + variable);
    return {*from, *to};
  }

  Formula& formula_;
  Vocabulary& vocabulary_;
  std::map<std::string, std::size_t> places_;
};

Formula::Formula(const Term& term, Vocabulary& vocabulary, const std::vector<Bound>& open) {
  Reader reader(*this, vocabulary);
  for (const Bound& bound : open) reader.bind(bound);
  root_ = reader.read(term);
}

Integer Formula::value(const Structure& structure, std::span<const Integer> of_open) const {
  Scope scope{structure, std::vector<Integer>(of_open.begin(), of_open.end())};
  scope.variables.resize(variables_);
  return of(root_, scope);
}

Integer Formula::of(std::size_t place, Scope& scope) const {
  const Node& node = nodes_[place];
  const auto child = [&](std::size_t i) { return of(node.children[i], scope); };
  const auto holds = [&](std::size_t of_child) { return of(of_child, scope) != 0; };
  switch (node.kind) {
    case Kind::number:
      return node.constant;
    case Kind::variable:
      return scope.variables[static_cast<std::size_t>(node.number)];
    case Kind::symbol:
      return of_symbol(node, scope);
    case Kind::conjunction:
      return std::ranges::all_of(node.children, holds);
    case Kind::disjunction:
      return std::ranges::any_of(node.children, holds);
    case Kind::negation:
      return child(0) == 0;
    case Kind::implication:
      return child(0) == 0 || child(1) != 0;
    case Kind::equality:
      return child(0) == child(1);
    case Kind::less:
      return child(0) < child(1);
    case Kind::at_most:
      return child(0) <= child(1);
    case Kind::sum:
      return child(0) + child(1);
    case Kind::difference:
      return child(0) - child(1);
    case Kind::choice:
      return child(0) != 0 ? child(1) : child(2);
    default:
      return of_every(node, scope);
  }
}

Integer Formula::of_symbol(const Node& node, Scope& scope) const {
  std::array<Integer, max_arguments> arguments;
  for (std::size_t i = 0; i < node.children.size(); ++i) {
    arguments[i] = of(node.children[i], scope);
  }
  return scope.structure.value(node.number, {arguments.data(), node.children.size()});
}

Integer Formula::of_every(const Node& node, Scope& scope) const {
  const bool is_number = node.kind == Kind::every_number;
  const Integer from = is_number ? of(node.children[0], scope) : 0;
  const Integer to = is_number ? of(node.children[1], scope)
                               : static_cast<Integer>(scope.structure.things(node.sort));
  for (Integer value = from; value < to; ++value) {
    scope.variables[static_cast<std::size_t>(node.number)] = value;
    if (of(node.children.back(), scope) == 0) return 0;
  }
  return 1;
}

}  // namespace claimcheck::smt
