// SPDX-License-Identifier: MIT
#include "properties/command/report_option.hpp"

#include <fmt/format.h>

#include "properties/command/written_after.hpp"
#include "properties/formats/formats.hpp"

namespace claimcheck::command {

void add_reports(CLI::App& command, std::vector<options::ReportFile>& reports) {
  std::string names;
  for (const auto& format : formats::formats()) {
    names += fmt::format("{}{}", names.empty() ? "" : ", ", format.name);
  }
  command
      .add_option_function<std::vector<std::string>>(
          "--report",
          [&reports](const std::vector<std::string>& given) {
            for (const auto& text : given) reports.push_back(formats::parse_report(text));
          },
          fmt::format("FORMAT=FILE: write the report here as well, as {}; - is standard output; "
                      "repeatable",
                      names))
      ->allow_extra_args(false);
}

options::ExitStatus reported(options::ExitStatus verdict,
                             const std::vector<options::ReportFile>& reports,
                             const std::function<formats::Results()>& results) {
  if (reports.empty()) return verdict;
  return written_after(verdict, [&] { formats::write(reports, results()); });
}

}  // namespace claimcheck::command
