// SPDX-License-Identifier: MIT
#include "properties/process/child.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <new>
#include <system_error>
#include <thread>

#include "properties/engines/engine.hpp"
#include "properties/process/shared_memory.hpp"

namespace claimcheck::process {
namespace {

using Kind = Ending::Kind;

struct Child {
  Ending ending;
  std::vector<std::string> messages;
};

Child run_child(const std::function<void(const Send&, Shared&)>& work,
                int hang_timeout_ms = 10'000) {
  const SharedMemory<Shared> shared;
  Child child;
  child.ending = run_in_child(
      *shared, hang_timeout_ms, [&](const Send& send) { work(send, *shared); },
      [&](std::string_view message) { child.messages.emplace_back(message); });
  return child;
}

TEST(Child, FinishesWhereItsWorkReturns) {
  const auto child = run_child([](const Send&, Shared&) {});
  EXPECT_EQ(child.ending.kind, Kind::finished);
  EXPECT_TRUE(child.messages.empty());
}

TEST(Child, SendsMessagesOfAnySizeWholeAndInOrder) {
  const std::string large(3'000'000, 'x');
  const auto child = run_child([&](const Send& send, Shared&) {
    send("one");
    send({});  // no message
    send(large);
    send(std::string_view("\0\n\xff", 3));
  });
  EXPECT_EQ(child.ending.kind, Kind::finished);
  EXPECT_EQ(child.messages, (std::vector<std::string>{"one", large, std::string("\0\n\xff", 3)}));
}

TEST(Child, IsHeardToItsLastMessageBeforeItDies) {
  const auto child = run_child([](const Send& send, Shared&) {
    send("last words");
    std::raise(SIGKILL);
  });
  EXPECT_EQ(child.ending.kind, Kind::signalled);
  EXPECT_EQ(child.ending.describe(), "killed by SIGKILL");
  EXPECT_EQ(child.messages, std::vector<std::string>{"last words"});
}

TEST(Child, ThatExitsHasNotFinished) {
  EXPECT_EQ(run_child([](const Send&, Shared&) { _exit(0); }).ending.describe(),
            "exits with status 0");
  EXPECT_EQ(run_child([](const Send&, Shared&) { _exit(3); }).ending.describe(),
            "exits with status 3");
}

TEST(Child, ThatWaitsForEverHangs) {
  const auto child = run_child(
      [](const Send&, Shared&) {
        for (;;) pause();
      },
      100);
  EXPECT_EQ(child.ending.describe(), "hangs");
}

TEST(Child, ThatIsStoppedHangs) {
  const auto child = run_child([](const Send&, Shared&) { std::raise(SIGSTOP); }, 100);
  EXPECT_EQ(child.ending.describe(), "hangs");
}

TEST(Child, IsNotHungWhileItsHeartBeats) {
  const auto child = run_child(
      [](const Send&, Shared& shared) {
        for (int i = 0; i < 30; ++i) {
          std::this_thread::sleep_for(std::chrono::milliseconds(20));
          ++shared.beats;
        }
      },
      300);
  EXPECT_EQ(child.ending.kind, Kind::finished);
}

TEST(Child, ThatClosesOurDescriptorsIsToldSo) {
  const auto child = run_child([](const Send& send, Shared&) {
    for (int descriptor = 3; descriptor < 1024; ++descriptor) close(descriptor);
    send({});
  });
  EXPECT_EQ(child.ending.kind, Kind::cut_off);
}

TEST(Child, ThatClosesOurDescriptorsAndStaysIsNotWaitedForWithoutEnd) {
  const auto child = run_child(
      [](const Send&, Shared&) {
        for (int descriptor = 3; descriptor < 1024; ++descriptor) close(descriptor);
        for (;;) pause();
      },
      100);
  EXPECT_EQ(child.ending.kind, Kind::hung);
}

TEST(Child, ForksWithoutASecondOneThatReports) {
  const auto child = run_child([](const Send& send, Shared&) {
    if (fork() < 0) std::abort();
    send("once");
  });
  EXPECT_EQ(child.ending.kind, Kind::finished);
  EXPECT_EQ(child.messages, std::vector<std::string>{"once"});
}

// As another user: root has no such limit.
TEST(Child, ThatTheSystemRefusesIsToldOf) {
  const auto refused = run_child([](const Send& send, Shared&) {
    if (getuid() == 0 && setuid(65534) != 0) return;
    const rlimit none{0, 0};
    setrlimit(RLIMIT_NPROC, &none);
    try {
      run_child([](const Send&, Shared&) {});
    } catch (const std::system_error& error) {
      send(error.what());
    }
  });
  EXPECT_EQ(refused.messages, std::vector<std::string>{"fork: Resource temporarily unavailable"});
}

TEST(Child, ThatWritesIntoOurDescriptorsIsToldSo) {
  const auto child = run_child([](const Send& send, Shared&) {
    send("a word");
    for (int descriptor = 3; descriptor < 1024; ++descriptor) {
      if (write(descriptor, "r", 1) < 0) continue;
    }
  });
  EXPECT_EQ(child.ending.describe(), "writes into file descriptors that are not its own");
  EXPECT_EQ(child.messages, std::vector<std::string>{"a word"});
}

TEST(Child, HasNoDescriptorsOfOursThatAnExecWouldClose) {
  const int ours = open("/dev/null", O_WRONLY | O_CLOEXEC);
  const int everybodys = open("/dev/null", O_WRONLY);
  const auto child = run_child([&](const Send& send, Shared&) {
    if (fcntl(ours, F_GETFD) < 0) send("closed");
    if (fcntl(everybodys, F_GETFD) >= 0) send("open");
  });
  close(ours);
  close(everybodys);
  EXPECT_EQ(child.messages, (std::vector<std::string>{"closed", "open"}));
}

TEST(Child, SignalsNobodyButItself) {
  const auto child = run_child([](const Send& send, Shared&) {
    for (const pid_t process : {getppid(), -getpgid(getppid()), -1}) {
      if (kill(process, 0) != 0 && errno == EPERM) send("refused");
    }
    if (kill(getpid(), 0) == 0) send("itself");
  });
  EXPECT_EQ(child.messages, (std::vector<std::string>{"refused", "refused", "refused", "itself"}));
}

TEST(Child, LeavesNothingRunning) {
  pid_t daemon = 0;
  const SharedMemory<Shared> shared;
  run_in_child(
      *shared, 10'000,
      [](const Send& send) {
        const pid_t grandchild = _Fork();
        if (grandchild == 0) {
          setsid();
          for (;;) pause();
        }
        send(std::to_string(grandchild));
      },
      [&](std::string_view text) { daemon = std::stoi(std::string(text)); });
  ASSERT_GT(daemon, 0);
  EXPECT_EQ(kill(daemon, 0), -1);
  EXPECT_EQ(errno, ESRCH);
}

TEST(Child, TellsWhoseFaultAnExceptionIs) {
  const auto threw = run_child([](const Send&, Shared&) { throw engines::EngineThrew("a word"); });
  EXPECT_EQ(threw.ending.describe(), "throws an exception: a word");
  EXPECT_EQ(run_child([](const Send&, Shared&) { throw std::bad_alloc(); }).ending.kind,
            Kind::out_of_memory);
  EXPECT_THROW(run_child([](const Send&, Shared&) { throw engines::EngineError("unfit"); }),
               engines::EngineError);
  EXPECT_THROW(run_child([](const Send&, Shared&) { throw std::logic_error("ours"); }),
               std::runtime_error);
}

TEST(Child, ReadsNothingAndKeepsOurStandardOutputClean) {
  ::testing::internal::CaptureStdout();
  const auto child = run_child([](const Send& send, Shared&) {
    char byte = 0;
    if (read(STDIN_FILENO, &byte, 1) == 0) send("nothing to read");
    if (write(STDOUT_FILENO, "noise\n", 6) == 6) send("written");
  });
  EXPECT_EQ(::testing::internal::GetCapturedStdout(), "");
  EXPECT_EQ(child.messages, (std::vector<std::string>{"nothing to read", "written"}));
}

TEST(Child, IsKilledWhereTheParentGivesUp) {
  const SharedMemory<Shared> shared;
  const auto begun = std::chrono::steady_clock::now();
  EXPECT_THROW(run_in_child(
                   *shared, 60'000,
                   [](const Send& send) {
                     send("hello");
                     for (;;) pause();
                   },
                   [](std::string_view) { throw std::runtime_error("no room"); }),
               std::runtime_error);
  EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds(30));
}

}  // namespace
}  // namespace claimcheck::process
