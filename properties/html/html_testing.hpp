// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "model/trace/trace_text.hpp"
#include "properties/html/pages.hpp"
#include "properties/installation/installation.hpp"
#include "properties/store/store.hpp"
#include "properties/testing/distorted.hpp"

// What tests of pages make pages of.

namespace claimcheck::html {

// Reads of size that a second thread makes are wrong by a byte.
struct WrongInTheSecondThread : testing::NoFault {
  void after(const claimcheck_operation& operation, claimcheck_outcome& outcome,
             const claimcheck_env& env) {
    if (operation.kind == CLAIMCHECK_READ_SIZE && env.self(env.context) == 2) {
      outcome.text[0] = '1';
    }
  }
};

inline model::Trace threads_trace() {
  return model::parse(R"(claimcheck trace 1
region 0 dynamic base 4G size 1G align 2M seq-base 1
tag A 11111111-1111-1111-1111-111111111111
offer 0 A  at 0 +2M
thread 1: read 0.0 uuid
thread 2: read 0.0 size
)")
      .trace;
}

inline replay::ReplayedTrace replayed_threads() {
  return replay::replay_trace(testing::engine_with<WrongInTheSecondThread>(), threads_trace());
}

// What the posted engine does on the corpus, which holds all its defects.
inline std::vector<replay::ReplayedTrace> replayed_corpus() {
  const auto engine = engines::Engine::named("posted");
  std::vector<replay::ReplayedTrace> replayed;
  for (const auto& path : store::traces_below(installation::installation().corpus())) {
    replayed.push_back(replay::replay_file(engine, path));
  }
  return replayed;
}

inline std::size_t count(const std::string& text, std::string_view part) {
  std::size_t found = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
  return found;
}

inline bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

inline Broken broken_on(const engines::Engine& engine, const std::string& lines) {
  auto trace = model::parse("claimcheck trace 1\n" + lines).trace;
  const auto replayed = replay::replay_trace(engine, trace);
  return {trace, replayed.difference.value(), replayed.last_lines};
}

inline const std::string one_region =
    "region 0 dynamic base 4G size 1G align 2M seq-base 1\n"
    "tag A 11111111-1111-1111-1111-111111111111\n";

}  // namespace claimcheck::html
