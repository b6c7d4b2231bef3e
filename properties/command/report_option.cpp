// SPDX-License-Identifier: MIT
#include "properties/command/report_option.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "properties/command/written_after.hpp"
#include "properties/formats/formats.hpp"

namespace claimcheck::command {
namespace {

// The second of two reports would take the place of the first.
void add(std::vector<options::ReportFile>& reports, options::ReportFile report) {
  const bool is_taken = report.path != "-" && std::ranges::any_of(reports, [&](const auto& other) {
                          return other.path == report.path;
                        });
  if (is_taken) {
    throw options::UsageError(
        fmt::format("--report: two reports are to go to {}", report.path.string()));
  }
  reports.push_back(std::move(report));
}

}  // namespace

void add_reports(CLI::App& command, std::vector<options::ReportFile>& reports) {
  std::string names;
  for (const auto& format : formats::formats()) {
    names += fmt::format("{}{}", names.empty() ? "" : ", ", format.name);
  }
  command
      .add_option_function<std::vector<std::string>>(
          "--report",
          [&reports](const std::vector<std::string>& given) {
            for (const auto& text : given) add(reports, formats::parse_report(text));
          },
          fmt::format("FORMAT=FILE: write the report here as well, as {}; - is standard output; "
                      "repeatable",
                      names))
      ->allow_extra_args(false);
}

void add_json(CLI::App& command, std::optional<std::filesystem::path>& json,
              const std::string& help) {
  command.add_option_function<std::string>(
      "--json", [&json](const std::string& given) { json = options::output_file("--json", given); },
      help);
}

void add_html(CLI::App& command, std::optional<std::filesystem::path>& html) {
  command.add_option_function<std::string>(
      "--html", [&html](const std::string& given) { html = options::output_file("--html", given); },
      "Write a page to look at here as well: one file");
}

options::ExitStatus reported(options::ExitStatus verdict,
                             const std::vector<options::ReportFile>& reports,
                             const std::function<formats::Results()>& results) {
  if (reports.empty()) return verdict;
  return written_after(verdict, [&] { formats::write(reports, results()); });
}

}  // namespace claimcheck::command
