// SPDX-License-Identifier: MIT
#include "properties/reach/result.hpp"

#include <algorithm>
#include <set>

namespace claimcheck::reach {
namespace {

std::string added(const std::string& a, const std::string& b) {
  if (a.empty()) return b;
  const bool ran = a.front() == 'r' || b.front() == 'r';
  std::string sum(a.size(), '0');
  for (std::size_t at = 1; at < a.size() && at < b.size(); ++at) {
    sum[at] = static_cast<char>('0' + std::min((a[at] - '0') + (b[at] - '0'), 3));
  }
  sum.front() = ran ? 'r' : '-';
  return sum;
}

void add(const BehaviourRow& more, std::vector<BehaviourRow>& rows) {
  const auto at = std::ranges::lower_bound(rows, more.key, {}, &BehaviourRow::key);
  if (at == rows.end() || at->key != more.key) {
    rows.insert(at, more);
    return;
  }
  at->steps += more.steps;
  at->traces += more.traces;
  at->first = std::min(at->first, more.first);
  at->last = std::max(at->last, more.last);
}

}  // namespace

void add(const Result& more, Result& sum) {
  sum.traces += more.traces;
  sum.histograms.add(more.histograms);
  for (const auto& row : more.behaviours) add(row, sum.behaviours);
  sum.sample.resize(std::max(sum.sample.size(), more.sample.size()));
  for (std::size_t at = 0; at < more.sample.size(); ++at) {
    sum.sample[at] = added(sum.sample[at], more.sample[at]);
  }
  sum.visited.resize(std::max(sum.visited.size(), more.visited.size()), '0');
  for (std::size_t at = 0; at < more.visited.size(); ++at) {
    sum.visited[at] = std::max(sum.visited[at], more.visited[at]);
  }
}

// Where two rows have one trace each it may be the same trace; the two of a row of two are taken
// for others than those of any other row.
Draws draws_of_behaviours(const Result& result) {
  std::set<std::uint64_t> single;
  Draws draws{result.traces, result.traces, 0, 0};
  for (const auto& row : result.behaviours) {
    if (row.traces == 1) single.insert(row.first);
    if (row.traces == 2) draws.paired += 2;
  }
  draws.single = single.size();
  draws.paired = std::min(draws.paired, draws.all - draws.single);
  return draws;
}

Draws draws_of_states(const Result& result) {
  Draws draws{result.traces, 0, 0, 0};
  for (const auto& trace : result.sample) {
    if (trace.empty() || trace.front() != 'r') continue;
    ++draws.looked_at;
    const bool is_single = trace.find('1') != std::string::npos;
    draws.single += is_single;
    draws.paired += !is_single && trace.find('2') != std::string::npos;
  }
  return draws;
}

}  // namespace claimcheck::reach
