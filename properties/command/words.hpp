// SPDX-License-Identifier: MIT
#pragma once

namespace claimcheck::command {

// Throws options::UsageError for a command line that can only be a mistake, whatever the command: a
// word that is empty, as a variable that is not set leaves it, or has control characters, which
// would be printed; and two reports that are to go to one file, of which only the second would be
// left.
void refuse_odd_words(int argc, const char* const* argv);

}  // namespace claimcheck::command
