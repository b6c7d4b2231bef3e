// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "smt/symbolic/symbolic.hpp"

// The loops of the engine's text, which have a name there (impl/support/loop.hpp), as the loops
// that proofs are about.

namespace claimcheck::smt::engine {

// What holds at each turn of the text's loops, by their names.
class LoopFacts {
 public:
  // Of a loop's counter and the function's own variables that it writes.
  using Invariant = std::function<Bool(const Word&, const std::vector<Word>&)>;

  void at_loop(const std::string& name, Invariant invariant) {
    invariants_.insert_or_assign(name, std::move(invariant));
  }
  const Invariant& invariant(const std::string& name) const { return invariants_.at(name); }
  // The counter at the head that was passed last.
  Word turn() const { return {turn_->term, nullptr}; }
  void set_turn(const Word& counter) { turn_ = counter; }

 private:
  std::map<std::string, Invariant> invariants_;
  std::optional<Word> turn_;
};

// A name of a loop, and where it stands.
struct Named {
  // NOLINTNEXTLINE: a name becomes one by itself
  Named(const char* loop, SourcePlace at = SourcePlace::current())
      : name(loop), place(Place::here(at.file_name(), static_cast<int>(at.line()))) {}

  const char* name;
  Place place;
};

// All that a loop writes: states, which name their fields, and the function's own variables.
template <class... Parts>
struct WrittenByLoop {
  std::tuple<Parts&...> parts;

  template <class Visit>
  void each(Visit visit) {
    int number = 0;
    const auto one = [&](auto& part) {
      if constexpr (requires { part.each(visit); }) {
        part.each(visit);
      } else {
        visit(("own" + std::to_string(++number)).c_str(), part);
      }
    };
    std::apply([&](auto&... part) { (one(part), ...); }, parts);
  }
  std::vector<Word> numbers() const {
    std::vector<Word> all;
    const auto one = [&](const auto& part) {
      if constexpr (requires { Word(part.term, nullptr); }) all.emplace_back(part.term, nullptr);
    };
    std::apply([&](const auto&... part) { (one(part), ...); }, parts);
    return all;
  }
};

// A loop of the text: at each head what at_loop() says of it, and all that it may write is havoc.
// `item` is what an iteration gets, by the counter.
template <class D, class ItemAt, class... Parts>
class TextLoop {
  using Statement = std::function<Bool(const Word&)>;
  using Heads = Loop<D, Statement>;

 public:
  TextLoop(D& domain, const Named& named, const LoopBounds<Word>& bounds, ItemAt item,
           Parts&... parts)
      : domain_(domain),
        item_(std::move(item)),
        written_{{parts...}},
        havoc_(announce()),
        heads_(domain, named.name, bounds,
               Statement([this, name = named.name](const Word& at) { return holds(name, at); }),
               named.place) {}
  ~TextLoop() { domain_.modifies(); }
  TextLoop(const TextLoop&) = delete;
  TextLoop& operator=(const TextLoop&) = delete;

  struct Iterator {
    TextLoop& loop;
    typename Heads::Iterator counter;

    decltype(auto) operator*() { return loop.item_(*counter); }
    void operator++() { ++counter; }
    bool operator!=(typename Heads::End end) const { return counter != end; }
  };
  Iterator begin() { return {*this, heads_.begin()}; }
  typename Heads::End end() const { return {}; }

 private:
  // Before the heads are made, as these havoc what is named.
  bool announce() {
    domain_.modifies(written_);
    return true;
  }
  Bool holds(const char* name, const Word& counter) {
    domain_.set_turn(counter);
    return domain_.invariant(name)(Word(counter.term, nullptr), written_.numbers());
  }

  D& domain_;
  ItemAt item_;
  WrittenByLoop<Parts...> written_;
  bool havoc_;
  Heads heads_;
};

}  // namespace claimcheck::smt::engine
