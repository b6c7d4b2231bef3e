// SPDX-License-Identifier: MIT
#include "properties/command/written_after.hpp"

#include <cstdio>

#include "properties/command/program_status.hpp"
#include "properties/store/store.hpp"

namespace claimcheck::command {

options::ExitStatus written_after(options::ExitStatus verdict, const std::function<void()>& write) {
  try {
    write();
  } catch (const store::StoreError& error) {
    std::fflush(stdout);
    say_error(error.what());
    if (verdict != options::ExitStatus::broken) return options::ExitStatus::usage;
  }
  return verdict;
}

std::filesystem::path saved(const judge::Finding& finding, const std::string& engine,
                            const std::filesystem::path& folder,
                            const std::filesystem::path& corpus,
                            const std::vector<std::string>& provenance) {
  try {
    return store::save(finding, engine, folder, corpus, provenance);
  } catch (const store::StoreError& error) {
    std::fflush(stdout);
    say_error(error.what());
    return {};
  }
}

}  // namespace claimcheck::command
