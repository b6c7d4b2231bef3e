// SPDX-License-Identifier: MIT
//
// What a state costs that one rank finds and another owns, without a network: the ranks are threads
// of this process. Prints, for one rank and for more, the processor time and what was sent.
#include <fmt/format.h>

#include <ctime>
#include <thread>
#include <vector>

#include "properties/explore/claim/claim_model.hpp"
#include "properties/explore/levels/level_explorer.hpp"
#include "properties/explore/levels/threads.hpp"

namespace claimcheck::explore::claim {
namespace {

struct Cost {
  std::uint64_t states = 0;
  std::uint64_t sent = 0;
  std::uint64_t bytes = 0;
  double seconds = 0;  // of processor time, of all ranks
};

double processor_seconds() {
  timespec time{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

Cost cost(const Scope& scope, bool symmetry, std::size_t ranks) {
  Options options;
  options.symmetry = symmetry;
  Threads threads(ranks);
  std::vector<Cost> costs(ranks);
  std::vector<std::thread> running;
  const double began = processor_seconds();
  for (std::size_t rank = 0; rank < ranks; ++rank) {
    running.emplace_back([&, rank] {
      Threads::Rank exchange(threads, rank);
      const ClaimModel model(scope);
      LevelExplorer<ClaimModel> explorer(model, options, {}, exchange);
      costs[rank].states = explorer.run().distinct;
      costs[rank].sent = explorer.frontier().sent();
      costs[rank].bytes = exchange.sent_bytes();
    });
  }
  for (std::thread& thread : running) thread.join();
  Cost all{costs[0].states, 0, 0, processor_seconds() - began};
  for (const Cost& one : costs) {
    all.sent += one.sent;
    all.bytes += one.bytes;
  }
  return all;
}

void print(const Scope& scope, bool symmetry) {
  fmt::print("{}, symmetry {}\n", to_string(scope), symmetry ? "on" : "off");
  const Cost alone = cost(scope, symmetry, 1);
  fmt::print("  1 rank: {} states, {:.2f} s\n", alone.states, alone.seconds);
  for (const std::size_t ranks : {2U, 4U, 16U}) {
    const Cost all = cost(scope, symmetry, ranks);
    const auto sent = static_cast<double>(all.sent);
    fmt::print(
        "  {} ranks: {:.2f} s, {:.2f} states sent for each, {:.1f} bytes a state sent, "
        "{:.2f} us\n",
        ranks, all.seconds, sent / static_cast<double>(all.states),
        static_cast<double>(all.bytes) / sent, 1e6 * (all.seconds - alone.seconds) / sent);
  }
}

}  // namespace
}  // namespace claimcheck::explore::claim

int main() {
  using namespace claimcheck::explore::claim;
  Scope scope;
  scope.tags = 3;
  scope.injected = 0;
  scope.static_region = false;
  scope.plain_region = false;
  print(scope, false);
  scope.tags = 4;
  scope.untagged = 2;
  print(scope, true);
}
