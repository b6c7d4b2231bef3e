// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "smt/symbolic/walk.hpp"

// The loops of specifications in the symbolic interpretation: `for (Index i : d.each(...))`. A loop
// keeps its own counter, so that the body cannot write it, nor a loop within.

namespace claimcheck::smt {

// The counters of the loops that a walk is in.
class LoopStack {
 public:
  void enter(const Term& counter) { counters_.push_back(counter); }
  void at_head(const Term& counter) {
    counters_.back() = counter;
    is_at_head_ = true;
  }
  void leave() {
    counters_.pop_back();
    is_at_head_ = false;
  }
  // Of the loop whose head was passed last, as long as the walk is in it.
  std::optional<Term> counter() const {
    return is_at_head_ ? std::optional(counters_.back()) : std::nullopt;
  }
  // Of all loops, the outermost first.
  const std::vector<Term>& counters() const { return counters_; }

 private:
  std::vector<Term> counters_;
  bool is_at_head_ = false;
};

template <class Index>
struct LoopBounds {
  Index from;
  Index to;
  bool up;
  bool ends = true;  // else it is left by a return or a break only, and has no loop within
};

template <class D, class Invariant>
class Loop {
 public:
  using Index = typename D::Index;

  Loop(D& d, const char* name, LoopBounds<Index> bounds, Invariant invariant, Place place)
      : d_(d),
        name_(name),
        bounds_(std::move(bounds)),
        counter_(bounds_.from),
        invariant_(std::move(invariant)),
        place_(std::move(place)) {
    d_.loops().enter(counter_.term);
  }
  ~Loop() { d_.loops().leave(); }
  Loop(const Loop&) = delete;
  Loop& operator=(const Loop&) = delete;

  struct End {};
  struct Iterator {
    Loop& loop;
    const Index& operator*() const { return loop.counter_; }
    void operator++() {
      const Index one(1, loop.place_.line);
      loop.counter_ = loop.bounds_.up ? loop.counter_ + one : loop.counter_ - one;
    }
    bool operator!=(End) const { return loop.goes_on(); }
  };
  Iterator begin() { return {*this}; }
  End end() const { return {}; }

 private:
  bool goes_on() {
    auto& walk = d_.walk();
    walk.stand_at(place_);
    d_.loops().at_head(counter_.term);
    walk.loop(
        name_, std::exchange(entered_, true),
        [&] {
          // The counters of the loops around are as they were.
          const auto& counters = d_.loops().counters();
          for (std::size_t k = 0; k + 1 < counters.size(); ++k) d_.assume_word(counters[k]);
          const auto counter = std::string("i@") + name_;
          bounds_.ends ? d_.renew(counter_, counter) : d_.renew_endless(counter_, counter);
          d_.loops().at_head(counter_.term);
        },
        [&] { return typename D::Bool(invariant_(counter_)).term; });
    if (!bounds_.ends) return true;
    return walk.decide((bounds_.up ? counter_ < bounds_.to : bounds_.to < counter_).term);
  }

  D& d_;
  const char* name_;
  LoopBounds<Index> bounds_;
  Index counter_;
  Invariant invariant_;
  Place place_;
  bool entered_ = false;
};

}  // namespace claimcheck::smt
