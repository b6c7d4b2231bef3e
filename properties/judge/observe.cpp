// SPDX-License-Identifier: MIT
#include "properties/judge/observe.hpp"

#include <algorithm>

#include "model/trace/bytes.hpp"

namespace claimcheck::judge {

Observed shown(const model::Operation& operation, const model::Outcome& outcome) {
  if (outcome.failed() || !reads_text(operation)) return {outcome.result, ""};
  std::string text;
  switch (info(operation).answers) {
    case model::Answers::uuid:
      text = to_string(outcome.uuid);
      break;
    case model::Answers::hexadecimal:
      text = model::hexadecimal_text(outcome.number);
      break;
    default:
      text = std::to_string(outcome.number);
  }
  text += '\n';
  return {static_cast<std::int64_t>(text.size()), text};
}

Observed apply(engines::Running& running, const model::Operation& operation,
               const engines::Translated& translated) {
  claimcheck_outcome outcome{};
  running.apply(translated.get(), outcome);
  Observed observed{outcome.result, ""};
  if (reads_text(operation) && outcome.result > 0) {
    const auto length = std::min<std::int64_t>(outcome.result, CLAIMCHECK_TEXT_SIZE);
    observed.text.assign(outcome.text, static_cast<std::size_t>(length));
  }
  return observed;
}

}  // namespace claimcheck::judge
