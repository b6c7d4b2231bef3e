// SPDX-License-Identifier: MIT
#include "smt/plain_run.hpp"

#include <gtest/gtest.h>

#include "smt/proofs.hpp"
#include "smt/sabotage/sabotage.hpp"

namespace claimcheck::smt {
namespace {

// No statement is vacuous: a run that met all hypotheses got there. What is proved of + and -
// and of the return stands on the path of such a point.
TEST(PlainRun, ReachesEveryPointOfTheClaimTextThatIsProved) {
  const auto run = run_claim_text();
  EXPECT_EQ(run.false_statement, std::nullopt);
  std::size_t points = 0;
  for (const auto& obligation : claim_obligations()) {
    const auto& path = obligation.path;
    if (path.find(".word") != std::string::npos || path.rfind("seam", 0) == 0 ||
        path.rfind("refused", 0) == 0) {
      continue;
    }
    ++points;
    EXPECT_TRUE(run.reached.contains(obligation.id)) << obligation.id << " was never run";
  }
  EXPECT_GE(points, 30u);
}

}  // namespace
}  // namespace claimcheck::smt
