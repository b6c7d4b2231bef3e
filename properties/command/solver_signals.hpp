// SPDX-License-Identifier: MIT
#pragma once

namespace claimcheck::command {

// process::heed_signals() for a process that Z3 is linked into: Z3 takes SIGINT for itself while it
// searches, and would give up on one question instead of the user's being heard. A thread of its
// own waits for SIGINT and hands it on as SIGTERM. Where it is ignored, as in the background of a
// shell script, nobody is to hear of it, Z3 neither. Called once, before any other thread is there.
void heed_signals_beside_solvers();

}  // namespace claimcheck::command
