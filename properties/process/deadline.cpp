// SPDX-License-Identifier: MIT
#include "properties/process/deadline.hpp"

#include <unistd.h>

#include <array>
#include <atomic>
#include <csignal>
#include <string_view>

namespace claimcheck::process {
namespace {

constexpr std::array heeded = {SIGINT, SIGTERM, SIGHUP};

// A signal handler has nothing else to tell us by.
std::atomic<bool> is_asked_to_end = false;
static_assert(std::atomic<bool>::is_always_lock_free);
// That heeds the signals, and so tells the user: a process that it forks ends without a word.
std::atomic<pid_t> told_by = 0;
static_assert(std::atomic<pid_t>::is_always_lock_free);

// Nothing but what is async-signal-safe.
void ask_to_end(int signal) {
  if (is_asked_to_end.exchange(true)) {
    std::signal(signal, SIG_DFL);
    std::raise(signal);
    return;
  }
  if (getpid() != told_by) return;
  constexpr std::string_view text =
      "\nclaimcheck: coming to an end, as when a budget is used up; once more ends it at once\n";
  [[maybe_unused]] const auto written = write(STDERR_FILENO, text.data(), text.size());
}

void handle(void (*handler)(int)) {
  for (const int signal : heeded) {
    struct sigaction before {};
    sigaction(signal, nullptr, &before);
    if (before.sa_handler == SIG_IGN) continue;
    struct sigaction action {};
    action.sa_handler = handler;
    action.sa_flags = SA_RESTART;
    sigaction(signal, &action, nullptr);
  }
}

}  // namespace

bool is_past(const Deadline& deadline) {
  return is_asked_to_end.load(std::memory_order_relaxed) ||
         (deadline && std::chrono::steady_clock::now() >= *deadline);
}

void heed_signals() {
  told_by = getpid();
  handle(ask_to_end);
}

void heed_no_signals() {
  handle(SIG_DFL);
}

}  // namespace claimcheck::process
