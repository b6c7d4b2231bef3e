// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

#include "model/trace/trace_text.hpp"
#include "properties/judge/finding.hpp"

// The folder of traces: reading it and adding to it.

namespace claimcheck::store {

// A file that cannot be read or written, or is no trace. what() says where and why.
class StoreError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

struct StoredTrace {
  std::filesystem::path path;
  model::Document document;
};

StoredTrace load(const std::filesystem::path& path);

// All *.trace below a folder, by path. A folder that is not there is empty.
std::vector<std::filesystem::path> traces_below(const std::filesystem::path& folder);

// All that a fuzzer may have left below a folder as an input: *.trace and what has no extension,
// but for what is hidden; by path. Throws StoreError where there is no such folder, or it cannot be
// read.
std::vector<std::filesystem::path> inputs_below(const std::filesystem::path& folder);

// Whether a file begins as a trace does. False of one that cannot be read.
bool begins_as_trace(const std::filesystem::path& path);

// A file is whole or not there at all, even if we are killed. Throws StoreError.
void write_file(const std::filesystem::path& path, const std::string& text);

// The name that a trace's content gives it, whatever comments stand in the file: the clause and
// sixteen hexadecimal digits. The same on every machine and in every build.
std::string content_name(const model::Trace& trace);

// Writes the finding into `folder`, which is made where it is missing, and returns the file's path.
// If a file of the corpus or of the folder has the same content, nothing is written and its path
// is returned. A file is whole or not there at all, even if we are killed.
// `provenance` are lines that say on what it was found.
std::filesystem::path save(const judge::Finding& finding, const std::string& engine,
                           const std::filesystem::path& folder, const std::filesystem::path& corpus,
                           const std::vector<std::string>& provenance = {});

}  // namespace claimcheck::store
