// SPDX-License-Identifier: MIT
#include "properties/bad_plugins/left_running.hpp"

#include <chrono>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>

namespace claimcheck {
namespace {

namespace fs = std::filesystem;

int running_now(const std::string& mark) {
  const auto setting = "CLAIMCHECK_TEST_MARK=" + mark;
  int count = 0;
  std::error_code error;
  for (fs::directory_iterator entry("/proc", error), end; !error && entry != end;
       entry.increment(error)) {
    std::ifstream file(entry->path() / "environ", std::ios::binary);
    std::ostringstream text;
    if (file) text << file.rdbuf();
    if (text.str().find(setting) != std::string::npos) ++count;
  }
  return count;
}

}  // namespace

int left_running(const std::string& mark) {
  constexpr int looks = 20;
  constexpr std::chrono::milliseconds moment(50);
  int count = running_now(mark);
  for (int look = 1; look < looks && count > 0; ++look) {
    std::this_thread::sleep_for(moment);
    count = running_now(mark);
  }
  return count;
}

}  // namespace claimcheck
