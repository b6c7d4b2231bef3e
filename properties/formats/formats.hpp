// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "properties/formats/results.hpp"
#include "properties/options/options.hpp"

// Reports in the forms that CI and kernel people take. To add one: its file here, its row in
// formats.cpp, and its grammar in check_format.

namespace claimcheck::formats {

struct Format {
  std::string_view name;
  std::string_view what;
  std::string (*text)(const Results&);
};

std::span<const Format> formats();

// "junit=FILE", or "ktap=-" for standard output. Throws options::UsageError: there is no such
// format, or the file cannot be written.
options::ReportFile parse_report(const std::string& text);

// Writes all of them, and only then throws store::StoreError where one could not be.
void write(const std::vector<options::ReportFile>& reports, const Results& results);

std::string junit(const Results& results);
std::string ktap(const Results& results);
std::string sarif(const Results& results);
std::string ctrf(const Results& results);
std::string github(const Results& results);
std::string markdown(const Results& results);
std::string kcidb(const Results& results);

}  // namespace claimcheck::formats
