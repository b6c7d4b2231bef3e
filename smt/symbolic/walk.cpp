// SPDX-License-Identifier: MIT
#include "smt/symbolic/walk.hpp"

#include <fmt/format.h>

#include <stdexcept>
#include <utility>

namespace claimcheck::smt {
namespace {

// The value of the longest start of the point's name.
std::string at_point(const std::map<std::string, std::string>& by_start, const std::string& point,
                     const std::string& otherwise) {
  std::string value = otherwise;
  std::size_t longest = 0;
  for (const auto& [start, of_start] : by_start) {
    if (point.rfind(start, 0) != 0 || start.size() < longest) continue;
    longest = start.size();
    value = of_start;
  }
  return value;
}

thread_local Walk* walking = nullptr;

// While it lives, a walk is this thread's.
class Walking {
 public:
  explicit Walking(Walk* walk) : outer_(std::exchange(walking, walk)) {}
  Walking(const Walking&) = delete;
  Walking& operator=(const Walking&) = delete;
  ~Walking() { walking = outer_; }

 private:
  Walk* outer_;
};

}  // namespace

Place Place::here(const char* file, int line) {
  const std::string path = file;
  // The folders of the project are what a reader knows; where it was built is nobody's business.
  std::size_t start = std::string::npos;
  for (const char* folder : {"model/", "smt/", "impl/"}) {
    const auto found = path.rfind(folder);
    if (found != std::string::npos && (start == std::string::npos || found > start)) start = found;
  }
  if (start == std::string::npos) return {path, line};
  return {path.substr(start), line};
}

void Walk::give(Given given, const std::string& name, Term term, std::string reason) {
  if (!term.is("and")) {
    given_.push_back({given, name, std::move(term), std::move(reason)});
    return;
  }
  int part = 0;
  for (const Term& conjunct : term.arguments()) {
    give(given, fmt::format("{}.{}", name, ++part), conjunct, reason);
  }
}

void Walk::restart() {
  next_ = 0;
  key_ = {};
  words_ = statements_ = depth_ = 0;
  fresh_.clear();
  havoc_ = [](const std::string&) {};
  observe_ = [] { return std::vector<Observed>(); };
  before_loops_.reset();
  writes_.clear();
  writes_before_.clear();
  counters_.clear();
  renewed_.clear();
  hypotheses_ = given_;
}

void Walk::explore(const std::function<void()>& specification) {
  const Walking now(this);
  for (;;) {
    restart();
    try {
      specification();
    } catch (const EndOfPath&) {
      // The statement at a loop head that the path came back to was its last.
    }
    while (!trail_.empty() && !trail_.back()) trail_.pop_back();
    if (trail_.empty()) return;
    trail_.back() = false;
  }
}

bool Walk::decide(const Term& condition) {
  if (next_ == trail_.size()) trail_.push_back(true);
  const bool yes = trail_[next_++];
  key_.decided(yes);
  words_ = 0;
  assume(Given::branch, "branch", yes ? condition : negate(condition), "the path that was taken");
  return yes;
}

void Walk::assume(Given given, const std::string& name, const Term& term, std::string reason) {
  if (term.is("true")) return;
  // One name for each part: cores and certificates tell them apart.
  if (term.is("and")) {
    int part = 0;
    for (const Term& conjunct : term.arguments()) {
      assume(given, fmt::format("{}.{}", name, ++part), conjunct, reason);
    }
    return;
  }
  for (const auto& known : hypotheses_) {
    if (known.term == term) return;
  }
  hypotheses_.push_back({given, name, term, std::move(reason)});
}

void Walk::forget(const std::string& name) {
  if (before_loops_) throw std::logic_error("what is known in loops is said before the first");
  std::erase_if(hypotheses_, [&](const Hypothesis& known) {
    return known.name == name || known.name.rfind(name + ".", 0) == 0;
  });
}

void Walk::prove(const std::string& point, const std::string& sentence, const Term& goal) {
  Obligation obligation;
  obligation.path = key_.point(point);
  obligation.id = info_.name + "." + plain_name(point);
  if (!key_.branches().empty()) obligation.id += "/" + key_.branches();
  obligation.theorem = at_point(info_.theorem_of, point, info_.theorem);
  obligation.clauses = at_point(info_.clauses_of, point, info_.clauses);
  obligation.sentence = sentence;
  obligation.file = place_.file;
  obligation.line = place_.line;
  obligation.hypotheses = hypotheses_;
  obligation.goal = goal;
  // To look at the state neither proves nor assumes anything.
  ++statements_;
  obligation.state = observe_();
  --statements_;
  for (std::size_t k = 0; k < hypotheses_.size(); ++k) {
    obligation.hypotheses[k].name = fmt::format("h{}_{}", k, plain_name(hypotheses_[k].name));
  }
  // Paths share their beginnings, and all paths into a loop share what follows its head.
  auto formula = to_smtlib(obligation);
  const auto [place, is_new] = written_.emplace(obligation.id, formula);
  if (is_new) {
    obligations_.push_back(std::move(obligation));
  } else if (place->second != formula) {
    throw std::logic_error("two obligations are called " + obligation.id);
  }
}

void Walk::prove_word(const char* what, const Term& goal, int line, unsigned bits) {
  if (in_statement()) return;
  const Place before = place_;
  if (line) place_.line = line;
  ++words_;
  const auto point = fmt::format("{}.word{}", key_.head().empty() ? "start" : key_.head(), words_);
  prove(point, fmt::format("{} of a {}-bit word", what, bits), goal);
  place_ = before;
}

void Walk::wrote(const void* value) {
  if (walking && !walking->in_statement()) walking->writes_.push_back(value);
}

void Walk::check_writes_since(const std::string& loop) const {
  for (std::size_t i = writes_before_.at(loop); i < writes_.size(); ++i) {
    if (renewed_.contains(writes_[i]) || counters_.contains(writes_[i])) continue;
    throw std::logic_error(
        fmt::format("{}: the loop '{}' writes what modifies() does not name", info_.name, loop));
  }
}

void Walk::prove_invariant(const std::string& point, const std::string& sentence, const Term& all) {
  if (!info_.loops_in_parts || !all.is("and")) return prove(point, sentence, all);
  int number = 0;
  for (const Term& part : all.arguments()) {
    prove(fmt::format("{}.{}", point, ++number), sentence, part);
  }
}

void Walk::loop(const std::string& name, bool comes_back,
                const std::function<void()>& renew_counter,
                const std::function<Term()>& invariant) {
  const bool again = key_.has_met(name);
  const Place& first = loops_.emplace(name, place_).first->second;
  if (again != comes_back || first != place_) {
    throw std::logic_error(fmt::format("{}: the loop '{}' of line {} is met again in line {}",
                                       info_.name, name, first.line, place_.line));
  }
  if (again) check_writes_since(name);
  prove_invariant(name + (again ? ".step" : ".init"),
                  again
                      ? fmt::format("an iteration keeps the invariant of loop '{}'", name)
                      : fmt::format("the invariant of loop '{}' holds where the loop starts", name),
                  state(invariant));
  if (again) throw EndOfPath{};
  key_.at_loop(name);
  words_ = 0;
  // From here on the invariant says all that is known about the state, whatever the way here.
  if (!before_loops_) before_loops_ = hypotheses_.size();
  hypotheses_.erase(hypotheses_.begin() + static_cast<std::ptrdiff_t>(*before_loops_),
                    hypotheses_.end());
  writes_before_[name] = writes_.size();
  renewed_.clear();
  renew_counter();
  counters_.merge(renewed_);
  renewed_.clear();
  havoc_(name);
  assume(Given::invariant, "inv_" + name, state(invariant),
         "proved where the loop starts and for each iteration");
}

Term Walk::state(const std::function<Term()>& statement) {
  ++statements_;
  Term term = statement();
  --statements_;
  return term;
}

Bound Walk::bind(const std::string& sort) {
  ++depth_;
  return {fmt::format("{}{}", static_cast<char>(std::tolower(sort[0])), depth_), sort};
}

std::string Walk::fresh(const std::string& name) {
  return fmt::format("{}_{}", name, fresh_[name]++);
}

}  // namespace claimcheck::smt
