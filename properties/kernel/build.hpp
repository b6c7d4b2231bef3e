// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "properties/kernel/tree.hpp"

// A kernel tree's bus.c as an engine: a shared object, kept by the hash of all that went in.

namespace claimcheck::kernel {

// What a person names.
struct KernelSource {
  std::filesystem::path tree;
  std::vector<std::filesystem::path> patches;  // "-" is standard input
};

// Where our own part lies, and where what was built is kept.
struct KernelFolders {
  std::filesystem::path sources;  // impl/kernel
  std::filesystem::path root;     // that impl/ lies in
  std::filesystem::path cache;    // .build/kernel
};

// What was built, and of what.
struct KernelEngine {
  std::filesystem::path plugin;
  std::string version;               // of the tree
  std::vector<TakenFile> files;      // as they were taken, before the patches
  std::vector<std::string> patches;  // subjects of those applied
  std::size_t files_left_out = 0;    // changes of the patches to files that no build looks at
  bool was_cached = false;

  // "kernel 6.12.117  drivers/dax/bus.c 0123456789ab  2 patches"
  std::string headline() const;
  // Lines for the comment of a saved trace: the version, each file's hash, each patch.
  std::vector<std::string> provenance() const;
};

// What the plugin that build() made is called: "--kernel ~/linux --patch a.mbox" on the command
// line; in the first line of a run its headline; and the lines of a saved trace that say on what it
// was found. Of any other engine: "--engine NAME", NAME and no line.
std::string engine_words(const std::string& engine);
std::string engine_title(const std::string& engine);
std::vector<std::string> engine_provenance(const std::string& engine);

// The folders of this checkout.
KernelFolders default_folders();

// Takes the tree's files, applies the patches to the copy and builds it, unless that was done
// before. The tree is not written to. Two calls at once build one after the other. Throws
// KernelError: no such tree or file, a patch that does not apply, names that the shims lack, an
// error of the compiler. Where it was not done before, `compiles` is called first.
KernelEngine build(
    const KernelSource& source, const KernelFolders& folders,
    const std::function<void()>& compiles = [] {});

}  // namespace claimcheck::kernel
