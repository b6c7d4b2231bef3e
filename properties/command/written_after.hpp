// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "properties/judge/finding.hpp"
#include "properties/options/exit_status.hpp"

namespace claimcheck::command {

// What is left of a verdict, which is printed, once `write` has written the files that were asked
// for: where it cannot, that is told on standard error, a broken clause stays one, and all else
// becomes a usage error.
options::ExitStatus written_after(options::ExitStatus verdict, const std::function<void()>& write);

// store::save(); no path where the finding cannot be written: that is told, and the finding counts.
std::filesystem::path saved(const judge::Finding& finding, const std::string& engine,
                            const std::filesystem::path& folder,
                            const std::filesystem::path& corpus,
                            const std::vector<std::string>& provenance = {});

}  // namespace claimcheck::command
