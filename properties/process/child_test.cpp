// SPDX-License-Identifier: MIT
#include "properties/process/child.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <new>
#include <system_error>
#include <thread>

#include "properties/engines/engine.hpp"
#include "properties/judge/conformance.hpp"
#include "properties/process/shared_memory.hpp"

namespace claimcheck::process {
namespace {

using Kind = Ending::Kind;

struct Child {
  Ending ending;
  std::vector<std::string> messages;
};

Child run_child(const std::function<void(const Send&, Shared&)>& work,
                const Patience& patience = {}, const Deadline& deadline = {}) {
  const SharedMemory<Shared> shared;
  Child child;
  child.ending = run_in_child(
      *shared, patience, [&](const Send& send) { work(send, *shared); },
      [&](std::string_view message) { child.messages.emplace_back(message); }, deadline);
  return child;
}

// Whatever is slow here must not wait for real time-outs.
constexpr Patience little{100, 400, 200};

Deadline in_ms(int ms) {
  return std::chrono::steady_clock::now() + std::chrono::milliseconds(ms);
}

void sleep_ms(int ms) {
  std::this_thread::sleep_for(std::chrono::milliseconds(ms));
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

TEST(Child, ThatWaitsForEverInTheEngineHangs) {
  const auto child = run_child(
      [](const Send&, Shared& shared) {
        const engines::MarkedCall call(&shared.marks[0]);
        for (;;) pause();
      },
      little);
  EXPECT_EQ(child.ending.describe(), "hangs");
}

TEST(Child, ThatSpinsInTheEngineHangs) {
  const auto child = run_child(
      [](const Send&, Shared& shared) {
        const engines::MarkedCall call(&shared.marks[0]);
        for (volatile bool forever = true; forever;) {
        }
      },
      little);
  EXPECT_EQ(child.ending.describe(), "hangs");
}

TEST(Child, ThatIsStoppedInTheEngineHangs) {
  const auto child = run_child(
      [](const Send&, Shared& shared) {
        const engines::MarkedCall call(&shared.marks[0]);
        std::raise(SIGSTOP);
      },
      little);
  EXPECT_EQ(child.ending.describe(), "hangs");
}

TEST(Child, HangsInOneOfTwoThreadsThatCallTheEngine) {
  const auto child = run_child(
      [](const Send&, Shared& shared) {
        const std::jthread busy([&] {
          for (;;) {
            const engines::MarkedCall call(&shared.marks[2]);
            sleep_ms(5);
          }
        });
        const engines::MarkedCall call(&shared.marks[1]);
        for (;;) pause();
      },
      little);
  EXPECT_EQ(child.ending.describe(), "hangs");
}

TEST(Child, IsNotHungWhereTheHarnessTakesLongBetweenTwoCalls) {
  const auto child = run_child(
      [](const Send&, Shared& shared) {
        { const engines::MarkedCall call(&shared.marks[0]); }
        sleep_ms(300);
        const engines::MarkedCall call(&shared.marks[0]);
      },
      little);
  EXPECT_EQ(child.ending.kind, Kind::finished);
}

TEST(Child, GivesEachCallATimeOfItsOwn) {
  const auto child = run_child(
      [](const Send&, Shared& shared) {
        for (int i = 0; i < 30; ++i) {
          const engines::MarkedCall call(&shared.marks[0]);
          sleep_ms(20);
        }
      },
      {300, 400, 200});
  EXPECT_EQ(child.ending.kind, Kind::finished);
}

TEST(Child, WhoseHarnessHangsIsNoFindingButOurOwnFailure) {
  const auto waits = [](const Send&, Shared&) {
    for (;;) pause();
  };
  EXPECT_THROW(run_child(waits, little), std::runtime_error);
}

TEST(Child, WhoseHarnessGetsOnIsNotHungHoweverLongNoEngineRuns) {
  const auto child = run_child(
      [](const Send&, Shared& shared) {
        for (int i = 0; i < 30; ++i) {
          sleep_ms(20);
          ++shared.beats;
        }
      },
      little);
  EXPECT_EQ(child.ending.kind, Kind::finished);
}

// It can pretend to be in no call, or in one after the other, and is ended all the same.
TEST(Child, ThatWritesOverItsMarkEndsAllTheSame) {
  const auto claims = [](std::uint8_t byte) {
    return [byte](const Send&, Shared& shared) {
      const engines::MarkedCall call(&shared.marks[0]);
      std::memset(static_cast<void*>(&shared.marks), byte, sizeof shared.marks);
      for (;;) pause();
    };
  };
  EXPECT_EQ(run_child(claims(0xff), little).ending.kind, Kind::hung);
  EXPECT_THROW(run_child(claims(0x00), little), std::runtime_error);
  const auto pretends = [](const Send&, Shared& shared) {
    for (;;) {
      shared.marks[0].enter();
      sleep_ms(1);
    }
  };
  EXPECT_EQ(run_child(pretends, little, in_ms(300)).ending.kind, Kind::late);
}

TEST(Child, ThatDiedInACallLeavesNoTraceOfItToTheNext) {
  const SharedMemory<Shared> shared;
  const auto run = [&](const std::function<void(const Send&)>& work) {
    return run_in_child(*shared, little, work, [](std::string_view) {}).kind;
  };
  EXPECT_EQ(run([&](const Send&) {
              const engines::MarkedCall call(&shared->marks[0]);
              std::raise(SIGKILL);
            }),
            Kind::signalled);
  EXPECT_EQ(run([](const Send&) { sleep_ms(300); }), Kind::finished);
}

TEST(Child, ThatDoesNotEndBehindItsDeadlineIsEndedAndHasNotHung) {
  const auto begun = std::chrono::steady_clock::now();
  const auto child = run_child(
      [](const Send& send, Shared& shared) {
        send("so far");
        const engines::MarkedCall call(&shared.marks[0]);
        for (;;) pause();
      },
      {60'000, 60'000, 200}, in_ms(100));
  EXPECT_EQ(child.ending.kind, Kind::late);
  EXPECT_EQ(child.messages, std::vector<std::string>{"so far"});
  EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds(20));
}

TEST(Child, EndsByItselfWhereItIsToldToStop) {
  const auto ends = [](const Send& send, Shared& shared) {
    while (!shared.stop) sleep_ms(1);
    send("last words");
  };
  const auto child = run_child(ends, {}, in_ms(50));
  EXPECT_EQ(child.ending.kind, Kind::finished);
  EXPECT_EQ(child.messages, std::vector<std::string>{"last words"});
  const auto gives_up = [](const Send&, Shared& shared) {
    while (!shared.stop) sleep_ms(1);
    throw judge::Stopped{};
  };
  EXPECT_EQ(run_child(gives_up, {}, in_ms(50)).ending.kind, Kind::late);
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
      [](const Send&, Shared& shared) {
        for (int descriptor = 3; descriptor < 1024; ++descriptor) close(descriptor);
        const engines::MarkedCall call(&shared.marks[0]);
        for (;;) pause();
      },
      little);
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
      *shared, {},
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
                   *shared, {},
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
