// SPDX-License-Identifier: MIT
#include "properties/engines/engine.hpp"

#include <gtest/gtest.h>

#include <cerrno>

#include "model/trace/trace_text.hpp"
#include "properties/engines/printable.hpp"
#include "properties/engines/translate.hpp"
#include "properties/testing/distorted.hpp"

namespace claimcheck::engines {
namespace {

// What it is refused with.
template <class Try>
std::string refusal(Try attempt) {
  try {
    attempt();
  } catch (const EngineError& error) {
    return error.what();
  }
  return "not refused";
}

TEST(Engine, HasTheTreesOwnByName) {
  for (const std::string name : {"indexed", "posted"}) {
    const auto engine = Engine::named(name);
    EXPECT_EQ(engine.name(), name);
    EXPECT_EQ(engine.argument(), name);
  }
}

TEST(Engine, IsRefusedUnderAnUnknownName) {
  EXPECT_EQ(refusal([] { Engine::named("fastest"); }),
            "no engine 'fastest': expected indexed, posted or the path of a shared object");
}

TEST(Engine, IsRefusedWhereThereIsNoSuchFile) {
  EXPECT_NE(refusal([] { Engine::named("nowhere.so"); }).find("cannot load nowhere.so: "),
            std::string::npos);
}

TEST(Engine, IsRefusedWithBothVersionsNamed) {
  auto api = *claimcheck_indexed_engine();
  api.version = 7;
  const auto text = refusal([&] { Engine::of(api); });
  EXPECT_TRUE(text.starts_with(
      "indexed: built for version 7 of the engine interface; this claimcheck has version 2: build"))
      << text;
}

TEST(Engine, IsRefusedWhereItsTableIsIncomplete) {
  for (const int missing : {0, 1, 2, 3, 4, 5}) {
    auto api = *claimcheck_indexed_engine();
    if (missing == 0) api.name = "";
    if (missing == 1) api.sites = nullptr;
    if (missing == 2) api.create = nullptr;
    if (missing == 3) api.destroy = nullptr;
    if (missing == 4) api.apply = nullptr;
    if (missing == 5) api.snapshot = nullptr;
    EXPECT_NE(refusal([&] { Engine::of(api); }).find("lacks one of"), std::string::npos) << missing;
  }
}

TEST(Engine, IsRefusedWhereATraceCouldNotNameIt) {
  for (const char* name : {"two words", "9th", "a\nb", "#", "null"}) {
    auto api = *claimcheck_indexed_engine();
    api.name = name;
    EXPECT_NE(refusal([&] { Engine::of(api); }).find("is not one word"), std::string::npos) << name;
  }
}

TEST(Engine, ThatRefusesASetupSaysWithWhat) {
  static const auto refusing = [] {
    auto api = *claimcheck_indexed_engine();
    api.create = [](const claimcheck_setup*, const claimcheck_env*, void**) { return -EPERM; };
    return api;
  }();
  EXPECT_EQ(refusal([] { Instance(Engine::of(refusing), model::Setup{}); }),
            "indexed: create() returned EPERM");
}

TEST(Engine, ThatMakesNothingIsNotUsed) {
  static const auto empty = [] {
    auto api = *claimcheck_indexed_engine();
    api.create = [](const claimcheck_setup*, const claimcheck_env*, void**) { return 0; };
    return api;
  }();
  EXPECT_EQ(refusal([] { Instance(Engine::of(empty), model::Setup{}); }),
            "indexed: create() returned 0");
}

TEST(Engine, WhoseCloneIsNoneIsNotExploredWithIt) {
  static claimcheck_engine_api api = *claimcheck_indexed_engine();
  const auto refused = [](decltype(api.clone) clone) {
    api.clone = clone;
    Instance instance(Engine::of(api), model::Setup{});
    return refusal([&] { Branch branch(instance.running()); });
  };
  EXPECT_EQ(refused(claimcheck_indexed_engine()->clone), "not refused");
  EXPECT_EQ(refused([](const void*, void**) { return -ENOMEM; }),
            "indexed: clone() returned ENOMEM");
  EXPECT_EQ(refused([](const void*, void**) { return 5; }), "indexed: clone() returned 5");
  EXPECT_EQ(refused([](const void*, void**) { return 0; }),
            "indexed: clone() returned 0 and made no copy");
  EXPECT_EQ(refused([](const void* engine, void** copy) {
              *copy = const_cast<void*>(engine);
              return 0;
            }),
            "indexed: clone() returned 0 and made no copy");
  EXPECT_EQ(refused([](const void*, void**) -> int { throw std::runtime_error("on fire"); }),
            "indexed: clone() threw an exception: on fire");
}

// An engine that is one number: how many operations it was given.
int number = 0;
const claimcheck_images number_images = {[](const void*, void** image) {
                                           *image = new int(number);
                                           return 0;
                                         },
                                         [](const void* image) -> void* {
                                           number = *static_cast<const int*>(image);
                                           return &number;
                                         },
                                         [](void* image) { delete static_cast<int*>(image); }};

claimcheck_engine_api number_api() {
  auto api = *claimcheck_indexed_engine();
  api.create = [](const claimcheck_setup*, const claimcheck_env*, void** engine) {
    number = 0;
    *engine = &number;
    return 0;
  };
  api.destroy = [](void*) { number = -1; };
  api.apply = [](void*, const claimcheck_operation*, claimcheck_outcome*) { ++number; };
  return api;
}

void apply_some(Hosted& hosted) {
  const Translated translated(model::Operation(model::BindRegion{0}));
  claimcheck_outcome outcome{};
  hosted.apply(translated.get(), outcome);
}

TEST(Engine, IsPutBackAsOftenAsItIsDestroyed) {
  static const auto api = number_api();
  Environment environment;
  Hosted hosted(Engine::of(api, &number_images), model::Setup{}, *environment.interface());
  apply_some(hosted);
  apply_some(hosted);
  ASSERT_TRUE(hosted.keep());
  for (int round = 0; round < 3; ++round) {
    apply_some(hosted);
    hosted.destroy();
    EXPECT_EQ(number, -1);
    hosted.restore();
    EXPECT_EQ(number, 2);
  }
}

TEST(Engine, WithoutImagesOrThatRefusesIsNotKept) {
  static const auto api = number_api();
  static const claimcheck_images refuses = {[](const void*, void**) { return -ENOMEM; },
                                            number_images.restore, number_images.drop};
  static const claimcheck_images loses = {
      number_images.keep, [](const void*) -> void* { return nullptr; }, number_images.drop};
  Environment environment;
  const model::Setup setup;
  EXPECT_FALSE(Hosted(Engine::of(api), setup, *environment.interface()).keep());
  EXPECT_FALSE(Hosted(Engine::of(api, &refuses), setup, *environment.interface()).keep());
  Hosted lost(Engine::of(api, &loses), setup, *environment.interface());
  ASSERT_TRUE(lost.keep());
  lost.destroy();
  EXPECT_EQ(refusal([&] { lost.restore(); }), "indexed: restore() returned NULL");
}

struct Throws : testing::NoFault {
  void before(const claimcheck_operation&, const claimcheck_env&) {
    throw std::runtime_error("on\nfire");
  }
};
TEST(Engine, ThatThrowsIsToldFromUs) {
  model::Setup setup;
  setup.regions.push_back({model::RegionKind::dynamic, 4ull << 30, 1ull << 30});
  Instance instance(testing::engine_with<Throws>(), setup);
  const model::Operation operation = model::BindRegion{0};
  const Translated translated(operation);
  claimcheck_outcome outcome{};
  try {
    instance.running().apply(translated.get(), outcome);
    FAIL() << "nothing was thrown";
  } catch (const EngineThrew& error) {
    EXPECT_STREQ(error.what(), "on\\x0afire");
  }
}

TEST(Printable, ShowsEveryByteAndNotTooMany) {
  EXPECT_EQ(printable("plain text"), "plain text");
  EXPECT_EQ(printable(std::string_view("\0\x7f\xff", 3)), "\\x00\\x7f\\xff");
  std::string cut(200, 'a');
  cut += "...";
  EXPECT_EQ(printable(std::string(300, 'a')), cut);
}

model::Trace every_operation() {
  return model::parse(R"(claimcheck trace 1
region 0 dynamic base 4G size 1G align 2M seq-base 1
region 1 plain base 8G size 1G align 2M seq-base 1
tag A 11223344-5566-7788-99aa-bbccddeeff00
offer 0 A shared  at 0 +2M seq 2, at 4M +6M seq 1 lost
inject 0 A  at 8M +2M seq 9
release 0 A
release 0 at 8M
bind 1
unbind 1
create 1
delete 1.3
bind 0.2
unbind 0.2
write 0.1 uuid "x\0y"
write 0.1 size "12"
read 0.1 uuid
read 0.1 size
read 1 available_size
mode 1.2 size
)")
      .trace;
}

TEST(Translation, GivesEachOperationItsKindAndItsRegion) {
  const auto trace = every_operation();
  const std::vector<std::uint32_t> regions = {0, 0, 0, 0, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 1, 1};
  ASSERT_EQ(trace.steps.size(), 16u);
  for (std::uint32_t kind = 0; kind < 16; ++kind) {
    const Translated translated(trace.steps[kind].operation);
    EXPECT_EQ(translated.get().kind, kind);
    EXPECT_EQ(translated.get().region, regions[kind]) << kind;
    EXPECT_NE(translated.get().text, nullptr);
  }
}

TEST(Translation, KeepsWhatAnOperationSays) {
  const auto trace = every_operation();
  constexpr std::uint64_t mebibyte = 1u << 20;
  constexpr std::uint64_t base = 4ull << 30;
  const Translated offer(trace.steps[0].operation);
  ASSERT_EQ(offer.get().member_count, 2u);
  EXPECT_EQ(offer.get().shared, 1u);
  EXPECT_EQ(offer.get().tag.bytes[1], 0x22);
  EXPECT_EQ(offer.get().members[0].seq, 2);
  EXPECT_EQ(offer.get().members[0].lost, 0);
  EXPECT_EQ(offer.get().members[1].start, base + 4 * mebibyte);
  EXPECT_EQ(offer.get().members[1].length, 6 * mebibyte);
  EXPECT_EQ(offer.get().members[1].lost, 1);
  EXPECT_EQ(translate(offer.get().tag), trace.tags[0].uuid);

  const Translated inject(trace.steps[1].operation);
  ASSERT_EQ(inject.get().member_count, 1u);
  EXPECT_EQ(inject.get().members[0].seq, 9);
  const Translated release(trace.steps[3].operation);
  EXPECT_EQ(release.get().start, base + 8 * mebibyte);
  const Translated remove(trace.steps[7].operation);
  EXPECT_EQ(remove.get().device, 3u);
  const Translated write(trace.steps[10].operation);
  EXPECT_EQ(std::string(write.get().text, write.get().text_length), std::string("x\0y", 3));
  EXPECT_EQ(write.get().text[3], '\0');
  const Translated mode(trace.steps[15].operation);
  EXPECT_EQ(mode.get().attribute, static_cast<std::uint32_t>(CLAIMCHECK_ATTRIBUTE_SIZE));
}

}  // namespace
}  // namespace claimcheck::engines
