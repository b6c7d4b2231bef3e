// SPDX-License-Identifier: MIT
#include "properties/command/jobs.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <system_error>
#include <thread>

#include "properties/engines/engine.hpp"
#include "properties/merge/merge.hpp"
#include "properties/merge/run_members.hpp"
#include "properties/process/deadline.hpp"
#include "properties/process/pipe.hpp"
#include "properties/store/store.hpp"

namespace claimcheck::command {
namespace {

using nlohmann::json;
using process::Descriptor;

// A process of ours that has a part of the run. Ended in the end, whatever it does.
struct Job {
  pid_t process = -1;
  Descriptor answer;  // a file without a name, which the job writes as it ends
  bool has_ended = false;
};

std::string part_of(const options::RunOptions& options,
                    const std::function<report::RunReport(const options::RunOptions&)>& run) {
  json answer;
  try {
    answer["report"] = merge::Writer::written(run(options));
  } catch (const engines::EngineError& error) {
    answer["engine error"] = error.what();
  } catch (const store::StoreError& error) {
    answer["store error"] = error.what();
  } catch (const std::exception& error) {
    answer["error"] = error.what();
  }
  return answer.dump(-1, ' ', true, json::error_handler_t::replace);
}

void write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto written = write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return;  // an answer that is cut off is none
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

// The i-th of n parts of a part: of the numbers i + shard, those that leave it modulo both.
options::RunOptions options_of(const options::RunOptions& options, std::uint64_t job) {
  auto part = options;
  part.job = job;
  part.jobs = 1;
  part.shard = options.shard + options.shards * job;
  part.shards = options.shards * options.jobs;
  return part;
}

Job begin(const options::RunOptions& options, std::uint64_t number,
          const std::function<report::RunReport(const options::RunOptions&)>& run) {
  Job job{-1, Descriptor(memfd_create("claimcheck-job", MFD_CLOEXEC)), false};
  if (job.answer.get() < 0) throw std::system_error(errno, std::generic_category(), "memfd_create");
  std::fflush(nullptr);
  const auto parent = getpid();
  job.process = fork();
  if (job.process < 0) throw std::system_error(errno, std::generic_category(), "fork");
  if (job.process > 0) return job;
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) _exit(1);
  const int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
  if (nowhere >= 0) dup2(nowhere, STDOUT_FILENO);
  write_all(job.answer.get(), part_of(options_of(options, number), run));
  std::fflush(nullptr);
  _exit(0);
}

std::string content(const Descriptor& file) {
  std::string text;
  char buffer[1 << 16];
  off_t at = 0;
  for (;;) {
    const auto count = pread(file.get(), buffer, sizeof buffer, at);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return text;
    text.append(buffer, static_cast<std::size_t>(count));
    at += count;
  }
}

// Nothing where somebody ended the job before it could say how it ended.
std::optional<report::RunReport> report_of(const Job& job) {
  const auto answer = json::parse(content(job.answer), nullptr, false);
  if (answer.is_object() && answer.contains("report")) {
    return merge::Reader::read<report::RunReport>(answer.at("report"));
  }
  if (!answer.is_object()) return std::nullopt;
  if (answer.contains("engine error")) throw engines::EngineError(answer.at("engine error"));
  if (answer.contains("store error")) throw store::StoreError(answer.at("store error"));
  throw std::runtime_error(answer.value("error", std::string("a job of the run failed")));
}

class Jobs {
 public:
  explicit Jobs(std::vector<Job> jobs) : jobs_(std::move(jobs)) {}
  ~Jobs() {
    for (const auto& job : jobs_) {
      if (job.has_ended) continue;
      kill(job.process, SIGKILL);
      waitpid(job.process, nullptr, 0);
    }
  }
  Jobs(const Jobs&) = delete;
  Jobs& operator=(const Jobs&) = delete;

  // The reports, in the order of the jobs, once all have ended. The first that fails ends it.
  std::vector<std::optional<report::RunReport>> reports(bool fail_fast) {
    std::vector<std::optional<report::RunReport>> reports(jobs_.size());
    for (std::size_t left = jobs_.size(); left > 0;) {
      constexpr std::chrono::milliseconds pause(10);
      if (process::is_past({})) ask_all_to_end();
      std::this_thread::sleep_for(pause);
      for (std::size_t i = 0; i < jobs_.size(); ++i) {
        auto& job = jobs_[i];
        if (job.has_ended || waitpid(job.process, nullptr, WNOHANG) != job.process) continue;
        job.has_ended = true;
        --left;
        reports[i] = report_of(job);
        if (fail_fast && reports[i] && !reports[i]->found.empty()) ask_all_to_end();
      }
    }
    return reports;
  }

 private:
  void ask_all_to_end() {
    if (are_asked_) return;
    are_asked_ = true;
    for (const auto& job : jobs_) {
      if (!job.has_ended) kill(job.process, SIGTERM);
    }
  }

  std::vector<Job> jobs_;
  bool are_asked_ = false;  // a second question would end them at once
};

}  // namespace

report::RunReport run_by_jobs(
    const options::RunOptions& options,
    const std::function<report::RunReport(const options::RunOptions&)>& run) {
  std::vector<Job> begun;
  for (std::uint64_t job = 0; job < options.jobs; ++job) {
    begun.push_back(begin(options, job, run));
  }
  auto reports = Jobs(std::move(begun)).reports(options.fail_fast);
  std::vector<merge::ShardReport> parts;
  for (std::size_t job = 0; job < reports.size(); ++job) {
    if (!reports[job]) continue;
    auto& part = parts.emplace_back();
    part.options.shard = job;
    part.options.shards = reports.size();
    part.report = std::move(*reports[job]);
  }
  const auto lost = reports.size() - parts.size();
  if (parts.empty())
    throw std::system_error(ECHILD, std::generic_category(), "the jobs of the run");
  auto report = merge::merged(std::move(parts)).report;
  if (lost > 0) {
    report.missing = fmt::format("{} of {} jobs ended without a report", lost, options.jobs);
  }
  return report;
}

}  // namespace claimcheck::command
