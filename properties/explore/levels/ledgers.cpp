// SPDX-License-Identifier: MIT
#include "properties/explore/levels/ledgers.hpp"

#include <cstring>
#include <tuple>

#include "properties/explore/levels/link.hpp"

namespace claimcheck::explore {

namespace {

// In a state what it is by itself comes before what its steps do.
auto rank(const Occurrence& occurrence) {
  const std::uint32_t level = occurrence.length - (occurrence.action ? 1 : 0);
  const std::uint64_t step = occurrence.action ? *occurrence.action + std::uint64_t{1} : 0;
  return std::tuple(occurrence.length, level, place_of(occurrence.state), step);
}

struct Row {
  Occurrence occurrence;
  std::uint64_t goal = 0;
  std::uint64_t key_bytes = 0;  // not 0: a violation, and its key follows
};

void append(std::string& text, const Occurrence& occurrence, std::uint64_t goal,
            const std::string& key) {
  const Row row{occurrence, goal, key.size()};
  char bytes[sizeof row];
  std::memcpy(bytes, &row, sizeof row);
  text.append(bytes, sizeof bytes);
  text += key;
}

std::string encode(const Ledger& ledger) {
  std::string text;
  for (const auto& [key, occurrence] : ledger.violations()) append(text, occurrence, 0, key);
  for (std::size_t goal = 0; goal < ledger.goals().size(); ++goal) {
    if (ledger.goals()[goal]) append(text, *ledger.goals()[goal], goal, "");
  }
  return text;
}

}  // namespace

Ledger merged(const Ledger& ledger, Exchange& exchange) {
  std::map<std::string, Occurrence, std::less<>> violations;
  std::vector<std::optional<Occurrence>> goals(ledger.goals().size());
  for (const std::string& text : exchange.gather(encode(ledger))) {
    for (std::size_t at = 0; at < text.size();) {
      Row row;
      std::memcpy(&row, text.data() + at, sizeof row);
      at += sizeof row;
      if (row.key_bytes > 0) {
        const auto [known, is_new] =
            violations.emplace(text.substr(at, row.key_bytes), row.occurrence);
        if (!is_new && rank(row.occurrence) < rank(known->second)) known->second = row.occurrence;
        at += row.key_bytes;
      } else if (!goals[row.goal] || rank(row.occurrence) < rank(*goals[row.goal])) {
        goals[row.goal] = row.occurrence;
      }
    }
  }
  Ledger all(goals.size());
  for (const auto& [key, occurrence] : violations) all.violated(key, occurrence);
  for (std::size_t goal = 0; goal < goals.size(); ++goal) {
    if (goals[goal]) all.reached(goal, *goals[goal]);
  }
  return all;
}

}  // namespace claimcheck::explore
