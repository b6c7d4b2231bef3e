// SPDX-License-Identifier: MIT
#pragma once

namespace claimcheck::options {

// What the process returns. Unknown is never success.
enum class ExitStatus : int {
  holds = 0,
  broken = 1,      // a clause is broken
  usage = 2,       // a flag, a trace, a plugin that cannot be used
  no_verdict = 3,  // time ran out, or something that has to be exercised was not
};

}  // namespace claimcheck::options
