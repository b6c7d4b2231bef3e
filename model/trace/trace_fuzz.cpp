// SPDX-License-Identifier: MIT
// Any bytes at all: a trace, which prints as those bytes, or refused with a place.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "model/trace/trace_text.hpp"

namespace {

using namespace claimcheck;

void demand(bool holds) {
  if (!holds) std::abort();
}

void check_trace(const model::Document& document, std::string_view text) {
  demand(print(document) == text);
  const auto ours = print(model::document(document.trace));
  const auto again = model::parse(ours);
  demand(again.trace == document.trace);
  demand(print(again) == ours);
}

void check_refusal(const model::SyntaxError& error, std::string_view text) {
  demand(error.line() >= 1 && error.column() >= 1);
  demand(!describe(error, "input", text).empty());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  try {
    check_trace(model::parse(text), text);
  } catch (const model::SyntaxError& error) {
    check_refusal(error, text);
  }
  return 0;
}
