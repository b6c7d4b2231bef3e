// SPDX-License-Identifier: MIT
#include "properties/schedule/picture.hpp"

#include <gtest/gtest.h>

#include "properties/schedule/replay.hpp"
#include "properties/schedule/scheduler.hpp"

namespace claimcheck::schedule {
namespace {

struct Shared {
  char region = 0;
  char device = 0;
  int count = 0;
};

Program claim_against_read(Shared& shared) {
  return {[&shared](Scheduler& scheduler) {
            const Body claim = [&] {
              scheduler.invoke("claim");
              scheduler.note(NoteKind::begin, "write 0.0 uuid A");
              scheduler.lock(&shared.region, "region", Mode::read);
              scheduler.lock(&shared.device, "device 0.0", Mode::write);
              scheduler.atomic(&shared.count, "use count", Mode::write);
              scheduler.note(NoteKind::failure, "register-mapping#2");
              scheduler.unlock(&shared.device);
              scheduler.unlock(&shared.region);
              scheduler.note(NoteKind::end, "ENOMEM");
              scheduler.respond("claim");
            };
            const Body read = [&] {
              scheduler.invoke("read");
              scheduler.note(NoteKind::begin, "read 0 available");
              scheduler.lock(&shared.region, "region", Mode::read);
              scheduler.unlock(&shared.region);
              scheduler.note(NoteKind::end, "64M");
              scheduler.respond("read");
            };
            return std::vector<Body>{claim, read};
          },
          {}};
}

TEST(Picture, ShowsThreadsAsColumnsAndTimeDownwards) {
  Options options;
  options.record_notes = true;
  Scheduler scheduler(options);
  Shared shared;
  Replay replay(parse_schedule("1 1 2 2 1 1 1 2 2 1 1"));
  const Execution& execution = scheduler.run(claim_against_read(shared), replay);
  ASSERT_EQ(replay.refusal(), "");
  EXPECT_EQ(picture(execution.threads, rows_of(execution)),
            R"(thread 1                                                 thread 2
------------------------------------------------------   -------------------------------------
write 0.0 uuid A
| lock region (read)  [region (read)]
|                                                        read 0 available
|                                                        | lock region (read)  [region (read)]
| lock device 0.0 (write)  [region (read), device 0.0]   |
| write use count  [region (read), device 0.0]           |
! register-mapping#2  [region (read), device 0.0]        |
| unlock device 0.0  [region (read)]                     |
|                                                        | unlock region
|                                                        -> 64M
| unlock region
-> ENOMEM
)");
}

TEST(Picture, MakesTheWidestColumnNarrowerWhereItHasTo) {
  const std::vector<Row> rows = {{0, RowKind::begin, "write 0.0 uuid A", {}},
                                 {1, RowKind::begin, "read 0.1 size", {}},
                                 {0, RowKind::step, "lock device", {"region (read)", "device"}},
                                 {1, RowKind::end, "0", {}}};
  EXPECT_EQ(picture(2, rows, 40),
            R"(thread 1                   thread 2
------------------------   -------------
write 0.0 uuid A
|                          read 0.1 size
| lock device  [region     |
  (read), device]          |
|                          -> 0
)");
}

TEST(Picture, OfNothingIsItsTitles) {
  EXPECT_EQ(picture(2, {}), "thread 1   thread 2\n--------   --------\n");
}

}  // namespace
}  // namespace claimcheck::schedule
