// SPDX-License-Identifier: MIT
#include "properties/kernel/build.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <iostream>
#include <iterator>
#include <sstream>

#include "properties/engines/engine.hpp"
#include "properties/installation/installation.hpp"
#include "properties/kernel/diagnosis.hpp"
#include "properties/kernel/patches.hpp"
#include "properties/process/pipe.hpp"
#include "properties/process/program.hpp"

namespace claimcheck::kernel {
namespace {

namespace fs = std::filesystem;

constexpr int build_time_ms = 120'000;

std::string read_patch(const fs::path& path) {
  if (path == "-") return {std::istreambuf_iterator<char>(std::cin), {}};
  return read_source(path);
}

// All regular files below a folder, by path from there.
std::vector<fs::path> files_below(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) files.push_back(fs::relative(entry.path(), folder));
  }
  std::ranges::sort(files);
  return files;
}

// Of paths and contents.
std::string hash_of_folder(const fs::path& folder) {
  std::string bytes;
  for (const auto& file : files_below(folder)) {
    bytes += file.string() + ' ' + blob_hash(read_source(folder / file)) + '\n';
  }
  return content_hash(bytes);
}

std::vector<std::string> lines_of(const fs::path& file) {
  std::vector<std::string> lines;
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) {
    if (!line.empty() && line.front() != '#') lines.push_back(line);
  }
  return lines;
}

// The names that the shims declare, for what is nearest to one that is missing.
std::vector<std::string> shim_names(const fs::path& include) {
  std::string text;
  for (const auto& file : files_below(include)) text += read_source(include / file) + '\n';
  return identifiers(text);
}

