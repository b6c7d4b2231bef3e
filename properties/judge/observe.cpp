// SPDX-License-Identifier: MIT
#include "properties/judge/observe.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "model/trace/bytes.hpp"
#include "model/trace/trace_text.hpp"

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

std::string describe(const model::Trace& trace, const model::Operation& operation,
                     const Observed& observed) {
  if (observed.result < 0 || !reads_text(operation)) {
    // The widest errno is 4095; what is below is no errno but is shown as what it is.
    if (observed.result < -4095) return std::to_string(observed.result);
    return model::print_result(trace, operation, {observed.result, {}, 0});
  }
  std::string text;
  for (const char c : observed.text) {
    if (c == '\n') {
      text += "\\n";
    } else if (c >= ' ' && c <= '~') {
      text += c;
    } else {
      text += fmt::format("\\x{:02x}", static_cast<unsigned char>(c));
    }
  }
  return fmt::format("the text \"{}\"", text);
}

}  // namespace claimcheck::judge
