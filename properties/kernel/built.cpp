// SPDX-License-Identifier: MIT
#include "properties/kernel/built.hpp"

#include "properties/kernel/build.hpp"

namespace claimcheck::kernel {

std::filesystem::path sources_of(const std::string& engine) {
  const auto tree = std::filesystem::path(engine).parent_path() / "tree";
  // Any other engine is called by its name.
  if (engine_title(engine) == engine || !std::filesystem::exists(tree / bus_file)) return {};
  return tree;
}

}  // namespace claimcheck::kernel
