// SPDX-License-Identifier: MIT
#include "properties/formats/formats.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdio>

#include "properties/report/generated_page.hpp"
#include "properties/store/store.hpp"

namespace claimcheck::formats {
namespace {

constexpr std::array<Format, 7> table{{
    {"junit", "JUnit XML", junit},
    {"ktap", "KTAP 1, as the kernel's own tests print", ktap},
    {"sarif", "SARIF 2.1.0", sarif},
    {"ctrf", "CTRF JSON", ctrf},
    {"github", "annotations of GitHub Actions, for standard output", github},
    {"markdown", "a summary of a step of GitHub Actions, or a comment", markdown},
    {"kcidb", "KCIDB objects, version 5", kcidb},
}};

std::string names() {
  std::string all;
  for (const auto& format : table) all += fmt::format("{}{}", all.empty() ? "" : ", ", format.name);
  return all;
}

const Format* named(std::string_view name) {
  const auto format = std::ranges::find(table, name, &Format::name);
  return format == table.end() ? nullptr : &*format;
}

}  // namespace

std::span<const Format> formats() {
  return table;
}

options::ReportFile parse_report(const std::string& text) {
  const auto equals = text.find('=');
  options::ReportFile report{text.substr(0, equals), ""};
  if (equals == std::string::npos || equals + 1 == text.size() || !named(report.format)) {
    throw options::UsageError(
        fmt::format("--report {}: expected FORMAT=FILE, with a format of {}", text, names()));
  }
  report.path = text.substr(equals + 1);
  if (report.path != "-") options::output_file("--report", report.path);
  return report;
}

void write(const std::vector<options::ReportFile>& reports, const Results& results) {
  std::string complaints;
  for (const auto& report : reports) {
    const auto text = named(report.format)->text(results);
    if (report.path == "-") {
      fmt::print("{}", text);
      continue;
    }
    try {
      report::write_document(report.path, text);
    } catch (const store::StoreError& error) {
      complaints += fmt::format("{}{}", complaints.empty() ? "" : "; ", error.what());
    }
  }
  std::fflush(stdout);
  if (!complaints.empty()) throw store::StoreError(complaints);
}

}  // namespace claimcheck::formats
