// SPDX-License-Identifier: MIT
// Whatever is generated has a text, and the text is the trace.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "model/trace/trace_text.hpp"
#include "properties/generate/traces.hpp"
#include "properties/judge/conformance.hpp"

namespace claimcheck::generate {
namespace {

rc::Gen<model::Fault> faults() {
  return rc::gen::build<model::Fault>(
      rc::gen::set(&model::Fault::site,
                   rc::gen::element<std::string>("region-lock", "grow-ranges", "a_1")),
      rc::gen::set(&model::Fault::nth, rc::gen::inRange(1u, 1'000'001u)),
      rc::gen::set(&model::Fault::onwards),
      rc::gen::set(&model::Fault::error, rc::gen::inRange(1, 5000)));
}

// The last operations become two threads', in an order that may be said.
void start_threads(model::Trace& trace) {
  const auto first = *rc::gen::inRange<std::size_t>(0, trace.steps.size() + 1);
  for (auto place = first; place < trace.steps.size(); ++place) {
    trace.steps[place].thread = *rc::gen::element(1u, 2u);
    trace.steps[place].expected.reset();  // it depends on the order
    if (place + 1 == trace.steps.size() || *rc::gen::arbitrary<bool>()) {
      trace.schedule.push_back(trace.steps[place].thread);
    }
  }
  if (*rc::gen::arbitrary<bool>()) trace.schedule.clear();
}

// A trace with everything that a file can say of it: outcomes, failures, threads, what it breaks.
model::Trace whole_trace() {
  auto trace = *traces();
  if (*rc::gen::arbitrary<bool>()) trace = judge::with_outcomes(std::move(trace));
  for (auto& step : trace.steps) {
    if (*rc::gen::inRange(0, 4) == 0) {
      step.faults = *rc::gen::resize(4, rc::gen::container<std::vector<model::Fault>>(faults()));
    }
  }
  if (*rc::gen::arbitrary<bool>()) start_threads(trace);
  if (*rc::gen::arbitrary<bool>()) {
    trace.breaks = {{model::Clause::T3, "posted"}, {model::Clause::A2, "mine"}};
  }
  return trace;
}

RC_GTEST_PROP(TraceText, IsTheTraceAgainWhenItIsParsed, ()) {
  const auto trace = whole_trace();
  RC_ASSERT(model::parse(print(model::document(trace))).trace == trace);
}

RC_GTEST_PROP(TraceText, IsPrintedAsItWasParsed, ()) {
  const auto text = print(model::document(whole_trace(), {"", "a comment"}));
  const auto document = model::parse(text);
  RC_ASSERT(print(document) == text);
  RC_ASSERT(print(model::document(document.trace, {"", "a comment"})) == text);
}

RC_GTEST_PROP(TraceText, IsOneLineOfAStepWhereverItIsShown, ()) {
  const auto trace = whole_trace();
  const auto text = print(model::document(trace));
  for (const auto& step : trace.steps) {
    RC_ASSERT(text.find(fmt::format("\n{}\n", print(trace, step))) != std::string::npos);
  }
}

}  // namespace
}  // namespace claimcheck::generate
