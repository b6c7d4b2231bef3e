// SPDX-License-Identifier: MIT
#include "properties/command/solver_signals.hpp"

#include <csignal>
#include <thread>

#include "properties/process/deadline.hpp"

namespace claimcheck::command {

void heed_signals_beside_solvers() {
  process::heed_signals();
  sigset_t interrupt;
  sigemptyset(&interrupt);
  sigaddset(&interrupt, SIGINT);
  pthread_sigmask(SIG_BLOCK, &interrupt, nullptr);
  struct sigaction now {};
  sigaction(SIGINT, nullptr, &now);
  if (now.sa_handler == SIG_IGN) return;  // blocked all the same: Z3 would not ignore it
  std::thread([interrupt] {
    for (int signal = 0; sigwait(&interrupt, &signal) == 0;) std::raise(SIGTERM);
  }).detach();
}

}  // namespace claimcheck::command
