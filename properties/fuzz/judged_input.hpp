// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "properties/engines/engine.hpp"
#include "properties/judge/finding.hpp"

// What a fuzzer does with one input.

namespace claimcheck::fuzz {

// Runs the text on the engine and on the contract, in this process, operations of threads one after
// another, with a teardown. Where they differ: the trace, shrunk. Nothing where they agree, where
// the text is no trace, and where it asks nothing that the engine knows. A defect that is known is
// set aside, and the rest of the trace run. An engine that crashes takes this process with it.
std::optional<judge::Finding> judged(const engines::Engine& engine, std::string_view text,
                                     const judge::Defects& known = {});

// What the traces below a folder break on the engine. Throws store::StoreError where one of them
// cannot be read.
judge::Defects known_of(const engines::Engine& engine, const std::filesystem::path& folder);

// Saves the finding in the folder: what a person is told of it, with the command that shows it
// again. `engine` is what the command line calls it. Throws store::StoreError.
std::string report_of(const judge::Finding& finding, const std::string& engine,
                      const std::filesystem::path& folder);

}  // namespace claimcheck::fuzz
