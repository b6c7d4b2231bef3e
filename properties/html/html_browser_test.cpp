// SPDX-License-Identifier: MIT
// The pages in a browser without a window: no error, every film reaches its end by keys, no text
// overflows on a phone or a wide screen, and all of it can be read in both colour schemes.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "properties/html/html_testing.hpp"
#include "properties/html/solver_testing.hpp"
#include "properties/testing/program.hpp"

namespace claimcheck::html {
namespace {

// The JSON's text within a script: nothing in it ends that.
std::string in_script(const nlohmann::json& value) {
  auto text = value.dump();
  for (auto at = text.find("</"); at != std::string::npos; at = text.find("</", at + 3)) {
    text.replace(at, 2, "<\\/");
  }
  return text;
}

std::string run_page_of(const std::string& engine, const std::filesystem::path& folder) {
  testing::run_program({CLAIMCHECK_BINARY, "run", "--engine", engine, "--modes",
                        "replay,check,faults", "--traces", "300", "--fault-traces", "20", "--save",
                        folder / "found", "--html", folder / "run.html"});
  return testing::read_file(folder / "run.html");
}

std::string explore_page_of(const std::string& engine, const std::filesystem::path& folder) {
  testing::run_program({CLAIMCHECK_BINARY, "explore", "--engine", engine, "--tags", "1",
                        "--extents", "2", "--save", folder / "found", "--html",
                        folder / "explore.html"});
  return testing::read_file(folder / "explore.html");
}

// Names, texts, extents and operations as long and as many as they may be.
std::string long_page() {
  std::string lines = "claimcheck trace 1\n";
  for (int i = 0; i < 8; ++i) {
    lines += fmt::format("region {} dynamic base {}G size 2G align 2M seq-base 1\n", i, 4 + 4 * i);
  }
  lines +=
      "tag NamesOfTagsMayHaveSoManyLetters1 11111111-1111-1111-1111-111111111111\noffer 0 "
      "NamesOfTagsMayHaveSoManyLetters1 ";
  for (int i = 0; i < 300; ++i) lines += fmt::format(" at {}M +2M{}", 4 * i, i < 299 ? "," : "\n");
  lines += "write 1.0 uuid \"" + std::string(3000, 'x') + "\"\n";
  for (int i = 0; i < 50; ++i)
    lines += "write 0.0 uuid NamesOfTagsMayHaveSoManyLetters1\ncreate 2\n";
  const auto engine = engines::Engine::named("posted");
  const auto replayed = replay::replay_trace(engine, model::parse(lines + "read 3.0 uuid\n").trace);
  return replay_page(engine, {replayed}, options::ExitStatus::broken);
}

report::Assurance known() {
  report::Assurance assurance;
  assurance.budget = "indexed, seed 1: check 20000 traces";
  assurance.rows = report::rows_of(report::evidence());
  for (auto& row : assurance.rows) row.exercised = {12'345'678, 1'234, 0, 123'456'789};
  assurance.rows.front().broken = true;
  return assurance;
}

nlohmann::json pages(const std::filesystem::path& folder) {
  nlohmann::json texts;
  texts["posted"] = run_page_of("posted", folder);
  texts["threads"] = replay_page(testing::engine_with<WrongInTheSecondThread>(),
                                 {replayed_threads()}, options::ExitStatus::broken);
  texts["long"] = long_page();
  texts["explore"] = explore_page_of("posted", folder);
  texts["assurance"] = assurance_page(known());
  texts["mutants"] = mutants_page(mutant_rows(), {});
  texts["audit"] = audit_page(audit_report());
  return texts;
}

// What the browser says of them in this colour scheme: 0 is dark, 1 light.
nlohmann::json looked_at(int scheme) {
  const testing::TemporaryFolder folder;
  const auto checks = testing::read_file(BROWSER_CHECKS);
  const auto file = folder.path() / "checks.html";
  testing::write_file(file, "<!DOCTYPE html><meta charset=\"utf-8\"><body><script>" + checks +
                                "check(" + in_script(pages(folder.path())) +
                                ", [400, 1600]);</script></body>");
  const auto ended = testing::run_program(
      {CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
       "--disable-dev-shm-usage", "--virtual-time-budget=60000",
       "--blink-settings=preferredColorScheme=" + std::to_string(scheme),
       "--user-data-dir=" + (folder.path() / "profile").string(), "--dump-dom",
       "file://" + file.string()},
      folder.path());
  const std::string mark = "<pre id=\"answer\">";
  const auto begin = ended.out.find(mark);
  if (begin == std::string::npos) return {{"problems", {ended.err}}, {"films", 0}};
  auto text = ended.out.substr(begin + mark.size());
  text = text.substr(0, text.find("</pre>"));
  for (const auto& [entity, sign] : {std::pair{"&lt;", "<"}, {"&gt;", ">"}, {"&amp;", "&"}}) {
    for (auto at = text.find(entity); at != std::string::npos; at = text.find(entity, at + 1)) {
      text.replace(at, std::string_view(entity).size(), sign);
    }
  }
  return nlohmann::json::parse(text);
}

void expect_no_problem(int scheme) {
  const auto answer = looked_at(scheme);
  for (const auto& problem : answer["problems"]) ADD_FAILURE() << problem.get<std::string>();
  // At two widths; the posted engine has at least twelve defects.
  EXPECT_GE(answer["films"].get<int>(), 2 * (12 + 1 + 1 + 1 + 1));
  EXPECT_EQ(answer["walks"], 2);
  EXPECT_EQ(answer["dark"], scheme == 0);
}

TEST(Browser, ShowsEveryPageWithoutAnErrorInLightColours) {
  expect_no_problem(1);
}

TEST(Browser, ShowsEveryPageWithoutAnErrorInDarkColours) {
  expect_no_problem(0);
}

}  // namespace
}  // namespace claimcheck::html
