// SPDX-License-Identifier: MIT
#include "properties/schedule/estimate.hpp"

#include <bit>
#include <cmath>

#include "properties/schedule/random.hpp"

namespace claimcheck::schedule {
namespace {

class Probe : public Strategy {
 public:
  explicit Probe(std::uint64_t seed) : random_(seed) {}

  bool more() const override { return true; }
  bool exhaustive() const override { return false; }

  std::optional<ThreadId> choose(const View& view) override {
    const ThreadSet awake = view.enabled & ~sleep_;
    if (awake == 0) return std::nullopt;
    const ThreadId choice = choose_of(awake);
    // A search would have tried those below the choice first.
    sleep_ |= awake & (only(choice) - 1);
    for (ThreadSet left = sleep_; left != 0; left &= left - 1) {
      const auto thread = static_cast<ThreadId>(std::countr_zero(left));
      if (dependent(view.pending[thread], view.pending[choice])) sleep_ &= ~only(thread);
    }
    return choice;
  }

  void finished(const Execution& execution) override {
    const double traces = execution.ending == Ending::given_up ? 0 : weight_;
    sum_ += traces;
    sum_of_squares_ += traces * traces;
    weight_ = 1;
    sleep_ = 0;
  }

  Estimate estimate(double probes) const {
    const double mean = sum_ / probes;
    const double variance = (sum_of_squares_ - sum_ * mean) / (probes - 1);
    return {mean, std::sqrt(std::max(variance, 0.0) / probes)};
  }

 private:
  // Mostly the first, at times the one behind it, and so on. What a thread goes to sleep for may
  // never come, and the path ends in nothing: of equal chances, nearly every path does.
  ThreadId choose_of(ThreadSet awake) {
    constexpr std::uint64_t one_in = 5;
    constexpr double rare = 1.0 / one_in;
    for (; (awake & (awake - 1)) != 0; awake &= awake - 1) {
      if (random_.below(one_in) != 0) {
        weight_ /= 1 - rare;
        break;
      }
      weight_ /= rare;
    }
    return static_cast<ThreadId>(std::countr_zero(awake));
  }

  Random random_;
  double weight_ = 1;
  ThreadSet sleep_ = 0;
  double sum_ = 0;
  double sum_of_squares_ = 0;
};

}  // namespace

Estimate estimate_traces(Scheduler& scheduler, const Program& program, std::uint64_t probes,
                         std::uint64_t seed) {
  Probe probe(seed);
  for (std::uint64_t done = 0; done < probes; ++done) scheduler.run(program, probe);
  return probe.estimate(static_cast<double>(probes));
}

}  // namespace claimcheck::schedule
