// SPDX-License-Identifier: MIT
//
// The explorer's own cost: a model whose step costs nothing beside it. Reported are transitions
// and new states a second and the memory a state takes.
#include <benchmark/benchmark.h>

#include <array>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <vector>

#include "properties/explore/explorer.hpp"

namespace claimcheck::explore {
namespace {

constexpr std::size_t state_bytes = 80;

// Wheels that turn one notch either way: notches^wheels states of 80 bytes, each with two
// transitions a wheel, so that most transitions lead to a known state, as in real models.
class Wheels {
 public:
  using State = std::array<std::uint8_t, state_bytes>;
  struct Action {
    std::uint8_t wheel;
    bool forward;
  };

  Wheels(std::uint8_t wheels, std::uint8_t notches) : wheels_(wheels), notches_(notches) {}

  template <class Visit>
  void initial(Visit visit) const {
    visit(State{});
  }
  template <class Visit>
  void actions(const State&, Visit visit) const {
    for (std::uint8_t wheel = 0; wheel < wheels_; ++wheel) {
      visit(Action{wheel, true});
      visit(Action{wheel, false});
    }
  }
  void step(const State& state, const Action& action, State& next) const {
    next = state;
    const std::uint8_t notch = state[index(action.wheel)];
    const std::uint8_t forward = notch + 1U == notches_ ? 0 : static_cast<std::uint8_t>(notch + 1);
    const std::uint8_t back = static_cast<std::uint8_t>((notch == 0 ? notches_ : notch) - 1);
    next[index(action.wheel)] = action.forward ? forward : back;
  }
  std::size_t max_encoding_bytes() const { return state_bytes; }
  std::size_t encode(const State& state, std::uint8_t* bytes) const {
    std::memcpy(bytes, state.data(), state_bytes);
    return state_bytes;
  }
  void decode(std::span<const std::uint8_t> bytes, State& state) const {
    std::memcpy(state.data(), bytes.data(), state_bytes);
  }
  std::vector<std::string> goals() const { return {"the last wheel turned"}; }
  void check(const State& state, Observer& observer) const {
    if (state[index(static_cast<std::uint8_t>(wheels_ - 1))] != 0) observer.reached(0);
  }
  void check_step(const State&, const Action&, const State&, Observer&) const {}

 private:
  // Spread over the state, so that a hash which overlooks some bytes would show.
  static std::size_t index(std::uint8_t wheel) { return std::size_t{wheel} * 7 % state_bytes; }

  std::uint8_t wheels_;
  std::uint8_t notches_;
};

// Arguments: wheels, notches, workers.
void explore_wheels(benchmark::State& bench) {
  const Wheels model(static_cast<std::uint8_t>(bench.range(0)),
                     static_cast<std::uint8_t>(bench.range(1)));
  Options options;
  options.workers = static_cast<std::size_t>(bench.range(2));
  double generated = 0;
  double distinct = 0;
  for (auto _ : bench) {
    const auto result = explore(model, options);
    if (result.verdict != Verdict::holds) bench.SkipWithError("the wheels do not hold");
    generated += static_cast<double>(result.generated);
    distinct += static_cast<double>(result.distinct);
    bench.counters["bytes_per_state"] =
        static_cast<double>(result.memory_bytes) / static_cast<double>(result.distinct);
    bench.counters["states"] = static_cast<double>(result.distinct);
  }
  bench.counters["transitions_per_second"] =
      benchmark::Counter(generated, benchmark::Counter::kIsRate);
  bench.counters["states_per_second"] = benchmark::Counter(distinct, benchmark::Counter::kIsRate);
}

BENCHMARK(explore_wheels)
    ->Args({8, 4, 1})
    ->Args({10, 4, 1})
    ->Args({10, 4, 2})
    ->Args({11, 4, 1})
    ->Args({11, 4, 2})
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

}  // namespace
}  // namespace claimcheck::explore
