// SPDX-License-Identifier: MIT
#include "properties/store/store.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <fstream>
#include <set>

#include "properties/engines/engine.hpp"
#include "properties/generate/traces.hpp"

namespace claimcheck::store {
namespace {

namespace fs = std::filesystem;

// A folder of this test's own, gone when it is done.
class Folder {
 public:
  explicit Folder(const std::string& name)
      : path_(fs::path(testing::TempDir()) / (name + "." + std::to_string(getpid()))) {
    fs::remove_all(path_);
  }
  ~Folder() { fs::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

judge::Finding finding_of(const engines::Engine& engine, const model::Trace& trace,
                          const judge::Difference& difference) {
  judge::Finding finding;
  finding.defect = difference.defect;
  finding.message = difference.message;
  finding.step = difference.step;
  finding.trace = trace;
  finding.trace.breaks = {{difference.defect.clause, engine.name()}};
  return finding;
}

judge::Finding some_finding() {
  const auto posted = engines::Engine::named("posted");
  const auto trace =
      model::parse("claimcheck trace 1\nregion 0 dynamic base 0 size 2M\nread 0.0 uuid\n").trace;
  return finding_of(posted, trace, judge::run(posted, trace).value());
}

// A failing trace, saved, parsed, replayed, fails at the same step with the same clause.
RC_GTEST_PROP(Store, ATraceThatFailsFailsInTheSameWayWhenItHasBeenSaved, ()) {
  static const auto posted = engines::Engine::named("posted");
  const auto trace = *generate::traces();
  const auto difference = judge::run(posted, trace);
  RC_PRE(difference.has_value());
  RC_TAG(name(difference->defect.clause));

  const Folder folder("claimcheck-round-trip");
  const auto finding = finding_of(posted, trace, *difference);
  const auto path = save(finding, posted.name(), folder.path(), folder.path());
  const auto loaded = load(path).document.trace;
  RC_ASSERT(loaded == finding.trace);
  RC_ASSERT(path.stem() == content_name(loaded));

  const auto again = judge::run(posted, loaded);
  RC_ASSERT(again.has_value());
  RC_ASSERT(again->step == difference->step);
  RC_ASSERT(again->defect == difference->defect);
  RC_ASSERT(again->message == difference->message);
}

TEST(Store, SavesWhatIsThereOnlyOnce) {
  const Folder folder("claimcheck-once");
  const auto finding = some_finding();
  const auto path = save(finding, "posted", folder.path(), folder.path() / "none");
  EXPECT_EQ(save(finding, "posted", folder.path(), folder.path() / "none"), path);
  EXPECT_EQ(save(finding, "posted", folder.path() / "other", folder.path()), path);
  EXPECT_EQ(traces_below(folder.path()), std::vector<fs::path>{path});
}

TEST(Store, KnowsAFileWhoseCommentsAndNamesSomebodyChanged) {
  const Folder folder("claimcheck-renamed");
  auto finding = some_finding();
  finding.trace.tags = {{"A", {{1}}}};
  const auto path = save(finding, "posted", folder.path(), folder.path());
  auto renamed = finding.trace;
  renamed.tags[0].name = "backup";
  std::ofstream(path) << print(model::document(renamed, {"A better comment."}));
  EXPECT_EQ(save(finding, "posted", folder.path(), folder.path()), path);
  EXPECT_EQ(content_name(renamed), content_name(finding.trace));
}

TEST(Store, NamesWhatIsDifferentDifferently) {
  auto finding = some_finding();
  std::set<std::string> names = {content_name(finding.trace)};
  finding.trace.setup.regions[0].size *= 2;
  names.insert(content_name(finding.trace));
  finding.trace.steps.push_back(finding.trace.steps[0]);
  names.insert(content_name(finding.trace));
  finding.trace.breaks[0].engine = "mine";
  names.insert(content_name(finding.trace));
  EXPECT_EQ(names.size(), 4u);
}

TEST(Store, RefusesAFileThatIsNoTraceWithItsPlace) {
  const Folder folder("claimcheck-no-trace");
  fs::create_directories(folder.path());
  const auto path = folder.path() / "x.trace";
  std::ofstream(path) << "claimcheck trace 1\nregion 0 odd\n";
  try {
    load(path);
    FAIL();
  } catch (const StoreError& error) {
    EXPECT_EQ(std::string(error.what()).find(path.string() + ":2:10: expected a region's kind"), 0u)
        << error.what();
  }
  EXPECT_THROW(load(folder.path() / "none.trace"), StoreError);
  EXPECT_THROW(load(folder.path()), StoreError);
}

}  // namespace
}  // namespace claimcheck::store
