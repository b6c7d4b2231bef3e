// SPDX-License-Identifier: MIT
#include "properties/process/containment.hpp"

#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>

namespace claimcheck::process {
namespace {

namespace fs = std::filesystem;

#if defined(__x86_64__)
constexpr std::uint32_t our_architecture = AUDIT_ARCH_X86_64;
constexpr std::uint32_t x32_numbers = 0x4000'0000;  // and above
#elif defined(__aarch64__)
constexpr std::uint32_t our_architecture = AUDIT_ARCH_AARCH64;
#else
constexpr std::uint32_t our_architecture = 0;  // no filter
#endif

std::optional<int> number_of(const fs::path& path) {
  const auto name = path.filename().string();
  int number = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), number);
  if (error != std::errc() || end != name.data() + name.size()) return std::nullopt;
  return number;
}

std::vector<int> numbers_in(const char* folder) {
  std::vector<int> numbers;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    if (const auto number = number_of(entry->path())) numbers.push_back(*number);
  }
  return numbers;
}

bool has_children() {
  siginfo_t info{};
  return waitid(P_ALL, 0, &info, WEXITED | WNOHANG | WNOWAIT) == 0;
}

// "pid (name) state parent ...", where the name may hold anything.
bool is_child(pid_t process) {
  std::ifstream file("/proc/" + std::to_string(process) + "/stat");
  std::string text;
  std::getline(file, text);
  const auto end = text.rfind(") ");
  if (end == std::string::npos || end + 4 >= text.size()) return false;
  return std::atoi(text.c_str() + end + 4) == getpid();
}

std::vector<pid_t> children() {
  std::vector<pid_t> found;
  if (!has_children()) return found;
  for (const int process : numbers_in("/proc")) {
    if (is_child(process)) found.push_back(process);
  }
  return found;
}

class Filter {
 public:
  Filter() {
    load(offsetof(seccomp_data, arch));
    add(BPF_JMP | BPF_JEQ | BPF_K, our_architecture, 1, 0);
    add(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOSYS);
    load(offsetof(seccomp_data, nr));
#if defined(__x86_64__)
    // The same calls by other numbers, where the system has them.
    add(BPF_JMP | BPF_JGE | BPF_K, x32_numbers, 0, 1);
    add(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOSYS);
#endif
  }

  // Refused, unless its first argument is one of these.
  void refuse(long call, std::initializer_list<std::uint32_t> allowed = {}) {
    const auto arguments = allowed.size() == 0 ? 0 : allowed.size() + 1;
    add(BPF_JMP | BPF_JEQ | BPF_K, static_cast<std::uint32_t>(call), 0,
        static_cast<std::uint8_t>(arguments + (allowed.size() == 0 ? 1 : 2)));
    auto left = allowed.size();
    if (left > 0) load(offsetof(seccomp_data, args));
    for (const auto value : allowed) {
      add(BPF_JMP | BPF_JEQ | BPF_K, value, static_cast<std::uint8_t>(left), 0);
      --left;
    }
    add(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM);
    if (allowed.size() > 0) add(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
  }

  // Refused where its second argument is one of these.
  void refuse_commands(long call, std::initializer_list<std::uint32_t> commands) {
    auto left = commands.size();
    add(BPF_JMP | BPF_JEQ | BPF_K, static_cast<std::uint32_t>(call), 0,
        static_cast<std::uint8_t>(left + 3));
    load(offsetof(seccomp_data, args) + sizeof(std::uint64_t));
    for (const auto command : commands) {
      add(BPF_JMP | BPF_JEQ | BPF_K, command, static_cast<std::uint8_t>(left), 0);
      --left;
    }
    add(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
    add(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM);
  }

  void install() {
    add(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
    sock_fprog program{static_cast<unsigned short>(size_), code_.data()};
    // SPEC_ALLOW: without it older kernels make all of the child slow.
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return;
    syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_SPEC_ALLOW, &program);
  }

 private:
  void add(int code, std::uint32_t value, std::uint8_t if_true = 0, std::uint8_t if_false = 0) {
    code_.at(size_++) = {static_cast<std::uint16_t>(code), if_true, if_false, value};
  }
  void load(std::size_t offset) {
    add(BPF_LD | BPF_W | BPF_ABS, static_cast<std::uint32_t>(offset));
  }

  std::array<sock_filter, 128> code_{};
  std::size_t size_ = 0;
};

}  // namespace

void close_all_but(std::initializer_list<int> kept) {
  for (const int descriptor : numbers_in("/proc/self/fd")) {
    if (descriptor <= STDERR_FILENO || std::ranges::find(kept, descriptor) != kept.end()) continue;
    const int flags = fcntl(descriptor, F_GETFD);
    if (flags >= 0 && (flags & FD_CLOEXEC) != 0) close(descriptor);
  }
}

void keep_from_other_processes() {
  if (our_architecture == 0) return;
  const auto self = static_cast<std::uint32_t>(getpid());
  const std::uint32_t own_group = 0u - self;
  Filter filter;
  filter.refuse(SYS_kill, {self, 0, own_group});
  for (const long call : {SYS_tkill, SYS_tgkill, SYS_rt_sigqueueinfo, SYS_rt_tgsigqueueinfo}) {
    filter.refuse(call, {self});
  }
  filter.refuse(SYS_prlimit64, {self, 0});
  // Joining our group would make it one's own.
  for (const long call : {SYS_setpgid, SYS_pidfd_open, SYS_pidfd_send_signal, SYS_ptrace,
                          SYS_process_vm_readv, SYS_process_vm_writev}) {
    filter.refuse(call);
  }
  // Who owns a descriptor gets a signal of one's choice when there is something to read.
  filter.refuse_commands(SYS_fcntl, {F_SETOWN, F_SETOWN_EX});
  // Nor is anything typed into the user's terminal.
  filter.refuse_commands(SYS_ioctl, {FIOSETOWN, SIOCSPGRP, TIOCSTI});
  filter.install();
}

std::vector<pid_t> adopt_orphans() {
  prctl(PR_SET_CHILD_SUBREAPER, 1);
  return children();
}

void end_orphans(const std::vector<pid_t>& but) {
  constexpr int max_rounds = 1000;  // against one that forks without end
  for (int round = 0; round < max_rounds; ++round) {
    auto orphans = children();
    std::erase_if(orphans,
                  [&](pid_t process) { return std::ranges::find(but, process) != but.end(); });
    if (orphans.empty()) return;
    for (const pid_t process : orphans) kill(process, SIGKILL);
    for (const pid_t process : orphans) {
      while (waitpid(process, nullptr, 0) < 0 && errno == EINTR) {
      }
    }
  }
}

}  // namespace claimcheck::process
