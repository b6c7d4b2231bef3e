// SPDX-License-Identifier: MIT
#pragma once

#include <benchmark/benchmark.h>

#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

namespace claimcheck::bench {

// Nanoseconds an operation by benchmark, one for each repetition.
class Results {
 public:
  void add(const std::string& name, double ns) { runs_[name].push_back(ns); }

  // Nothing where it was not measured.
  std::optional<double> median(const std::string& name) const;
  const std::map<std::string, std::vector<double>>& runs() const { return runs_; }

 private:
  std::map<std::string, std::vector<double>> runs_;
};

// Shows the progress, and keeps every repetition.
class Collector : public benchmark::BenchmarkReporter {
 public:
  explicit Collector(Results& results) : results_(results) {}
  bool ReportContext(const Context&) override { return true; }
  void ReportRuns(const std::vector<Run>& runs) override;

  bool failed() const { return failed_; }

 private:
  Results& results_;
  bool failed_ = false;
};

// A figure that is to hold wherever it is measured, as it is the quotient of two of one run.
struct Ratio {
  std::string name;
  double value = 0;
  double limit = 0;
  bool at_least = false;  // else at most

  bool holds() const { return at_least ? value >= limit : value <= limit; }
};

// Those whose two measurements are there.
std::vector<Ratio> ratios(const Results& results);

std::string to_text(const Results& results, const std::vector<Ratio>& ratios);
nlohmann::json to_json(const Results& results, const std::vector<Ratio>& ratios);

}  // namespace claimcheck::bench
