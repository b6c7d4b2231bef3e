// SPDX-License-Identifier: MIT
#include "properties/report/progress_line.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>

#include "properties/text/wrap.hpp"

namespace claimcheck::report {
namespace {

double seconds(std::chrono::steady_clock::duration time) {
  return std::chrono::duration<double>(time).count();
}

}  // namespace

std::string progress_text(std::string_view mode, std::uint64_t done, std::uint64_t all,
                          double elapsed_s, double limit_s, std::string_view unit) {
  auto text = all == 0 ? fmt::format("{}: {} {}", mode, done, unit)
                       : fmt::format("{}: {} of {} {}", mode, done, all, unit);
  // What comes first says little of the rate.
  if (elapsed_s < 1 || done == 0 || (all > 0 && done >= all)) return text;
  const double rate = static_cast<double>(done) / elapsed_s;
  double left_s = std::max(limit_s, 0.0);
  if (all > 0) left_s = std::min(left_s, static_cast<double>(all - done) / rate);
  return text + fmt::format(", {:.{}f}/s, {:.0f} s left", rate, rate < 10 ? 1 : 0, left_s);
}

void print_progress(std::string text, bool is_terminal) {
  // What is wider than the terminal could not be written over.
  if (is_terminal) text.resize(std::min(text.size(), text::width_of(STDERR_FILENO) - 1));
  fmt::print(stderr, "{}{}{}", is_terminal ? "\r\033[K" : "", text, is_terminal ? "" : "\n");
}

ProgressLine::ProgressLine(std::string_view mode, Clock::time_point deadline, std::string_view unit)
    : mode_(mode), unit_(unit), deadline_(deadline), is_terminal_(isatty(STDERR_FILENO) != 0) {}

ProgressLine::~ProgressLine() {
  clear();
}

void ProgressLine::say(const std::string& text) {
  if (!is_terminal_) return;
  print_progress(text, true);
  is_shown_ = true;
}

void ProgressLine::clear() {
  if (is_shown_) fmt::print(stderr, "\r\033[K");
  is_shown_ = false;
}

std::uint64_t ProgressLine::tenth_of_time(Clock::time_point now) const {
  const double share = seconds(now - begin_) / std::max(seconds(deadline_ - begin_), 0.001);
  return static_cast<std::uint64_t>(std::clamp(share, 0.0, 1.0) * 10);
}

void ProgressLine::operator()(std::uint64_t done, std::uint64_t all) {
  const auto now = Clock::now();
  const auto tenth = all > 0 ? done * 10 / all : tenth_of_time(now);
  if (!is_terminal_ && tenth == tenth_) return;
  tenth_ = tenth;
  auto text =
      progress_text(mode_, done, all, seconds(now - begin_), seconds(deadline_ - now), unit_);
  print_progress(std::move(text), is_terminal_);
  is_shown_ = is_terminal_;
}

}  // namespace claimcheck::report
