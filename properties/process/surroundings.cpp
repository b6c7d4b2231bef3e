// SPDX-License-Identifier: MIT
#include "properties/process/surroundings.hpp"

#include <fcntl.h>
#include <pthread.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <string_view>

namespace claimcheck::process {
namespace {

constexpr rlim_t stack_bytes = 8u << 20;  // what is usual

void take_up_standard_descriptors() {
  for (int descriptor = STDIN_FILENO; descriptor <= STDERR_FILENO; ++descriptor) {
    if (fcntl(descriptor, F_GETFD) >= 0) continue;
    // The lowest number that is free is this one. Read only: a write to it fails, and that is told.
    if (open("/dev/null", O_RDONLY) != descriptor) return;
  }
}

bool has_stack() {
  rlimit limit{};
  if (getrlimit(RLIMIT_STACK, &limit) != 0 || limit.rlim_cur >= stack_bytes) return true;
  limit.rlim_cur = std::min(limit.rlim_max, stack_bytes);
  return setrlimit(RLIMIT_STACK, &limit) == 0 && limit.rlim_cur >= stack_bytes;
}

// What failed is said to be written: nothing is gained by trying again.
ssize_t write_to(void* cookie, const char* bytes, std::size_t size) {
  auto& stream = *static_cast<StandardStreams::Stream*>(cookie);
  for (std::size_t done = 0; done < size && stream.error == 0;) {
    const auto written = write(stream.descriptor, bytes + done, size - done);
    if (written < 0 && errno != EINTR) stream.error = errno;
    if (written > 0) done += static_cast<std::size_t>(written);
  }
  return static_cast<ssize_t>(size);
}

void take_place_of(std::FILE*& file, StandardStreams::Stream& stream, int buffering) {
  stream.before = file;
  std::FILE* own = fopencookie(&stream, "w", {nullptr, write_to, nullptr, nullptr});
  if (!own) return;
  std::setvbuf(own, nullptr, buffering, BUFSIZ);
  file = own;
}

void give_back(std::FILE*& file, const StandardStreams::Stream& stream) {
  if (file == stream.before) return;
  std::fclose(file);
  file = stream.before;
}

// Somebody has cut a file short that we have in memory. Of what was counted there nothing is known
// any more. Nothing but what is async-signal-safe.
void end_without_verdict(int /*signal*/) {
  constexpr std::string_view text =
      "\nclaimcheck: cannot go on: a file of this run was cut short by somebody else: no verdict; "
      "what was found until then is saved\n";
  constexpr int no_verdict = 3;
  [[maybe_unused]] const auto written = write(STDERR_FILENO, text.data(), text.size());
  _exit(no_verdict);
}

struct Call {
  const std::function<int()>& program;
  int status = 0;
};

void* execute(void* argument) {
  auto& call = *static_cast<Call*>(argument);
  call.status = call.program();
  return nullptr;
}

// In a thread, whose stack is not bounded by the limit; and so are those of all later threads.
int run_on_own_stack(const std::function<int()>& program) {
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setstacksize(&attributes, stack_bytes);
  pthread_setattr_default_np(&attributes);
  Call call{program};
  pthread_t thread;
  const bool runs = pthread_create(&thread, &attributes, execute, &call) == 0;
  pthread_attr_destroy(&attributes);
  if (!runs) return program();
  pthread_join(thread, nullptr);
  return call.status;
}

}  // namespace

StandardStreams::StandardStreams() : streams_{{{STDOUT_FILENO}, {STDERR_FILENO}}} {
  std::fflush(nullptr);
  take_place_of(stdout, streams_[0], isatty(STDOUT_FILENO) != 0 ? _IOLBF : _IOFBF);
  take_place_of(stderr, streams_[1], _IONBF);
}

StandardStreams::~StandardStreams() {
  give_back(stdout, streams_[0]);
  give_back(stderr, streams_[1]);
}

int run_in_surroundings(const std::function<int(const StandardStreams&)>& program) {
  take_up_standard_descriptors();
  for (const int number : {SIGXFSZ, SIGPIPE}) std::signal(number, SIG_IGN);
  std::signal(SIGCHLD, SIG_DFL);  // ignored, no child could be waited for
  std::signal(SIGBUS, end_without_verdict);
  const StandardStreams streams;
  const std::function<int()> run = [&] { return program(streams); };
  return has_stack() ? run() : run_on_own_stack(run);
}

}  // namespace claimcheck::process
