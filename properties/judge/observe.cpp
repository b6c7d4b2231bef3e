// SPDX-License-Identifier: MIT
#include "properties/judge/observe.hpp"

#include <algorithm>

namespace claimcheck::judge {

bool is_text_read(const model::Operation& operation) {
  return std::holds_alternative<model::ReadUuid>(operation) ||
         std::holds_alternative<model::ReadSize>(operation) ||
         std::holds_alternative<model::ReadAvailable>(operation);
}

Observed shown(const model::Operation& operation, const model::Outcome& outcome) {
  if (outcome.failed() || !is_text_read(operation)) return {outcome.result, ""};
  std::string text = std::holds_alternative<model::ReadUuid>(operation)
                         ? model::to_string(outcome.uuid)
                         : std::to_string(outcome.result);
  text += '\n';
  return {static_cast<std::int64_t>(text.size()), text};
}

Observed apply(engines::Running& running, const model::Operation& operation,
               const engines::Translated& translated) {
  claimcheck_outcome outcome{};
  running.apply(translated.get(), outcome);
  Observed observed{outcome.result, ""};
  if (is_text_read(operation) && outcome.result > 0) {
    const auto length = std::min<std::int64_t>(outcome.result, CLAIMCHECK_TEXT_SIZE);
    observed.text.assign(outcome.text, static_cast<std::size_t>(length));
  }
  return observed;
}

}  // namespace claimcheck::judge
