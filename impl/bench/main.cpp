// SPDX-License-Identifier: MIT
// engine_bench [--extents N] [--json FILE] [--svg FILE] [Google Benchmark's options]
//
// Measures both engines side by side in one run, five interleaved repetitions of everything unless
// told otherwise, and prints medians and their ratios. Exit status 0, or 2 for a usage or input
// error and where a measurement failed: a ratio that is missed is said, and is no error, as it may
// be the machine's.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <fstream>

#include "impl/bench/measure.hpp"
#include "impl/bench/plot.hpp"
#include "impl/bench/results.hpp"

namespace claimcheck::bench {
namespace {

Series series_of(const Results& results, const std::string& engine, const std::string& colour) {
  Series series{engine, colour, {}};
  for (std::size_t extents = 100; extents <= 1'000'000; extents *= 10) {
    const auto median = results.median(name("claim", engine, extents, 16));
    if (median) series.points.emplace_back(static_cast<double>(extents), *median);
  }
  return series;
}

Plot plot_of(const Results& results) {
  return {"a claim of 16 extents",
          "extents in the region",
          "time",
          {series_of(results, "posted", "#c0392b"), series_of(results, "indexed", "#2980b9"),
           series_of(results, "floor", "#27ae60")}};
}

void write(const std::string& path, const std::string& text) {
  if (path.empty()) return;
  std::ofstream out(path);
  out << text;
  out.close();
  if (!out) throw std::runtime_error("cannot write " + path);
}

// Google Benchmark's options go to it, after our own defaults, so that they win.
void initialize(std::vector<std::string> options) {
  options.insert(options.begin(), {"engine_bench", "--benchmark_repetitions=5",
                                   "--benchmark_enable_random_interleaving=true"});
  std::vector<char*> arguments;
  for (auto& option : options) arguments.push_back(option.data());
  arguments.push_back(nullptr);
  int count = static_cast<int>(options.size());
  benchmark::Initialize(&count, arguments.data());
  if (count > 1) throw std::runtime_error(fmt::format("no option {}", arguments[1]));
}

int run(int argc, char** argv) {
  std::size_t max_extents = 1'000'000;
  std::string json_path, svg_path;
  CLI::App app{"Measures the engines side by side."};
  app.add_option("--extents", max_extents, "in the largest region (100 to 1000000)")
      ->check(CLI::Range(100, 1'000'000));
  app.add_option("--json", json_path, "write all figures to FILE");
  app.add_option("--svg", svg_path, "draw the claims to FILE");
  app.allow_extras();
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
  initialize(app.remaining());
  register_operations(max_extents);
  register_threads();
  Results results;
  Collector collector(results);
  benchmark::RunSpecifiedBenchmarks(&collector);
  if (collector.failed() || results.runs().empty()) return 2;
  const auto found = ratios(results);
  fmt::print("{}", to_text(results, found));
  write(json_path, to_json(results, found).dump(2) + "\n");
  write(svg_path, to_svg(plot_of(results)));
  return 0;
}

}  // namespace
}  // namespace claimcheck::bench

int main(int argc, char** argv) {
  try {
    return claimcheck::bench::run(argc, argv);
  } catch (const std::exception& error) {
    fmt::print(stderr, "engine_bench: {}\n", error.what());
    return 2;
  }
}
