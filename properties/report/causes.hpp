// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "properties/judge/finding.hpp"

// Findings that one cause explains: the first of them is listed, the others beside it.

namespace claimcheck::report {

// Whether one change makes one trace of the other: a step left out, a tag taken away everywhere,
// another spelling of the last operation, or one number. The same kind of operation shows it, and
// the same steps fail.
bool is_one_change(const model::Trace& a, const model::Trace& b);

// Whether two findings have one cause, as far as their traces tell.
bool have_one_cause(const judge::Finding& a, const judge::Finding& b);

// Places of findings, by cause: the one found first comes first, of causes as of findings.
std::vector<std::vector<std::size_t>> causes(std::span<const judge::Finding* const> findings);

}  // namespace claimcheck::report
