// SPDX-License-Identifier: MIT
#include "properties/schedule/trace_events.hpp"

#include <gtest/gtest.h>

namespace claimcheck::schedule {
namespace {

using nlohmann::json;

Event step(ThreadId thread, StepKind kind, const char* name, Mode mode = Mode::write) {
  return {thread, {kind, mode, 1, name}};
}

// Thread 1 holds two locks whose intervals cross; thread 2 waits for one of them for ever.
Execution deadlock() {
  Execution execution;
  execution.ending = Ending::deadlock;
  execution.threads = 2;
  execution.events = {step(0, StepKind::invoke, "claim"),
                      step(0, StepKind::lock, "region"),
                      step(0, StepKind::lock, "device"),
                      step(0, StepKind::unlock, "region"),
                      step(0, StepKind::unlock, "device"),
                      step(1, StepKind::invoke, "read"),
                      step(1, StepKind::lock, "region", Mode::read),
                      step(0, StepKind::respond, "claim")};
  execution.notes = {{1, 0, NoteKind::begin, "write 0.0 uuid A"},
                     {3, 0, NoteKind::failure, "register-mapping fails"},
                     {7, 0, NoteKind::end, "ENOMEM"},
                     {6, 1, NoteKind::begin, "read 0.0 size"}};
  execution.waiting = {{1, {StepKind::lock, Mode::write, 2, "device"}, {0}}};
  return execution;
}

std::vector<json> with(const json& events, const std::string& phase, std::size_t lane) {
  std::vector<json> found;
  for (const auto& event : events) {
    if (event.at("ph") == phase && event.at("tid") == lane) found.push_back(event);
  }
  return found;
}

TEST(TraceEvents, AreALaneAThreadAndOneForEachLockItTakes) {
  const auto events = trace_events(deadlock(), 3, 100);
  std::vector<std::string> lanes;
  for (const auto& event : events) {
    EXPECT_EQ(event.at("pid"), 3);
    if (event.at("name") == "thread_name") lanes.push_back(event.at("args").at("name"));
  }
  EXPECT_EQ(lanes, (std::vector<std::string>{"thread 1", "thread 2", "thread 1: region",
                                             "thread 1: device", "thread 2: region"}));
}

TEST(TraceEvents, HaveAnOperationAsASliceWithItsOutcome) {
  const auto events = trace_events(deadlock(), 1, 100);
  const auto first = with(events, "X", 1000);
  ASSERT_EQ(first.size(), 1u);
  EXPECT_EQ(first[0].at("name"), "write 0.0 uuid A");
  EXPECT_EQ(first[0].at("ts"), 110);
  EXPECT_EQ(first[0].at("dur"), 60);
  EXPECT_EQ(first[0].at("args").at("outcome"), "ENOMEM");
  const auto never_ends = with(events, "X", 2000);
  ASSERT_EQ(never_ends.size(), 1u);
  EXPECT_EQ(never_ends[0].at("dur"), 20);  // to the end of the schedule
}

TEST(TraceEvents, HaveASliceWhileALockIsHeld) {
  const auto events = trace_events(deadlock(), 1, 100);
  const auto region = with(events, "X", 1001);
  ASSERT_EQ(region.size(), 1u);
  EXPECT_EQ(region[0].at("name"), "region (write)");
  EXPECT_EQ(region[0].at("ts"), 115);
  EXPECT_EQ(region[0].at("dur"), 20);
  const auto never_given_back = with(events, "X", 2001);
  ASSERT_EQ(never_given_back.size(), 1u);
  EXPECT_EQ(never_given_back[0].at("name"), "region (read)");
}

TEST(TraceEvents, HaveStepsFailuresAndWaitsAsInstants) {
  std::vector<std::string> names;
  for (const auto& event : with(trace_events(deadlock(), 1, 0), "i", 1000)) {
    EXPECT_EQ(event.at("s"), "t");
    names.push_back(event.at("name"));
  }
  EXPECT_EQ(names,
            (std::vector<std::string>{"register-mapping fails", "lock region (write)",
                                      "lock device (write)", "unlock region", "unlock device"}));
  const auto second = with(trace_events(deadlock(), 1, 0), "i", 2000);
  ASSERT_EQ(second.size(), 2u);
  EXPECT_EQ(second[1].at("name"), "waits: lock device (write)");
}

}  // namespace
}  // namespace claimcheck::schedule
