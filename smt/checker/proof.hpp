// SPDX-License-Identifier: MIT
#pragma once

#include <string>

namespace claimcheck::checker {

// Why the certificate does not prove that what NAME.smt2 asserts is a contradiction, as
// NAME.certificate:LINE: REASON, or with the obligation's line. Empty where it does.
std::string refusal(const std::string& name, const std::string& obligation,
                    const std::string& certificate);

}  // namespace claimcheck::checker
