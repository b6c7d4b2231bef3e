// SPDX-License-Identifier: MIT
// The sample tree as an engine, held to outcomes of the contract that were computed by hand.
#include <gtest/gtest.h>

#include <cerrno>
#include <string>
#include <vector>

#include "impl/kernel/sample/plugin_rig.hpp"

namespace claimcheck::kernel {
namespace {

using Text = std::vector<Range>;

TEST(Sample, IsLikeItsSource) {
  const auto* api = Plugin::api();
  EXPECT_EQ(api->version, CLAIMCHECK_ENGINE_VERSION);
  EXPECT_EQ(api->seq_bases, CLAIMCHECK_SET_OF(1));
  EXPECT_EQ(api->kinds, 7u);
  EXPECT_EQ(api->operations, CLAIMCHECK_SET_OF(CLAIMCHECK_READ_MAPPING + 1) - 1);
}

TEST(Sample, ATaggedGroupIsClaimedInSeqOrder) {  // T5
  Plugin p;
  ASSERT_EQ(p.offer_shared('a', {{8 * mega, align, 2}, {0, 2 * align, 1}}), 0);
  EXPECT_EQ(p.text(p.read(CLAIMCHECK_READ_AVAILABLE)), std::to_string(3 * align) + "\n");
  EXPECT_EQ(p.claim('a'), 36);
  const Text expected{{0, base, 2 * align}, {1024, base + 8 * mega, align}};
  const auto after = p.snapshot();
  EXPECT_EQ(after.device(0, 0).ranges, expected);
  EXPECT_EQ(after.device(0, 0).mappings, expected);
  EXPECT_EQ(after.use_count(base), 1u);
  EXPECT_EQ(p.text(p.read(CLAIMCHECK_READ_UUID)), uuid_text('a') + "\n");
  EXPECT_EQ(p.text(p.read(CLAIMCHECK_READ_SIZE)), std::to_string(3 * align) + "\n");
  EXPECT_EQ(p.text(p.read(CLAIMCHECK_READ_AVAILABLE)), "0\n");
}

TEST(Sample, TextsAreReadToTheirFirstNul) {  // W0, W2, W7
  Plugin p;
  EXPECT_EQ(p.write_uuid(""), 0);
  EXPECT_EQ(p.write_uuid("x"), -EINVAL);
  EXPECT_EQ(p.write_uuid(uuid_text('a') + "\n\n"), -EINVAL);
  EXPECT_EQ(p.write_uuid(uuid_text('a') + "x"), -EINVAL);
  EXPECT_EQ(p.write_uuid(uuid_text('0')), -ENOENT);
  p.offer('A', {{0, align, 0}});
  EXPECT_EQ(p.write_uuid(uuid_text('A') + "\n" + std::string(1, '\0') + "tail"), 42);
  EXPECT_EQ(p.write_uuid("0"), -EBUSY);  // W6
}

TEST(Sample, AGroupThatIsNotWholeIsRefused) {  // T1 to T4
  Plugin p;
  EXPECT_EQ(p.claim('a'), -ENOENT);
  p.offer('a', {{0, align, 0}, {align, align, 0, true}, {2 * align, align, 0}});
  EXPECT_EQ(p.claim('a'), -EINVAL);
  p.offer('b', {{8 * align, align, 0}, {9 * align, align, 0, true}});
  EXPECT_EQ(p.claim('b'), -EINVAL);
  p.inject('c', {16 * align + 4096, align, 1});
  EXPECT_EQ(p.claim('c'), -EINVAL);
  p.inject('d', {20 * align, align, 1});
  p.inject('d', {21 * align, align, 1});
  EXPECT_EQ(p.claim('d'), -EINVAL);
}

TEST(Sample, AnUntaggedClaimTakesTheFirstThatIsAligned) {  // U1, U2
  Plugin p;
  EXPECT_EQ(p.write_uuid("0\n"), -ENOENT);
  p.inject('0', {4096, align, 0});
  EXPECT_EQ(p.write_uuid("0"), -EINVAL);
  p.offer('0', {{16 * align, align, 0}, {8 * align, align, 0}});
  EXPECT_EQ(p.write_uuid("0"), 1);
  const Text expected{{0, base + 16 * align, align}};
  EXPECT_EQ(p.snapshot().device(0, 0).ranges, expected);
  EXPECT_EQ(p.text(p.read(CLAIMCHECK_READ_UUID)), uuid_text('0') + "\n");
}

TEST(Sample, SizeGivesBackOrRefuses) {  // V3
  Plugin p;
  p.offer('a', {{0, align, 0}, {8 * align, align, 0}});
  p.claim('a');
  EXPECT_EQ(p.write_size("12x"), -EINVAL);
  EXPECT_EQ(p.write_size("4096"), -EINVAL);
  EXPECT_EQ(p.write_size("18446744073709551616"), -EINVAL);
  EXPECT_EQ(p.write_size("0X400000\n"), 9);
  EXPECT_EQ(p.write_size("+2097152"), -EOPNOTSUPP);
  EXPECT_EQ(p.device(CLAIMCHECK_BIND_DEVICE), 0);
  EXPECT_EQ(p.device(CLAIMCHECK_BIND_DEVICE), -EBUSY);
  EXPECT_EQ(p.write_size("0"), -EBUSY);
  EXPECT_EQ(p.device(CLAIMCHECK_UNBIND_DEVICE), 0);
  EXPECT_EQ(p.device(CLAIMCHECK_UNBIND_DEVICE), -ENODEV);
  EXPECT_EQ(p.region(CLAIMCHECK_UNBIND_REGION), 0);
  EXPECT_EQ(p.write_size("0"), -ENXIO);
  EXPECT_EQ(p.claim('a'), -ENXIO);
  EXPECT_EQ(p.region(CLAIMCHECK_BIND_REGION), 0);
  EXPECT_EQ(p.write_size("0"), 1);
  EXPECT_EQ(p.snapshot().device(0, 0).mappings.size(), 0u);
  EXPECT_EQ(p.claim('a'), 36);
}

TEST(Sample, DevicesComeAndGo) {  // V6, V7, V8
  Plugin p;
  EXPECT_EQ(p.region(CLAIMCHECK_CREATE), -ENOSPC);
  p.offer('a', {{0, align, 0}});
  EXPECT_EQ(p.region(CLAIMCHECK_CREATE), 1);
  EXPECT_EQ(p.region(CLAIMCHECK_CREATE), 2);
  EXPECT_EQ(p.device(CLAIMCHECK_BIND_DEVICE, 1), -ENXIO);
  EXPECT_EQ(p.device(CLAIMCHECK_DELETE, 1), 0);
  EXPECT_EQ(p.device(CLAIMCHECK_DELETE, 1), -ENODEV);
  EXPECT_EQ(p.device(CLAIMCHECK_READ_SIZE, 1), -ENODEV);
  EXPECT_EQ(p.region(CLAIMCHECK_CREATE), 1);
  EXPECT_EQ(p.device(CLAIMCHECK_DELETE, 0), -EBUSY);
  EXPECT_EQ(p.claim('a', 2), 36);
  EXPECT_EQ(p.device(CLAIMCHECK_DELETE, 2), -EBUSY);
}

TEST(Sample, ResourceAndMappingsSayWhereTheRangesAre) {  // V9, V10
  Plugin p;
  EXPECT_EQ(p.text(p.read(CLAIMCHECK_READ_RESOURCE)), "0x100000000\n");
  p.offer('a', {{8 * align, align, 0}, {0, align, 0}});
  EXPECT_EQ(p.mapping(0, CLAIMCHECK_MAPPING_START).result, -ENODEV);
  p.claim('a');
  EXPECT_EQ(p.text(p.read(CLAIMCHECK_READ_RESOURCE)), "0x101000000\n");
  EXPECT_EQ(p.text(p.mapping(0, CLAIMCHECK_MAPPING_START)), "0x101000000\n");
  EXPECT_EQ(p.text(p.mapping(0, CLAIMCHECK_MAPPING_END)), "0x1011fffff\n");
  EXPECT_EQ(p.text(p.mapping(0, CLAIMCHECK_MAPPING_PAGE_OFFSET)), "0\n");
  EXPECT_EQ(p.text(p.mapping(1, CLAIMCHECK_MAPPING_PAGE_OFFSET)), "0x200\n");
  EXPECT_EQ(p.mapping(2, CLAIMCHECK_MAPPING_END).result, -ENODEV);
}

TEST(Sample, AdmissionKeepsToTheContract) {  // M1 to M7
  Plugin p;
  EXPECT_EQ(p.offer_shared('0', {{0, align, 1}}), -EINVAL);
  EXPECT_EQ(p.offer_shared('a', {{0, align, 2}}), -EINVAL);
  EXPECT_EQ(p.offer('a', {{0, align, 0}}), 0);
  EXPECT_EQ(p.offer('a', {{8 * align, align, 0}}), -EEXIST);
  EXPECT_EQ(p.offer('b', {{4096, align, 0}}), -EINVAL);
  EXPECT_EQ(p.offer('b', {{8 * align, align, 0}, {0, align, 0}}), -ENOSPC);
  EXPECT_EQ(p.offer('b', {{8 * align, 2 * align, 0}, {9 * align, align, 0}}), -ENOSPC);
  EXPECT_EQ(p.snapshot().extents.size(), 1u);
  EXPECT_EQ(p.inject('a', {0, 4096, 7}), -ENOSPC);
  EXPECT_EQ(p.inject('a', {size - 4096, 8192, 7}), -ENOSPC);
  p.claim('a');
  EXPECT_EQ(p.release('a'), -EBUSY);
  EXPECT_EQ(p.release('b'), -ENOENT);
  p.write_size("0");
  EXPECT_EQ(p.release('a'), 0);
  EXPECT_EQ(p.snapshot().held, 0u);
}

TEST(Sample, StaticAndPlainRegionsRefuseClaims) {  // W1, V4, V6, V8
  const uint32_t attributes[] = {CLAIMCHECK_ATTRIBUTE_UUID, CLAIMCHECK_ATTRIBUTE_SIZE,
                                 CLAIMCHECK_ATTRIBUTE_ALIGN};
  const int64_t modes[3][3] = {{0644, 0644, 0444}, {0444, 0444, 0444}, {0444, 0644, 0644}};
  for (uint32_t kind = 0; kind < 3; kind++) {
    Plugin p(kind);
    for (int i = 0; i < 3; i++) EXPECT_EQ(p.mode(attributes[i]), modes[kind][i]) << kind << i;
    if (kind == CLAIMCHECK_DYNAMIC) continue;
    EXPECT_EQ(p.claim('a'), -EOPNOTSUPP);
    EXPECT_EQ(p.text(p.read(CLAIMCHECK_READ_UUID)), uuid_text('0') + "\n");
    EXPECT_EQ(p.region(CLAIMCHECK_CREATE), kind == CLAIMCHECK_STATIC ? -EINVAL : 1);
    EXPECT_EQ(p.device(CLAIMCHECK_DELETE), kind == CLAIMCHECK_STATIC ? -EINVAL : -EBUSY);
  }
}

TEST(Sample, UnbindingThatDropsLeavesNothing) {  // R1 to R3
  Plugin p(CLAIMCHECK_DYNAMIC, CLAIMCHECK_DROPS);
  p.offer('a', {{0, align, 0}, {8 * align, align, 0}});
  p.region(CLAIMCHECK_CREATE);
  p.claim('a', 1);
  p.device(CLAIMCHECK_BIND_DEVICE, 1);
  EXPECT_EQ(p.region(CLAIMCHECK_UNBIND_REGION), 0);
  EXPECT_EQ(p.region(CLAIMCHECK_UNBIND_REGION), -ENODEV);
  auto after = p.snapshot();
  EXPECT_TRUE(after.devices.empty());
  EXPECT_TRUE(after.extents.empty());
  EXPECT_EQ(after.held, 0u);
  EXPECT_EQ(p.device(CLAIMCHECK_READ_SIZE), -ENODEV);
  EXPECT_EQ(p.region(CLAIMCHECK_CREATE), -ENODEV);
  EXPECT_EQ(p.read(CLAIMCHECK_READ_AVAILABLE).result, -ENODEV);
  EXPECT_EQ(p.offer('a', {{0, align, 0}}), -ENXIO);
  EXPECT_EQ(p.region(CLAIMCHECK_BIND_REGION), 0);
  EXPECT_EQ(p.snapshot().devices.size(), 1u);
  EXPECT_EQ(p.offer('a', {{0, align, 0}}), 0);
  EXPECT_EQ(p.claim('a'), 36);
}

// Each fallible step of an operation is failed once: nothing has changed (A1), and the same
// operation succeeds afterwards (A3).
TEST(Sample, IsPutBackToWhatItWas) {
  Plugin p;
  ASSERT_EQ(p.offer('a', {{0, align, 1}, {8 * mega, align, 2}}), 0);
  ASSERT_EQ(p.offer('b', {{32 * mega, align, 1}}), 0);
  ASSERT_EQ(p.claim('a'), 36);
  p.keep();
  const auto kept = p.snapshot();
  for (int round = 0; round < 3; ++round) {
    // All that a life may change: extents, devices, drivers, and what nobody gave back.
    EXPECT_EQ(p.device(CLAIMCHECK_BIND_DEVICE), 0);
    EXPECT_EQ(p.device(CLAIMCHECK_UNBIND_DEVICE), 0);
    EXPECT_EQ(p.write_size("0"), 1);
    EXPECT_GT(p.region(CLAIMCHECK_CREATE), 0);
    EXPECT_EQ(p.claim('b', 1), 36);
    EXPECT_EQ(p.release('a'), 0);
    EXPECT_EQ(p.region(CLAIMCHECK_UNBIND_REGION), 0);
    EXPECT_FALSE(p.snapshot() == kept);
    p.put_back();
    EXPECT_TRUE(p.snapshot() == kept);
    EXPECT_EQ(p.claim('b'), -EBUSY);
  }
}

TEST(Sample, AFailedStepChangesNothing) {
  for (const char* what :
       {"offer", "claim", "create", "size", "release", "delete", "bind", "rebind"}) {
    const std::string operation = what;
    for (int nth = 1;; nth++) {
      ASSERT_LT(nth, 100);
      Plugin p(CLAIMCHECK_DYNAMIC, operation == "rebind" ? CLAIMCHECK_DROPS : CLAIMCHECK_KEEPS);
      p.offer('b', {{0, align, 0}});
      p.region(CLAIMCHECK_CREATE);
      if (operation != "offer") p.offer('a', {{8 * align, align, 0}, {16 * align, align, 0}});
      if (operation == "size" || operation == "bind") p.claim('a');
      if (operation == "rebind") p.region(CLAIMCHECK_UNBIND_REGION);
      const auto run = [&]() -> int64_t {
        if (operation == "offer")
          return p.offer('a', {{8 * align, align, 0}, {16 * align, align, 0}});
        if (operation == "claim") return p.claim('a');
        if (operation == "create") return p.region(CLAIMCHECK_CREATE);
        if (operation == "size") return p.write_size("0");
        if (operation == "release") return p.release('a');
        if (operation == "rebind") return p.region(CLAIMCHECK_BIND_REGION);
        if (operation == "bind") return p.device(CLAIMCHECK_BIND_DEVICE);
        return p.device(CLAIMCHECK_DELETE, 1);
      };
      const auto before = p.snapshot();
      p.fail_nth(nth);
      const int64_t result = run();
      const bool failed = p.failed();
      p.fail_nth(0);
      if (!failed) {
        EXPECT_GE(result, 0) << operation;
        break;
      }
      EXPECT_LT(result, 0) << operation << " " << nth << " " << p.failed_site();
      EXPECT_EQ(p.snapshot(), before) << operation << " " << nth << " " << p.failed_site();
      EXPECT_GE(run(), 0) << operation << " " << nth << " " << p.failed_site();
    }
  }
}

}  // namespace
}  // namespace claimcheck::kernel
