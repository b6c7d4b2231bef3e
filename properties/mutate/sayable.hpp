// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include "model/trace/trace.hpp"

namespace claimcheck::mutate {

// Its operations one after another in the order of the text, with nothing stated of them.
model::Trace without_threads(model::Trace trace);

// The trace as its own text has it; nothing where no text can say it.
std::optional<model::Trace> said_again(const model::Trace& trace);

// Whether the step can be said in the trace, behind the others.
bool is_sayable(const model::Trace& trace, const model::Step& step);

}  // namespace claimcheck::mutate
