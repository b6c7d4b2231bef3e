// SPDX-License-Identifier: MIT
#include "properties/command/minimize.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <memory>
#include <string>

#include "properties/installation/installation.hpp"
#include "properties/minimize/corpus.hpp"

namespace claimcheck::command {
namespace {

struct MinimizeOptions {
  std::filesystem::path folder;
  std::filesystem::path into;  // empty: the traces are listed
};

// Throws store::StoreError.
options::ExitStatus minimize(const MinimizeOptions& options) {
  const auto result = minimize::minimized(options.folder);
  if (options.into.empty()) {
    for (const auto& path : result.kept) fmt::print("{}\n", installation::show(path));
  } else {
    minimize::copy_into(options.into, options.folder, result.kept);
  }
  fmt::print("{} of {} traces reach as much as all: {} features\n", result.kept.size(),
             result.traces, result.features);
  if (result.with_threads > 0) {
    fmt::print("{} of them have threads and are kept whatever they reach\n", result.with_threads);
  }
  if (!options.into.empty()) fmt::print("written to {}\n", installation::show(options.into));
  return options::ExitStatus::holds;
}

}  // namespace

void add_minimize(CLI::App& app, options::ExitStatus& status) {
  const auto given = std::make_shared<MinimizeOptions>();
  auto* command = app.add_subcommand(
      "minimize", "Of a folder of traces, such as a fuzzer's: the least set that reaches as much");
  command->add_option("DIR", given->folder, "The folder; nothing in it is changed")->required();
  command->add_option("--into", given->into,
                      "Copy them into this folder; else their names are printed");
  command->callback([given, &status] { status = minimize(*given); });
}

}  // namespace claimcheck::command
