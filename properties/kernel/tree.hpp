// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "properties/engines/engine.hpp"

// A kernel tree on disk: what of it is taken, and what it is called. It is only ever read.

namespace claimcheck::kernel {

// A tree, a patch or a build that cannot be used. what() says which, and what was expected; it may
// have several lines.
class KernelError : public engines::EngineError {
 public:
  using engines::EngineError::EngineError;
};

// The file that is compiled, from the root of a tree.
inline constexpr const char* bus_file = "drivers/dax/bus.c";

// A file of a tree, copied.
struct TakenFile {
  std::string path;  // from the root of the tree
  std::string blob;  // its hash as git computes it, before any patch
};

struct Tree {
  std::filesystem::path root;
  std::string version;  // "6.12.117", as the tree's Makefile says; "unknown" where it does not
};

// Throws KernelError where there is no such folder, or no drivers/dax/bus.c in it.
Tree open_tree(const std::filesystem::path& root);

// Copies what a build needs into `folder`, which is empty: the sources and headers of drivers/dax,
// and those of `headers` (paths from the root) that the tree has. In the order of their paths.
// Throws KernelError where a file cannot be read or written, or is larger than any source.
std::vector<TakenFile> take(const Tree& tree, const std::vector<std::string>& headers,
                            const std::filesystem::path& folder);

// The hash of a file's content as `git hash-object` prints it: 40 hexadecimal digits.
std::string blob_hash(const std::string& content);

// SHA-1 of any bytes: a name for content, not a protection against anybody.
std::string content_hash(const std::string& bytes);

// Throws KernelError.
std::string read_source(const std::filesystem::path& path);

}  // namespace claimcheck::kernel
