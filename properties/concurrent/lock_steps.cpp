// SPDX-License-Identifier: MIT
#include "properties/concurrent/lock_steps.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <tuple>
#include <vector>

#include "smt/specifications/lock_spec.hpp"

namespace claimcheck::concurrent {
namespace {

using schedule::Event;
using schedule::Mode;
using schedule::StepKind;

constexpr int things = 8;  // of each kind, at most

// The text read with values of a machine. Threads, devices and locks are numbers; there is one
// region. A group's lock is that of the tag with its number.
struct Values {
  using Bool = bool;
  using Word = int;
  using Thread = int;
  using Region = int;
  using Device = int;
  using Extent = int;
  using Tag = int;
  using Lock = int;

  template <class V, class... K>
  class Map {
   public:
    V& operator()(K... keys) { return values_[{keys...}]; }
    template <class Key>
    V& operator[](Key key) {
      return values_[{key}];
    }
    // Of what a claim changes, which no lock tells: nothing is written here.
    template <class Function>
    void become(Function) {}

   private:
    std::map<std::tuple<K...>, V> values_;
  };

  template <class... Things, class Predicate>
  bool all(Predicate holds) {
    std::array<int, sizeof...(Things)> at{};
    for (;;) {
      if (!std::apply(holds, at)) return false;
      std::size_t place = 0;
      while (place < at.size() && ++at[place] == things) at[place++] = 0;
      if (place == at.size()) return true;
    }
  }
  template <class V>
  V either_of(bool condition, V a, V b) {
    return condition ? a : b;
  }
  int home(int) { return 0; }
  int tag(int) { return 0; }
  int region_of(int) { return 0; }
  int guard(int, int tag_of_lock) { return tag_of_lock; }
  void when(bool guard) { is_enabled = is_enabled && guard; }

  bool is_enabled = true;
};

using Net = smt::Net<Values>;
using TextStep = std::function<void(Values&, Net&, smt::Move<Values>)>;

enum class Family : std::uint8_t { region, table, device, group };

// What a thread holds: which lock, and how.
using Held = std::set<std::tuple<Family, int, Mode>>;

Held held_by(Net& net, int thread) {
  Held held;
  const auto add = [&](Family family, int lock, bool reads, bool writes) {
    if (reads) held.insert({family, lock, Mode::read});
    if (writes) held.insert({family, lock, Mode::write});
  };
  const auto is_writer = [&](auto& taken, auto& writer, int lock) {
    return taken[lock] && writer[lock] == thread;
  };
  add(Family::region, 0, net.region_read(thread, 0),
      is_writer(net.region_taken, net.region_writer, 0));
  add(Family::table, 0, net.table_read(thread, 0), is_writer(net.table_taken, net.table_writer, 0));
  for (int lock = 0; lock < things; lock++) {
    add(Family::device, lock, net.device_read(thread, lock),
        is_writer(net.device_taken, net.device_writer, lock));
    add(Family::group, lock, false, is_writer(net.group_taken, net.group_writer, lock));
  }
  return held;
}

std::optional<Family> family_of(std::string_view name) {
  if (name == "region-lock") return Family::region;
  if (name == "device-table") return Family::table;
  if (name == "device-lock") return Family::device;
  if (name == "group-lock" || name == "untagged-lock") return Family::group;
  return std::nullopt;
}

class Follower {
 public:
  explicit Follower(std::size_t threads) : threads_(threads), beside_(threads) {
    Net start;
    for (int device = 0; device < things; device++) start.there[device] = true;
    states_.push_back(start);
    smt::spec::steps<Values>(
        [&](const char*, TextStep step) { steps_.push_back(std::move(step)); });
  }

  std::string follow(const Event& event) {
    const bool locks = event.step.kind == StepKind::lock;
    if (!locks && event.step.kind != StepKind::unlock) return "";
    char& beside = beside_[event.thread];
    const auto family = family_of(event.step.name);
    if (beside && locks) return refusal(event, "beside a lock that is for one access");
    if (!family) {
      beside = locks;
      return "";
    }
    const int thread = static_cast<int>(event.thread);
    const int lock = number_of(*family, event.step.object);
    if (lock >= things) return refusal(event, "the text is read with eight locks of a kind");
    std::vector<Net> then;
    for (Net& state : states_) {
      Held wanted = held_by(state, thread);
      const std::tuple changed{*family, lock, event.step.mode};
      if (locks ? !wanted.insert(changed).second : wanted.erase(changed) == 0) continue;
      for (const TextStep& step : steps_) {
        Net next = state;
        Values values;
        step(values, next, {thread, 0, lock, 0, lock});
        if (values.is_enabled && held_by(next, thread) == wanted) then.push_back(std::move(next));
      }
    }
    if (then.empty()) return refusal(event, "no step of the lock text");
    states_ = std::move(then);
    return "";
  }

  // What is wrong where all threads have ended.
  std::string at_end() {
    for (std::size_t thread = 0; thread < threads_; thread++) {
      if (beside_[thread] || !held_by(states_.front(), static_cast<int>(thread)).empty()) {
        return fmt::format("thread {} ends and holds a lock", thread + 1);
      }
    }
    return "";
  }

 private:
  static std::string refusal(const Event& event, const char* why) {
    return fmt::format("thread {}: {}: {}", event.thread + 1, schedule::describe(event.step), why);
  }

  // One region has one of the first two each.
  int number_of(Family family, schedule::ObjectId object) {
    auto& numbers = numbers_[family];
    const auto known = std::find(numbers.begin(), numbers.end(), object);
    const auto number = known - numbers.begin();
    if (known == numbers.end()) numbers.push_back(object);
    const bool is_one = family == Family::region || family == Family::table;
    return is_one && number > 0 ? things : static_cast<int>(number);
  }

  std::size_t threads_;
  std::vector<char> beside_;  // by thread: it holds a lock that the text leaves out
  // All that the text may have come to: one lock may be taken for several reasons.
  std::vector<Net> states_;
  std::vector<TextStep> steps_;
  std::map<Family, std::vector<schedule::ObjectId>> numbers_;
};

}  // namespace

std::string not_of_the_lock_text(const schedule::Execution& execution) {
  Follower follower(execution.threads);
  for (const Event& event : execution.events) {
    if (auto wrong = follower.follow(event); !wrong.empty()) return wrong;
  }
  return execution.ending == schedule::Ending::finished ? follower.at_end() : "";
}

}  // namespace claimcheck::concurrent
