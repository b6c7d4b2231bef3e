// SPDX-License-Identifier: MIT
#include "properties/process/child.hpp"

#include <fmt/format.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <new>
#include <stdexcept>
#include <string>
#include <system_error>

#include "properties/engines/engine.hpp"
#include "properties/judge/conformance.hpp"
#include "properties/process/containment.hpp"
#include "properties/process/memory_pressure.hpp"
#include "properties/process/output_tail.hpp"
#include "properties/process/pipe.hpp"
#include "properties/process/process.hpp"
#include "properties/process/profile.hpp"

namespace claimcheck::process {
namespace {

// What a packet says. All but a message are the child's last.
enum PacketKind : char {
  message = 'm',
  returned = 'r',
  engine_threw = 't',
  engine_unusable = 'u',
  out_of_memory = 'o',
  failed_itself = 'f',
  refused_by_system = 'y',
  stopped = 's',
};

[[noreturn]] void throw_errno(const char* what) {
  throw std::system_error(errno, std::generic_category(), what);
}

// No destructors and no exit handlers: the engine's would run in a copy of our process.
[[noreturn]] void leave(Shared& shared, bool sent) {
  shared.cut_off = !sent;
  save_profile();
  _exit(sent ? EXIT_SUCCESS : EXIT_FAILURE);
}

[[noreturn]] void be_child(Shared& shared, const Pipe& pipe, int errors,
                           const std::function<void(const Send&)>& work) {
  const int descriptor = pipe.out.get();
  dup2(errors, STDERR_FILENO);
  become_child(max_memory_bytes);
  close_all_but({descriptor});
  keep_from_other_processes();
  const auto last = [&](PacketKind kind, const char* text) {
    leave(shared, write_packet(descriptor, pipe.key, kind, text));
  };
  try {
    work([&](std::string_view text) {
      const bool sent =
          text.empty() ? is_open(descriptor) : write_packet(descriptor, pipe.key, message, text);
      if (!sent) leave(shared, false);
    });
  } catch (const judge::Stopped&) {
    last(stopped, "");
  } catch (const engines::EngineThrew& error) {
    last(engine_threw, error.what());
  } catch (const engines::EngineError& error) {
    last(engine_unusable, error.what());
  } catch (const std::bad_alloc&) {
    last(out_of_memory, "");
  } catch (const std::system_error& error) {
    last(refused_by_system, std::to_string(error.code().value()).c_str());
  } catch (const std::exception& error) {
    last(failed_itself, error.what());
  } catch (...) {
    last(engine_threw, "no std::exception");  // we throw no such thing
  }
  last(returned, "");
  std::abort();
}

// Whether we were started with less memory than a child of ours may take: an engine is not to blame
// for what that does to it.
bool has_small_limit() {
  for (const auto resource : {RLIMIT_AS, RLIMIT_DATA}) {
    rlimit limit{};
    if (getrlimit(resource, &limit) == 0 && limit.rlim_cur < max_memory_bytes) return true;
  }
  return false;
}

// What the packets and the process say together.
Ending ending_of(const Shared& shared, const Packet& last, int status) {
  switch (last.kind) {
    case engine_threw:
      return {Ending::Kind::threw, 0, last.text};
    case engine_unusable:
      throw engines::EngineError(last.text);
    case failed_itself:
      throw std::runtime_error(last.text);
    case refused_by_system:
      throw std::system_error(std::atoi(last.text.c_str()), std::generic_category(),
                              "in a process of an engine");
    case out_of_memory:
      if (has_small_limit()) {
        throw std::system_error(ENOMEM, std::generic_category(),
                                "in a process of an engine, which may take less than is usual");
      }
      return {Ending::Kind::out_of_memory, 0, ""};
    case stopped:
      return {Ending::Kind::late, 0, ""};
    default:
      break;
  }
  if (WIFSIGNALED(status)) return {Ending::Kind::signalled, WTERMSIG(status), ""};
  if (shared.cut_off) return {Ending::Kind::cut_off, 0, ""};
  if (last.kind == returned && WEXITSTATUS(status) == EXIT_SUCCESS) return {};
  return {Ending::Kind::exited, WEXITSTATUS(status), ""};
}

// What the child leaves behind is ended with it.
class Orphanage {
 public:
  Orphanage() : others_(adopt_orphans()) {}
  ~Orphanage() { end_orphans(others_); }
  Orphanage(const Orphanage&) = delete;
  Orphanage& operator=(const Orphanage&) = delete;

 private:
  std::vector<pid_t> others_;
};

// Waits a moment, shorter where something comes in.
void wait_for_news(int messages, int errors, bool is_readable) {
  constexpr int moment_ms = 20;
  if (is_readable) {
    std::array<pollfd, 2> waiting{{{messages, POLLIN, 0}, {errors, POLLIN, 0}}};
    poll(waiting.data(), waiting.size(), moment_ms);
  } else {
    usleep(50);  // it is as good as gone
  }
}

// The deadline, and what a child is given when it has passed.
class LastCall {
 public:
  LastCall(const Deadline& deadline, int grace_ms) : deadline_(deadline), grace_(grace_ms) {}

  // Whether it is over; asks the child to come to an end at first.
  bool is_over(Shared& shared) {
    if (!is_past(deadline_)) return false;
    shared.stop = true;
    const auto now = std::chrono::steady_clock::now();
    if (!is_asked_) end_ = now + grace_;
    is_asked_ = true;
    return now >= end_;
  }

