// SPDX-License-Identifier: MIT
#include "properties/concurrent/history_judge.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "properties/concurrent/takedown.hpp"

namespace claimcheck::concurrent {
namespace {

using judge::Difference;
using model::Clause;

constexpr std::uint64_t max_checker_steps = 1'000'000;
constexpr std::size_t max_kept = 10'000;  // orders and refusals; some hundred bytes each

// As far as an order comes, and what of the rest cannot be next.
std::string explain(const linearizability::Result& result, const ClaimHistory& history) {
  std::string text = "no order explains it: ";
  for (std::size_t i = 0; i < result.order.size(); ++i) {
    const auto step = history[result.order[i]].operation.step + 1;
    text += fmt::format("{}step {}", i == 0 ? "after " : ", then ", step);
  }
  if (result.order.empty()) text += "at the start";
  text += " nothing can come next";
  for (std::size_t i = 0; i < result.refusals.size(); ++i) {
    text += (i == 0 ? ": " : "; ") + result.refusals[i].reason;
  }
  return text;
}

template <class Number>
void put(std::string& bytes, Number number) {
  bytes.append(reinterpret_cast<const char*>(&number), sizeof number);
}

void put_text(std::string& bytes, const std::string& text) {
  put(bytes, text.size());
  bytes += text;
}

// What is called is the same in all histories of a trace.
void encode(const ClaimModel::Call& call, std::string& bytes) {
  put(bytes, call.outcome.has_value());
  if (!call.outcome) return;
  put(bytes, call.outcome->observed.result);
  put_text(bytes, call.outcome->observed.text);
  put(bytes, call.outcome->injected.size());
  for (const int error : call.outcome->injected) put(bytes, error);
}

// Whether no call comes behind one that began after it had ended. The last of the order is the look
// at everything, which is none of the calls.
bool real_time_allows(const std::vector<std::size_t>& order, const ClaimHistory& calls) {
  linearizability::Stamp last_begin = 0;
  for (const std::size_t place : order) {
    if (place >= calls.size()) continue;
    const auto& call = calls[place];
    if (call.outcome && call.response < last_begin) return false;
    last_begin = std::max(last_begin, call.invoke);
  }
  return true;
}

}  // namespace

Judge::Judge(const model::Trace& trace, model::State before)
    : trace_(trace), before_(std::move(before)) {}

const std::optional<Difference>& Judge::judge(const ClaimHistory& calls, engines::Running& engine,
                                              linearizability::Stamp now) {
  engines::take(engine, snapshot_);
  key_.clear();
  for (const auto& call : calls) encode(call, key_);
  engines::encode(snapshot_, key_);
  put(key_, snapshot_.held.count);
  if (snapshot_.held.count > 0) put_text(key_, snapshot_.held.kind);
  if (kept_ >= max_kept) {
    known_.clear();
    kept_ = 0;
  }
  auto& known = known_[key_];
  const auto explains = [&](const auto& order) { return real_time_allows(order, calls); };
  if (std::ranges::any_of(known.orders, explains)) return known.left;
  stamps_.clear();
  for (const auto& call : calls) {
    put(stamps_, call.invoke);
    put(stamps_, call.outcome ? call.response : 0);
  }
  const auto refused = known.refused.find(stamps_);
  if (refused != known.refused.end()) return refused->second;
  ++kept_;
  auto searched = calls;
  auto result = check(searched, snapshot_, now);
  if (result.verdict == linearizability::Verdict::linearizable) {
    known.orders.push_back(std::move(result.order));
    known.left = leak(snapshot_, searched.back().operation.step);
    return known.left;
  }
  return known.refused.emplace(stamps_, difference(result, searched)).first->second;
}

// The calls get one more: the look at everything, once all have ended.
linearizability::Result Judge::check(ClaimHistory& calls, const engines::Snapshot& seen,
                                     linearizability::Stamp now) const {
  calls.push_back({});
  auto& look = calls.back();
  look.thread = calls.size();
  look.operation = {nullptr, &seen, trace_.steps.size() - 1};
  look.invoke = now;
  look.response = now + 1;
  look.outcome = Answer{};
  return linearizability::check(ClaimModel(trace_), before_, calls, max_checker_steps);
}

std::optional<TriedOrder> Judge::tried(const ClaimHistory& calls, engines::Running& engine,
                                       linearizability::Stamp now) const {
  TriedOrder tried;
  engines::take(engine, tried.seen);
  auto history = calls;
  const auto result = check(history, tried.seen, now);
  if (result.verdict != linearizability::Verdict::violation) return std::nullopt;
  for (const auto call : result.order) tried.prefix.push_back(history[call].operation.step);
  for (const auto& refusal : result.refusals) {
    const auto& called = history[refusal.call].operation;
    auto& refused = tried.refused.emplace_back();
    if (called.operation) refused.step = called.step;
    refused.reason = refusal.reason;
  }
  return tried;
}

std::optional<Difference> Judge::difference(const linearizability::Result& result,
                                            const ClaimHistory& calls) const {
  Difference difference;
  if (result.verdict == linearizability::Verdict::unknown) {
    difference.defect = {Clause::C1, "unknown"};
    difference.message = "the checker's bound on steps was reached";
    return difference;
  }
  difference.defect = {has_two_winners(calls) ? Clause::C2 : Clause::C1, "history"};
  difference.step = calls[result.refusals.front().call].operation.step;
  difference.message = explain(result, calls);
  return difference;
}

}  // namespace claimcheck::concurrent
