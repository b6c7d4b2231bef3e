// SPDX-License-Identifier: MIT
#include "properties/minimize/cover.hpp"

#include <algorithm>
#include <queue>
#include <unordered_map>

namespace claimcheck::minimize {
namespace {

// How often each feature is had by what is kept.
using Counts = std::unordered_map<std::uint64_t, std::size_t>;

// A trace and what it would add, which is never more than it was when it was counted.
struct Offer {
  std::size_t gain;
  std::size_t place;
};

class Cover {
 public:
  explicit Cover(const std::vector<Reaching>& traces)
      : traces_(traces), is_in_(traces.size(), false), offers_(Worse{&traces}) {}

  std::vector<std::size_t> take() {
    for (std::size_t place = 0; place < traces_.size(); ++place) {
      if (traces_[place].is_kept) keep(place);
    }
    for (std::size_t place = 0; place < traces_.size(); ++place) {
      if (!is_in_[place]) offer(place);
    }
    while (!offers_.empty()) {
      const auto best = offers_.top();
      offers_.pop();
      if (gain_of(best.place) == best.gain) {
        keep(best.place);
      } else {
        offer(best.place);
      }
    }
    leave_out_what_others_have();
    std::vector<std::size_t> places;
    for (std::size_t place = 0; place < traces_.size(); ++place) {
      if (is_in_[place]) places.push_back(place);
    }
    return places;
  }

 private:
  struct Worse {
    const std::vector<Reaching>* traces;
    bool operator()(const Offer& a, const Offer& b) const {
      if (a.gain != b.gain) return a.gain < b.gain;
      const auto& left = (*traces)[a.place];
      const auto& right = (*traces)[b.place];
      return left.size != right.size ? left.size > right.size : left.name > right.name;
    }
  };

  std::size_t gain_of(std::size_t place) const {
    return static_cast<std::size_t>(
        std::ranges::count_if(traces_[place].features,
                              [&](std::uint64_t feature) { return !counts_.contains(feature); }));
  }

  void offer(std::size_t place) {
    if (const auto gain = gain_of(place); gain > 0) offers_.push({gain, place});
  }

  void keep(std::size_t place) {
    is_in_[place] = true;
    for (const auto feature : traces_[place].features) ++counts_[feature];
  }

  // The largest first: what is left is as small as may be.
  void leave_out_what_others_have() {
    std::vector<std::size_t> order;
    for (std::size_t place = 0; place < traces_.size(); ++place) {
      if (is_in_[place] && !traces_[place].is_kept) order.push_back(place);
    }
    std::ranges::sort(order, [&](std::size_t a, std::size_t b) {
      const auto& left = traces_[a];
      const auto& right = traces_[b];
      return left.size != right.size ? left.size > right.size : left.name > right.name;
    });
    for (const auto place : order) {
      const auto& features = traces_[place].features;
      if (std::ranges::any_of(features, [&](auto feature) { return counts_[feature] == 1; })) {
        continue;
      }
      is_in_[place] = false;
      for (const auto feature : features) --counts_[feature];
    }
  }

  const std::vector<Reaching>& traces_;
  std::vector<bool> is_in_;
  Counts counts_;
  std::priority_queue<Offer, std::vector<Offer>, Worse> offers_;
};

}  // namespace

std::vector<std::size_t> least_cover(const std::vector<Reaching>& traces) {
  return Cover(traces).take();
}

}  // namespace claimcheck::minimize
