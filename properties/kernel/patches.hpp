// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>
#include <vector>

// Patches, as `git format-patch` or `git diff` writes them, on a copy of a tree's files.

namespace claimcheck::kernel {

// What one patch changes of one file.
struct FilePatch {
  std::string path;  // from the root of the tree
  std::string diff;  // from its first header line to its last hunk
};

struct Patch {
  std::string subject;  // of the mail; else where the patch was read from
  std::vector<FilePatch> files;
};

// What came of a list of patches.
struct Applied {
  std::vector<std::string> subjects;  // of those that changed a file that was taken, in order
  std::size_t files_left_out = 0;     // changes of files that no build looks at
};

// All patches of a mailbox or a plain diff, in order. `origin` is what it is called in errors.
// Throws KernelError where there is no diff in it.
std::vector<Patch> parse_patches(const std::string& text, const std::string& origin);

// Applies what the patches change below drivers/dax and of files that are in `folder`. Throws
// KernelError where a hunk does not apply: which patch, which file, which hunk.
Applied apply_patches(const std::vector<Patch>& patches, const std::filesystem::path& folder);

}  // namespace claimcheck::kernel