 private:
  const Deadline& deadline_;
  std::chrono::milliseconds grace_;
  bool is_asked_ = false;
  std::chrono::steady_clock::time_point end_;  // once it is asked
};

// Who ends all processes of our name asks the child as well, and maybe first: it is no finding that
// it goes.
bool was_ended_with_us(int status, const Deadline& deadline) {
  constexpr std::array asks = {SIGINT, SIGTERM, SIGHUP};
  constexpr unsigned until_all_are_asked_us = 50'000;
  if (!WIFSIGNALED(status) || std::ranges::find(asks, WTERMSIG(status)) == asks.end()) return false;
  if (!is_past(deadline)) usleep(until_all_are_asked_us);
  return is_past(deadline);
}

// Those of real time have no names of their own.
std::string name_of_signal(int number) {
  if (const char* name = sigabbrev_np(number)) return fmt::format("SIG{}", name);
  return fmt::format("SIGRTMIN+{}", number - SIGRTMIN);
}

// Who took the memory is not known: all that the machine runs shares it.
[[noreturn]] void throw_of_memory() {
  throw std::system_error(ENOMEM, std::generic_category(),
                          "the system ended a process of an engine for want of memory");
}

[[noreturn]] void throw_of_our_own_hang(const Patience& patience) {
  throw std::runtime_error(
      fmt::format("the harness itself got nowhere for {} s while no engine ran; this says nothing "
                  "of the engine",
                  patience.harness_ms / 1000));
}

}  // namespace

std::string Ending::describe() const {
  switch (kind) {
    case Kind::finished:
      return "finished";
    case Kind::exited:
      return fmt::format("exits with status {}", number);
    case Kind::signalled:
      return "killed by " + name_of_signal(number);
    case Kind::hung:
      return "hangs";
    case Kind::late:
      return "had not ended when the time was over";
    case Kind::threw:
      return fmt::format("throws an exception: {}", text);
    case Kind::out_of_memory:
      return fmt::format("takes more than {} GiB of memory", max_memory_bytes >> 30);
    case Kind::spoilt:
      return "writes into file descriptors that are not its own";
    case Kind::cut_off:
      break;
  }
  return "closes file descriptors that are not its own";
}

bool Ending::is_heap_corruption() const {
  constexpr std::array signs = {
      "malloc()",       "free()",      "realloc()", "calloc()",
      "munmap_chunk()", "double free", "corrupted", "heap-buffer-overflow"};
  return kind != Kind::finished && std::ranges::any_of(last_lines, [&](const std::string& line) {
           return std::ranges::any_of(
               signs, [&](const char* sign) { return line.find(sign) != std::string::npos; });
         });
}

Ending run_in_child(Shared& shared, const Patience& patience,
                    const std::function<void(const Send&)>& work,
                    const std::function<void(std::string_view message)>& receive,
                    const Deadline& deadline) {
  Pipe pipe;
  Pipe errors;
  shared.cut_off = false;
  shared.stop = false;
  for (auto& mark : shared.marks) mark.leave();  // one before it may have died in a call
  std::fflush(nullptr);  // or the child prints our buffered output a second time
  const Orphanage orphanage;
  const auto ended_for_memory = processes_ended_for_memory();
  const pid_t child = fork();
  if (child < 0) throw_errno("fork");
  if (child == 0) be_child(shared, pipe, errors.out.get(), work);
  Process process(child);
  pipe.out.reset();
  errors.out.reset();

  Inbox inbox(pipe.key);
  OutputTail output;
  Packet last;
  const auto ended = [&](Ending ending) {
    output.fill(errors.in.get());
    ending.died = output.died();
    ending.last_lines = output.last_lines();
    return ending;
  };
  Pulse pulse(process, shared.marks, std::chrono::milliseconds(patience.engine_ms),
              std::chrono::milliseconds(patience.harness_ms));
  LastCall last_call(deadline, patience.grace_ms);
  for (bool is_readable = true, has_errors = true;;) {
    // Asked before reading: what it sent before it ended is then all there. The pipe's end says
    // nothing, as what the child forked may hold it open, and the child may have closed it.
    const auto status = process.ended();
    is_readable = is_readable && inbox.fill(pipe.in.get());
    has_errors = has_errors && output.fill(errors.in.get());
    while (auto packet = inbox.next()) {
      if (packet->kind == message) {
        receive(packet->text);
      } else {
        last = std::move(*packet);
      }
    }
    if (inbox.is_spoilt()) return ended({Ending::Kind::spoilt, 0, ""});
    if (status && was_ended_with_us(*status, deadline)) return ended({Ending::Kind::late, 0, ""});
    if (status &&
        may_have_ended_for_memory(*status, ended_for_memory, processes_ended_for_memory()))
      throw_of_memory();
    if (status) return ended(ending_of(shared, last, *status));
    const auto life = pulse.look(shared.beats.load());
    if (life == Pulse::Life::engine_hangs) return ended({Ending::Kind::hung, 0, ""});
    if (last_call.is_over(shared)) return ended({Ending::Kind::late, 0, ""});
    if (life == Pulse::Life::harness_hangs) throw_of_our_own_hang(patience);
    wait_for_news(pipe.in.get(), has_errors ? errors.in.get() : -1, is_readable);
  }
}

}  // namespace claimcheck::process