// A folder that goes unless it is kept.
class WorkFolder {
 public:
  explicit WorkFolder(const fs::path& cache) {
    fs::create_directories(cache);
    auto pattern = (cache / "work-XXXXXX").string();
    if (!mkdtemp(pattern.data())) throw KernelError("cannot make a folder in " + cache.string());
    path_ = pattern;
  }
  ~WorkFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  WorkFolder(const WorkFolder&) = delete;
  WorkFolder& operator=(const WorkFolder&) = delete;

  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

// Held while one of several calls builds.
process::Descriptor lock(const fs::path& cache) {
  process::Descriptor file(open((cache / "lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
  if (file.get() < 0 || flock(file.get(), LOCK_EX) != 0) {
    throw KernelError("cannot lock " + (cache / "lock").string());
  }
  return file;
}

std::string compiler_version() {
  const auto result = process::run_program({"cc", "--version"}, ".");
  if (!result.succeeded()) throw KernelError("no C compiler: expected `cc` to be installed");
  return result.output;
}

// `own_key`: of all that is ours and of the compiler.
void compile(const fs::path& tree, const fs::path& out, const std::string& own_key,
             const KernelFolders& folders) {
  process::ProgramLimits limits;
  limits.time_ms = build_time_ms;
  const auto objects = folders.cache / ("objects-" + own_key);
  const auto result = process::run_program(
      {"env", "KERNEL_OBJECTS=" + objects.string(), "sh", (folders.sources / "build.sh").string(),
       tree.string(), (out / "engine.so").string()},
      folders.root, {}, limits);
  if (result.timed_out) {
    throw KernelError(fmt::format("the compiler did not end within {} s", build_time_ms / 1000));
  }
  if (result.succeeded()) return;
  std::ofstream(out / "build.log") << result.output;
  const auto names = shim_names(folders.sources / "include");
  throw KernelError(to_string(diagnose(result.output, tree.string(), names)) +
                    "\nimpl/kernel/README.md says how to add a name to the shims");
}

constexpr const char* about_file = "about";

// Beside the plugin, so that whoever gets its path can say what it is: the words of the command
// line, the headline, and the provenance.
void write_about(const KernelEngine& engine, const KernelSource& source) {
  std::ofstream out(engine.plugin.parent_path() / about_file);
  out << "--kernel " << installation::shell_word(source.tree.string());
  for (const auto& patch : source.patches)
    out << " --patch " << installation::shell_word(patch.string());
  out << '\n' << engine.headline() << '\n';
  for (const auto& line : engine.provenance()) out << line << '\n';
  out.close();
  if (!out) throw KernelError("cannot write in " + engine.plugin.parent_path().string());
}

std::vector<std::string> about(const std::string& engine) {
  const fs::path plugin(engine);
  if (plugin.filename() != "engine.so") return {};
  std::vector<std::string> lines;
  std::ifstream in(plugin.parent_path() / about_file);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines.size() < 2 ? std::vector<std::string>() : lines;
}

}  // namespace

std::string engine_words(const std::string& engine) {
  const auto lines = about(engine);
  return lines.empty() ? "--engine " + installation::shell_word(engine) : lines[0];
}

std::string engine_title(const std::string& engine) {
  const auto lines = about(engine);
  return lines.empty() ? engine : lines[1];
}

std::vector<std::string> engine_provenance(const std::string& engine) {
  if (const auto options = engines::options_of(engine); !options.empty())
    return {"Found with the engine's options " + options + "."};
  const auto lines = about(engine);
  if (lines.empty()) return {};
  return {lines.begin() + 2, lines.end()};
}

std::string KernelEngine::headline() const {
  auto text = fmt::format("kernel {}", version);
  for (const auto& file : files) {
    if (file.path == bus_file) text += fmt::format("  {} {}", file.path, file.blob.substr(0, 12));
  }
  if (!patches.empty()) {
    text += fmt::format("  {} patch{}", patches.size(), patches.size() == 1 ? "" : "es");
  }
  return text;
}

std::vector<std::string> KernelEngine::provenance() const {
  std::vector<std::string> lines{"Found on kernel " + version + "."};
  for (const auto& file : files) lines.push_back(fmt::format("{} {}", file.blob, file.path));
  for (const auto& patch : patches) lines.push_back("patch: " + patch);
  return lines;
}

KernelFolders default_folders() {
  const auto here = installation::installation();
  return {here.root / "impl/kernel", here.root, here.kernels};
}

KernelEngine build(const KernelSource& source, const KernelFolders& folders,
                   const std::function<void()>& compiles) {
  const auto tree = open_tree(source.tree);
  const WorkFolder work(folders.cache);
  const auto copy = work.path() / "tree";
  KernelEngine engine;
  engine.version = tree.version;
  engine.files = take(tree, lines_of(folders.sources / "tree_headers"), copy);
  for (const auto& path : source.patches) {
    const auto origin = path == "-" ? std::string("standard input") : path.string();
    const auto applied = apply_patches(parse_patches(read_patch(path), origin), copy);
    if (applied.subjects.empty()) {
      throw KernelError(
          fmt::format("{} changes no file that is taken from the tree: expected one "
                      "below drivers/dax, as in a/drivers/dax/bus.c",
                      origin));
    }
    engine.patches.insert(engine.patches.end(), applied.subjects.begin(), applied.subjects.end());
    engine.files_left_out += applied.files_left_out;
  }
  const auto own_key =
      content_hash(hash_of_folder(folders.sources) +
                   blob_hash(read_source(folders.root / "impl/engine.h")) + compiler_version());
  const auto key = content_hash(hash_of_folder(copy) + own_key);
  const auto kept = folders.cache / key;
  engine.plugin = kept / "engine.so";
  const auto turn = lock(folders.cache);
  engine.was_cached = fs::exists(engine.plugin);
  if (engine.was_cached) {
    write_about(engine, source);
    return engine;
  }
  // The sources stay beside the plugin: a finding names their lines.
  fs::remove_all(kept);
  fs::create_directories(kept);
  fs::rename(copy, kept / "tree");
  try {
    compiles();
    compile(kept / "tree", kept, own_key, folders);
  } catch (const KernelError&) {
    std::error_code ignored;
    fs::remove_all(kept, ignored);
    throw;
  }
  write_about(engine, source);
  return engine;
}

}  // namespace claimcheck::kernel
