// SPDX-License-Identifier: MIT
#include "properties/command/kernel.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <memory>

#include "properties/options/options.hpp"
#include "properties/process/plugin.hpp"
#include "properties/process/program.hpp"
#include "properties/report/progress_line.hpp"
#include "properties/text/wrap.hpp"

namespace claimcheck::command {
namespace {

struct KernelCommand {
  bool assumptions = false;
  kernel::KernelSource source;
};

// What the shims assume, from the comments beside their declarations.
options::ExitStatus print_assumptions() {
  const auto folders = kernel::default_folders();
  const auto listed =
      process::run_program({"sh", (folders.sources / "list_assumptions").string()}, folders.root);
  if (!listed.succeeded()) throw kernel::KernelError("cannot list the assumptions of the shims");
  fmt::print("{}", text::fitted(listed.output, text::width_of(STDOUT_FILENO)));
  return options::ExitStatus::holds;
}

// One line on a terminal while it compiles, which takes some seconds and is done once for a tree.
kernel::KernelEngine built(const kernel::KernelSource& source) {
  report::ProgressLine line("");
  return kernel::build(source, kernel::default_folders(), [&] {
    line.say(fmt::format("compiling {} and the shims, some seconds the first time",
                         (source.tree / "drivers/dax/bus.c").string()));
  });
}

options::ExitStatus print_build(const kernel::KernelSource& source) {
  const auto engine = built(source);
  fmt::print("{}\n", engine.headline());
  for (const auto& line : engine.provenance()) fmt::print("  {}\n", line);
  if (engine.files_left_out > 0) {
    fmt::print("  changes to {} files that no build looks at\n", engine.files_left_out);
  }
  const auto loaded = process::engine_named(engine.plugin.string());
  for (const auto& line : loaded.about()) fmt::print("  {}\n", line);
  fmt::print("{}\n", engine.plugin.string());
  return options::ExitStatus::holds;
}

}  // namespace

void add_kernel(CLI::App& command, kernel::KernelSource& source) {
  command
      .add_option("--kernel", source.tree,
                  "A kernel tree: its drivers/dax/bus.c is the engine, unmodified")
      ->check(options::wrong_name, "");
  command
      .add_option("--patch", source.patches,
                  "Of the tree: patches to apply to a copy first; - is standard input")
      ->check(options::wrong_name, "");
}

void use_kernel(const kernel::KernelSource& source, std::string& engine) {
  if (source.tree.empty()) {
    if (!source.patches.empty()) throw options::UsageError("--patch: needs --kernel TREE");
    return;
  }
  engine = built(source).plugin.string();
}

std::string engine_against(const std::filesystem::path& tree, const std::string& engine) {
  auto other = built({tree, {}}).plugin.string();
  if (other == engine) {
    throw options::UsageError(fmt::format(
        "--against {}: has the same text as --kernel and its patches: nothing to compare",
        tree.string()));
  }
  return other;
}

void add_kernel_command(CLI::App& app, options::ExitStatus& status) {
  const auto options = std::make_shared<KernelCommand>();
  auto* command = app.add_subcommand(
      "kernel", "Build a kernel tree's DAX bus, or list what is assumed of the kernel around it");
  command->add_flag("--assumptions", options->assumptions, "Every shimmed name, and its meaning");
  add_kernel(*command, options->source);
  command->callback([options, &status] {
    if (!options->assumptions && options->source.tree.empty()) {
      throw options::UsageError("kernel: expected --assumptions or --kernel TREE");
    }
    status = options->assumptions ? print_assumptions() : print_build(options->source);
  });
}

}  // namespace claimcheck::command
