// SPDX-License-Identifier: MIT
// Every plugin that the build makes is loaded as a user's would be.
#include <dlfcn.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "impl/testing/engine.hpp"

namespace claimcheck::example {
namespace {

using namespace claimcheck::testing;

struct Close {
  void operator()(void* library) const { dlclose(library); }
};

class Plugin : public ::testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    library_.reset(dlopen(GetParam(), RTLD_NOW | RTLD_LOCAL));
    ASSERT_NE(library_, nullptr) << dlerror();
    const auto function =
        reinterpret_cast<claimcheck_engine_function>(dlsym(library_.get(), "claimcheck_engine"));
    ASSERT_NE(function, nullptr) << dlerror();
    api_ = function();
  }

  std::unique_ptr<void, Close> library_;
  const claimcheck_engine_api* api_ = nullptr;
};

TEST_P(Plugin, IsOfThisVersionAndHasAName) {
  EXPECT_EQ(api_->version, CLAIMCHECK_ENGINE_VERSION);
  EXPECT_STRNE(api_->name, "");
}

TEST_P(Plugin, RunsAClaim) {
  Engine engine(api_);
  EXPECT_EQ(engine.apply(offer('a', {member(0), member(8 * mega, 4 * mega)})), 0);
  EXPECT_EQ(engine.apply(claim('b')), -ENOENT);
  EXPECT_EQ(engine.apply(claim('a')), 36);
  EXPECT_EQ(engine.read(read_size()), std::to_string(6 * mega) + "\n");
  const Snapshot after = engine.snapshot();
  const std::vector<Range> expected{{0, region_base, 2 * mega},
                                    {512, region_base + 8 * mega, 4 * mega}};
  EXPECT_EQ(after.device(0, 0).ranges, expected);
  EXPECT_EQ(after.device(0, 0).mappings, expected);
  EXPECT_EQ(after.use_count(region_base), 1u);
}

TEST_P(Plugin, AnswersAFailedStepWithItsErrno) {
  Engine engine(api_);
  engine.apply(offer('a', {member(0)}));
  engine.env().plan({{"register-mapping", 1, false, -EIO}});
  EXPECT_EQ(engine.apply(claim('a')), -EIO);
}

TEST_P(Plugin, ShowsPartsOfItselfWhereItIsTheIndexedEngine) {
  const bool is_indexed = std::string(GetParam()) == INDEXED_PLUGIN;
  EXPECT_EQ(dlsym(library_.get(), "claimcheck_engine_show") != nullptr, is_indexed);
}

constexpr const char* plugins[] = {EXAMPLE_PLUGIN, CPP_EXAMPLE_PLUGIN, POSTED_PLUGIN,
                                   INDEXED_PLUGIN};
constexpr const char* names[] = {"Example", "CppExample", "Posted", "Indexed"};

INSTANTIATE_TEST_SUITE_P(Built, Plugin, ::testing::ValuesIn(plugins),
                         [](const auto& built) { return names[built.index]; });

}  // namespace
}  // namespace claimcheck::example
