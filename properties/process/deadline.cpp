// SPDX-License-Identifier: MIT
#include "properties/process/deadline.hpp"

#include <unistd.h>

#include <array>
#include <atomic>
#include <csignal>
#include <cstdint>
#include <ctime>
#include <string_view>

namespace claimcheck::process {
namespace {

constexpr std::array heeded = {SIGINT, SIGTERM, SIGHUP};

// When we were asked to end, on the monotonic clock; 0: never. A signal handler has nothing else to
// tell us by.
std::atomic<std::int64_t> asked_at_ns = 0;
static_assert(std::atomic<std::int64_t>::is_always_lock_free);
// timeout(1) signals the process and then its group, so that it comes twice: signals so near to
// each other are one question.
constexpr std::int64_t one_question_ns = 50'000'000;
// That heeds the signals, and so tells the user: a process that it forks ends without a word.
std::atomic<pid_t> told_by = 0;
static_assert(std::atomic<pid_t>::is_always_lock_free);

// Nothing but what is async-signal-safe.
void ask_to_end(int signal) {
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC, &now);
  const std::int64_t now_ns = now.tv_sec * 1'000'000'000 + now.tv_nsec;
  std::int64_t before_ns = 0;
  if (!asked_at_ns.compare_exchange_strong(before_ns, now_ns)) {
    if (now_ns - before_ns < one_question_ns) return;
    std::signal(signal, SIG_DFL);
    std::raise(signal);
    return;
  }
  if (getpid() != told_by) return;
  constexpr std::string_view text =
      "\nclaimcheck: ending, as when a budget is used up; once more ends it at once\n";
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

bool is_interrupted() {
  return asked_at_ns.load(std::memory_order_relaxed) != 0;
}

std::string_view why_it_ended() {
  return is_interrupted() ? "it was interrupted" : "the time was over";
}

bool is_past(const Deadline& deadline) {
  return is_interrupted() || (deadline && std::chrono::steady_clock::now() >= *deadline);
}

void heed_signals() {
  told_by = getpid();
  handle(ask_to_end);
}

void heed_no_signals() {
  handle(SIG_DFL);
}

}  // namespace claimcheck::process
