// SPDX-License-Identifier: MIT
#include "properties/process/output_tail.hpp"

#include <unistd.h>

#include <array>
#include <cerrno>

#include "properties/engines/environment.hpp"
#include "properties/engines/printable.hpp"

namespace claimcheck::process {
namespace {

using engines::died_mark;

constexpr std::size_t max_kept = 8192;  // bytes
constexpr std::size_t max_lines = 5;
}  // namespace

bool OutputTail::fill(int descriptor) {
  for (;;) {
    std::array<char, 4096> bytes;
    const auto size = read(descriptor, bytes.data(), bytes.size());
    if (size < 0 && errno == EINTR) continue;
    if (size < 0) return errno == EAGAIN;
    if (size == 0) return false;
    text_.append(bytes.data(), static_cast<std::size_t>(size));
    if (text_.size() > 2 * max_kept) text_.erase(0, text_.size() - max_kept);
  }
}

std::vector<std::string_view> OutputTail::lines() const {
  std::vector<std::string_view> lines;
  std::string_view rest = text_;
  while (!rest.empty()) {
    const auto end = rest.find('\n');
    if (end != 0) lines.push_back(rest.substr(0, end));
    if (end == std::string_view::npos) break;
    rest.remove_prefix(end + 1);
  }
  return lines;
}

std::vector<std::string> OutputTail::last_lines() const {
  std::vector<std::string> last;
  for (const auto line : lines()) {
    if (!line.starts_with(died_mark)) last.push_back(engines::printable(line));
    if (last.size() > max_lines) last.erase(last.begin());
  }
  return last;
}

std::string OutputTail::died() const {
  std::string died;
  for (const auto line : lines()) {
    if (line.starts_with(died_mark)) died = engines::printable(line.substr(died_mark.size()));
  }
  return died;
}

}  // namespace claimcheck::process
