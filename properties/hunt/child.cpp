// SPDX-License-Identifier: MIT
#include "properties/hunt/child.hpp"

#include <fmt/format.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <exception>
#include <system_error>

namespace claimcheck::hunt {
namespace {

constexpr std::string_view last_message = "";  // says that work returned

[[noreturn]] void throw_errno(const char* what) {
  throw std::system_error(errno, std::generic_category(), what);
}

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() { reset(); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return number_; }
  void reset() {
    if (number_ >= 0) close(number_);
    number_ = -1;
  }

 private:
  int number_;  // -1: closed
};

void write_all(int descriptor, const char* bytes, std::size_t size) {
  while (size > 0) {
    const auto written = write(descriptor, bytes, size);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) _exit(EXIT_FAILURE);  // the parent is gone
    bytes += written;
    size -= static_cast<std::size_t>(written);
  }
}

void send(int descriptor, std::string_view message) {
  const std::uint64_t size = message.size();
  char head[sizeof size];
  std::memcpy(head, &size, sizeof size);
  write_all(descriptor, head, sizeof head);
  write_all(descriptor, message.data(), message.size());
}

// Puts bytes together to messages.
class Inbox {
 public:
  void add(std::string_view bytes) { pending_ += bytes; }

  bool next(std::string& message) {
    std::uint64_t size = 0;
    if (pending_.size() < sizeof size) return false;
    std::memcpy(&size, pending_.data(), sizeof size);
    if (pending_.size() - sizeof size < size) return false;
    message = pending_.substr(sizeof size, size);
    pending_.erase(0, sizeof size + size);
    return true;
  }

 private:
  std::string pending_;
};

[[noreturn]] void be_child(int descriptor, const std::function<void(const Send&)>& work) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);  // a parent that is killed leaves no searcher behind
  int status = EXIT_SUCCESS;
  try {
    work([&](std::string_view message) { send(descriptor, message); });
    send(descriptor, last_message);
  } catch (const std::exception& error) {
    // Not an engine's doing: our own bug, or no memory. Never taken for an answer.
    std::fprintf(stderr, "claimcheck: %s\n", error.what());
    status = EXIT_FAILURE;
  }
  // No destructors and no exit handlers: the engine's would run in a copy of our process.
  _exit(status);
}

Ending wait_for(pid_t child, bool killed, bool finished) {
  int status = 0;
  while (waitpid(child, &status, 0) < 0) {
    if (errno != EINTR) throw_errno("waitpid");
  }
  if (killed) return {Ending::Kind::hung, 0};
  if (WIFSIGNALED(status)) return {Ending::Kind::signalled, WTERMSIG(status)};
  if (finished && WEXITSTATUS(status) == EXIT_SUCCESS) return {Ending::Kind::finished, 0};
  return {Ending::Kind::exited, WEXITSTATUS(status)};
}

}  // namespace

std::string Ending::describe() const {
  switch (kind) {
    case Kind::finished:
      return "finished";
    case Kind::exited:
      return fmt::format("exits with status {}", number);
    case Kind::signalled:
      return fmt::format("killed by SIG{}", sigabbrev_np(number));
    case Kind::hung:
      break;
  }
  return "hangs";
}

Ending run_in_child(Shared& shared, int patience_ms, const std::function<void(const Send&)>& work,
                    const std::function<void(std::string_view message)>& receive) {
  int ends[2];
  if (pipe(ends) != 0) throw_errno("pipe");
  Descriptor in(ends[0]);
  Descriptor out(ends[1]);
  std::fflush(nullptr);  // or the child prints our buffered output a second time
  const pid_t child = fork();
  if (child < 0) throw_errno("fork");
  if (child == 0) {
    in.reset();
    be_child(out.get(), work);
  }
  out.reset();

  Inbox inbox;
  bool finished = false;
  bool killed = false;
  auto beats = shared.beats.load();
  for (;;) {
    pollfd waiting{in.get(), POLLIN, 0};
    const int ready = poll(&waiting, 1, patience_ms);
    if (ready < 0 && errno == EINTR) continue;
    if (ready == 0) {
      if (shared.beats.load() != beats) {
        beats = shared.beats.load();
        continue;
      }
      killed = true;
      kill(child, SIGKILL);
      break;
    }
    std::array<char, 65536> bytes;
    const auto size = read(in.get(), bytes.data(), bytes.size());
    if (size < 0 && errno == EINTR) continue;
    if (size <= 0) break;
    inbox.add({bytes.data(), static_cast<std::size_t>(size)});
    std::string message;
    while (inbox.next(message)) {
      if (message == last_message) {
        finished = true;
      } else {
        receive(message);
      }
    }
  }
  return wait_for(child, killed, finished);
}

}  // namespace claimcheck::hunt
