// SPDX-License-Identifier: MIT
#include "properties/kernel/tree.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/uuid/detail/sha1.hpp>
#include <fstream>
#include <map>
#include <sstream>
#include <system_error>

#include "properties/process/read_text.hpp"

namespace claimcheck::kernel {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t max_source_bytes = 8u << 20;

bool is_source(const fs::path& path) {
  return path.extension() == ".c" || path.extension() == ".h";
}

// The assignments that stand at the start of a kernel's Makefile.
std::string version_of(const fs::path& makefile) {
  constexpr std::size_t max_bytes = 1u << 20;
  std::istringstream in;
  try {
    in.str(process::read_text(makefile, max_bytes));
  } catch (const std::system_error&) {
    return "unknown";
  }
  std::map<std::string, std::string> values;
  std::string line;
  for (int count = 0; count < 40 && std::getline(in, line); ++count) {
    const auto equals = line.find(" =");
    if (equals == std::string::npos) continue;
    const auto value = line.find_first_not_of(' ', equals + 2);
    values[line.substr(0, equals)] = value == std::string::npos ? "" : line.substr(value);
  }
  if (!values.contains("VERSION") || !values.contains("PATCHLEVEL")) return "unknown";
  std::string version = values["VERSION"] + "." + values["PATCHLEVEL"];
  if (!values["SUBLEVEL"].empty()) version += "." + values["SUBLEVEL"];
  return version + values["EXTRAVERSION"];
}

std::vector<std::string> dax_files(const Tree& tree) {
  std::vector<std::string> paths;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(tree.root / "drivers/dax", error)) {
    if (is_source(entry.path())) paths.push_back("drivers/dax/" + entry.path().filename().string());
  }
  if (error) {
    throw KernelError(
        fmt::format("cannot read {}: {}", (tree.root / "drivers/dax").string(), error.message()));
  }
  return paths;
}

}  // namespace

std::string content_hash(const std::string& bytes) {
  boost::uuids::detail::sha1 sha1;
  sha1.process_bytes(bytes.data(), bytes.size());
  boost::uuids::detail::sha1::digest_type digest;
  sha1.get_digest(digest);
  std::string text;
  for (const unsigned int word : digest) text += fmt::format("{:08x}", word);
  return text;
}

std::string blob_hash(const std::string& content) {
  return content_hash("blob " + std::to_string(content.size()) + '\0' + content);
}

std::string read_source(const fs::path& path) {
  std::error_code error;
  const auto size = fs::is_regular_file(path, error) ? fs::file_size(path, error) : 0;
  if (!error && size > max_source_bytes) {
    throw KernelError(fmt::format("{} has {} bytes: no source file is larger than {}",
                                  path.string(), size, max_source_bytes));
  }
  try {
    return process::read_text(path, max_source_bytes);
  } catch (const std::system_error&) {
    throw KernelError(fmt::format("cannot read {}: expected a source file", path.string()));
  }
}

Tree open_tree(const fs::path& root) {
  std::error_code error;
  if (!fs::is_directory(root, error)) {
    throw KernelError(
        fmt::format("no such tree: {}: expected the folder of a kernel's source", root.string()));
  }
  if (!fs::is_regular_file(root / bus_file, error)) {
    throw KernelError(
        fmt::format("{} has no {}: expected the root of a kernel tree", root.string(), bus_file));
  }
  return {fs::canonical(root), version_of(root / "Makefile")};
}

std::vector<TakenFile> take(const Tree& tree, const std::vector<std::string>& headers,
                            const fs::path& folder) {
  auto paths = dax_files(tree);
  std::error_code error;
  for (const auto& header : headers) {
    if (fs::is_regular_file(tree.root / header, error)) paths.push_back(header);
  }
  std::ranges::sort(paths);
  std::vector<TakenFile> taken;
  for (const auto& path : paths) {
    const auto content = read_source(tree.root / path);
    fs::create_directories((folder / path).parent_path());
    std::ofstream out(folder / path, std::ios::binary);
    out << content;
    out.close();
    if (!out) throw KernelError(fmt::format("cannot write {}", (folder / path).string()));
    taken.push_back({path, blob_hash(content)});
  }
  return taken;
}

}  // namespace claimcheck::kernel
