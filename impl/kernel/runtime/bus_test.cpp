// SPDX-License-Identifier: MIT
// The bus.c of a real kernel, unmodified, on the runtime.
#include <dlfcn.h>
#include <gtest/gtest.h>

#include <cerrno>
#include <csetjmp>
#include <stdexcept>
#include <string>

#include "impl/kernel/testing/bus_probe.h"
#include "impl/kernel/testing/plain_env.h"

namespace {

const bus_probe_api& probe() {
  static const bus_probe_api* const api = [] {
    void* const module = dlopen(BUS_PROBE, RTLD_NOW | RTLD_LOCAL);
    if (module == nullptr) throw std::runtime_error(dlerror());
    return reinterpret_cast<const bus_probe_api* (*)()>(dlsym(module, "bus_probe"))();
  }();
  return *api;
}

class KernelBus : public testing::Test {
 protected:
  KernelBus() {
    plain_env_init(&plain_);
    EXPECT_EQ(probe().begin(&plain_.env), 0);
  }
  ~KernelBus() override {
    EXPECT_EQ(plain_.locked, 0U);
    probe().end();
  }

  static std::string read(const char* path) {
    char text[64];
    const std::int64_t length = probe().read(path, text, sizeof(text));
    return length < 0 ? std::to_string(length) : std::string(text, static_cast<size_t>(length));
  }
  static std::int64_t write(const char* path, const std::string& text) {
    return probe().write(path, text.c_str(), text.size());
  }
  static bool equal(const bus_probe_counts& a, const bus_probe_counts& b) {
    return a.allocations == b.allocations && a.reservations == b.reservations &&
           a.devices == b.devices && a.actions == b.actions && a.ids == b.ids;
  }

  plain_env plain_{};
};

TEST_F(KernelBus, CreatesResizesAndDeletesADevice) {
  const bus_probe_counts before = probe().counts();
  EXPECT_EQ(read("dax_region/available_size"), "1073741824\n");
  EXPECT_EQ(write("dax_region/create", "1\n"), 2);
  EXPECT_EQ(read("dax_region/create"), "dax0.1\n");
  EXPECT_EQ(write("dax0.1/size", "0x400000"), 8);
  EXPECT_EQ(read("dax0.1/size"), "4194304\n");
  EXPECT_EQ(read("dax0.1/mapping0/start"), "0x100000000\n");
  EXPECT_EQ(read("dax0.1/mapping0/end"), "0x1003fffff\n");
  EXPECT_EQ(read("dax_region/available_size"), "1069547520\n");
  EXPECT_EQ(write("dax_region/delete", "dax0.1"), -EBUSY);
  EXPECT_EQ(write("dax0.1/size", "0"), 1);
  EXPECT_EQ(write("dax_region/delete", "dax0.1"), 6);
  EXPECT_EQ(read("dax0.1/size"), std::to_string(-ENODEV));
  EXPECT_TRUE(equal(probe().counts(), before));
  EXPECT_EQ(plain_.warnings, 0U) << plain_.last_warning;
  EXPECT_GT(plain_.accesses, 100U);
}

TEST_F(KernelBus, BindsADriverOnlyToADeviceWithCapacity) {
  EXPECT_EQ(probe().bind_device("dax0.0"), -ENXIO);
  EXPECT_EQ(write("dax0.0/size", "2097152"), 7);
  EXPECT_EQ(probe().bind_device("dax0.0"), 0);
  EXPECT_EQ(probe().bind_device("dax0.0"), -EBUSY);
  EXPECT_EQ(write("dax0.0/size", "0"), -EBUSY);
  EXPECT_EQ(probe().unbind_device("dax0.0"), 0);
  EXPECT_EQ(probe().unbind_device("dax0.0"), -ENODEV);
}

TEST_F(KernelBus, DropsAllOfARegionWhenItsDriverGoes) {
  const bus_probe_counts before = probe().counts();
  EXPECT_EQ(write("dax_region/create", "1"), 1);
  EXPECT_EQ(write("dax0.1/size", "2097152"), 7);
  EXPECT_EQ(probe().unbind_region(), 0);
  const bus_probe_counts none = probe().counts();
  EXPECT_EQ(none.devices, 1U);
  EXPECT_EQ(none.reservations + none.actions + none.ids, 0U);
  EXPECT_EQ(read("dax_region/id"), std::to_string(-ENODEV));
  EXPECT_EQ(probe().bind_region(), 0);
  EXPECT_TRUE(equal(probe().counts(), before));
}

// Of this kernel it is known: where devm_add_action_or_reset() fails in create, it runs the action
// at once, which takes the region's lock a second time.
TEST_F(KernelBus, FailsAtEachStepOfCreateWithoutHoldingADevice) {
  const bus_probe_counts before = probe().counts();
  std::jmp_buf come_back;
  plain_.come_back = &come_back;
  static unsigned failures;
  static unsigned n;
  failures = 0;
  for (n = 1; n < 50; n++) {
    plain_.failing_site = "*";
    plain_.failing_at = n;
    plain_.asked = 0;
    plain_.failing_with = -ENOMEM;
    static std::int64_t result;
    if (setjmp(come_back) != 0) break;
    result = probe().write("dax_region/create", "1", 1);
    plain_.failing_site = nullptr;
    if (plain_.asked < n) break;
    if (result < 0) {
      failures++;
      EXPECT_EQ(probe().counts().devices, before.devices) << plain_.last_site;
    } else {
      EXPECT_EQ(write("dax_region/delete", "dax0.1"), 6);
    }
  }
  EXPECT_GE(failures, 4U);
  EXPECT_STREQ(plain_.last_site, "devm-action");
  EXPECT_NE(std::string(plain_.death).find("takes region-lock, which it holds"), std::string::npos);
  plain_.locked = 0;
}

TEST_F(KernelBus, NamesTheSitesAndTheLocksThatTheFileDeclares) {
  std::string names;
  for (const claimcheck_site* site = probe().sites(); site->name != nullptr; site++) {
    names += std::string(site->name) + " ";
  }
  EXPECT_NE(names.find("region-lock "), std::string::npos);
  EXPECT_NE(names.find("dax_bus_lock "), std::string::npos);
}

}  // namespace
