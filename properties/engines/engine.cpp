// SPDX-License-Identifier: MIT
#include "properties/engines/engine.hpp"

#include <dlfcn.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cstring>
#include <filesystem>
#include <mutex>
#include <set>
#include <sstream>

#include "impl/indexed/indexed.h"
#include "impl/posted/posted.h"
#include "model/trace/trace_operation.hpp"
#include "properties/engines/call_engine.hpp"
#include "properties/engines/printable.hpp"
#include "properties/engines/site_name.hpp"

namespace claimcheck::engines {
namespace {

void refuse_other_version(std::uint32_t version, const std::string& argument) {
  if (version == CLAIMCHECK_ENGINE_VERSION) return;
  throw EngineError(fmt::format(
      "{}: built for version {} of the engine interface; this claimcheck has version {}: build it "
      "against impl/engine.h, say in the table what the engine is like (operations, kinds, "
      "seq_bases, unbinds, flags), and give each site its errors or NULL",
      argument, version, CLAIMCHECK_ENGINE_VERSION));
}

void refuse_incomplete(const claimcheck_engine_api& api, const std::string& argument) {
  if (api.name && *api.name && api.sites && api.create && api.destroy && api.apply &&
      api.snapshot) {
    return;
  }
  throw EngineError(fmt::format(
      "{}: its table lacks one of name, sites, create, destroy, apply, snapshot", argument));
}

constexpr std::size_t max_name = max_site_name;  // characters

// The beginning of a text of the engine's, which need not have an end.
std::string_view bounded(const char* text) {
  return {text, strnlen(text, max_name + 1)};
}

// A trace names the engine in a line of its own.
void refuse_name(const claimcheck_engine_api& api, const std::string& argument) {
  const auto name = bounded(api.name);
  if (name.size() <= max_name && model::is_tag_name(name)) return;
  throw EngineError(
      fmt::format("{}: its name \"{}\" is not one word: a letter, then letters, digits, - or _, at "
                  "most {} in all",
                  argument, printable(name.substr(0, max_name)), max_name));
}

void refuse_errors(const claimcheck_site& site, const std::string& argument) {
  constexpr int max_errors = 64;
  constexpr int max_error = 4095;  // MAX_ERRNO of the kernel
  int count = 0;
  for (const int* error = site.errors; error && *error != 0; ++error) {
    if (++count <= max_errors && *error > 0 && *error <= max_error) continue;
    throw EngineError(
        fmt::format("{}: the errors of its site \"{}\" are to be at most {} positive errnos, and a "
                    "0 behind them",
                    argument, site.name, max_errors));
  }
}

// A trace names a site as a word, and a failure counts those of one name.
void refuse_sites(const claimcheck_engine_api& api, const std::string& argument) {
  constexpr std::size_t max_sites = 256;
  std::set<std::string_view> names;
  for (const auto* site = api.sites; site->name; ++site) {
    if (names.size() == max_sites) {
      throw EngineError(
          fmt::format("{}: its table has more than {} sites, or no site without a "
                      "name at their end",
                      argument, max_sites));
    }
    const auto name = bounded(site->name);
    if (!is_site_name(name)) {
      throw EngineError(
          fmt::format("{}: its site \"{}\" is not one word of at most {} letters, digits, - and _",
                      argument, printable(name.substr(0, max_site_name)), max_site_name));
    }
    if (!names.insert(name).second) {
      throw EngineError(fmt::format("{}: its table has two sites \"{}\"", argument, name));
    }
    refuse_errors(*site, argument);
  }
}

void refuse_unfit(const claimcheck_engine_api& api, const std::string& argument) {
  refuse_other_version(api.version, argument);
  refuse_incomplete(api, argument);
  refuse_name(api, argument);
  refuse_sites(api, argument);
}

// What a plugin says of itself, line by line; nothing where it says nothing.
std::vector<std::string> about_of(void* library) {
  const auto entry =
      reinterpret_cast<claimcheck_engine_about_function>(dlsym(library, "claimcheck_engine_about"));
  constexpr std::size_t max_line = 1000;  // a sentence and a declaration in it
  constexpr std::size_t max_lines = 1000;
  const char* said = entry ? entry() : nullptr;
  std::vector<std::string> lines;
  std::istringstream text(said ? std::string(said, strnlen(said, max_lines * max_line)) : "");
  for (std::string line; lines.size() < max_lines && std::getline(text, line);) {
    lines.push_back(printable(line, max_line));
  }
  return lines;
}

// Null where a plugin says nothing of it, or not all.
const claimcheck_images* images_of(void* library) {
  const auto entry = reinterpret_cast<claimcheck_engine_images_function>(
      dlsym(library, "claimcheck_engine_images"));
  const auto* const images = entry ? entry() : nullptr;
  return images && images->keep && images->restore && images->drop ? images : nullptr;
}

struct LoadedPlugin {
  const claimcheck_engine_api* api;  // never null, and fit for use
  const claimcheck_images* images;
  claimcheck_engine_show_function show;  // null: it shows no parts
  std::vector<std::string> about;
};

std::string file_of(const std::string& argument) {
  return argument.substr(0, argument.find(','));
}

// A pipe would be waited for.
void refuse_what_is_no_file(const std::filesystem::path& path, const std::string& name) {
  std::error_code error;
  const auto status = std::filesystem::status(path, error);
  if (!std::filesystem::exists(status) || std::filesystem::is_regular_file(status)) return;
  throw EngineError(fmt::format("cannot load {}: it is no file", name));
}

// Into this process, for good.
LoadedPlugin load(const std::string& name) {
  // dlopen looks for a bare name in the system's folders; what is meant is a file.
  const std::string path = name.find('/') == std::string::npos ? "./" + name : name;
  refuse_what_is_no_file(path, name);
  void* library = nullptr;
  call_engine(nullptr,
              [&] { library = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE); });
  if (!library) throw EngineError(fmt::format("cannot load {}: {}", name, dlerror()));
  const auto entry =
      reinterpret_cast<claimcheck_engine_function>(dlsym(library, "claimcheck_engine"));
  if (!entry) {
    throw EngineError(
        fmt::format("{}: exports no function claimcheck_engine (impl/engine.h)", name));
  }
  const claimcheck_engine_api* api = nullptr;
  const claimcheck_images* images = nullptr;
  std::vector<std::string> about;
  call_engine(nullptr, [&] {
    api = entry();
    about = about_of(library);
    images = images_of(library);
  });
  if (!api) {
    throw EngineError(fmt::format("{}: {}", name,
                                  about.empty() ? "claimcheck_engine() returned NULL" : about[0]));
  }
  refuse_unfit(*api, name);
  const auto show =
      reinterpret_cast<claimcheck_engine_show_function>(dlsym(library, "claimcheck_engine_show"));
  return {api, images, show, std::move(about)};
}

// A table of this process that lives as long as it does.
std::shared_ptr<const claimcheck_engine_api> for_good(const claimcheck_engine_api* api) {
  return {std::shared_ptr<const claimcheck_engine_api>(), api};
}

}  // namespace

// Loaded at most once in a process, by whichever thread comes first.
class DescribedPlugin {
 public:
  DescribedPlugin(std::string name, Description description)
      : name_(std::move(name)), description_(std::move(description)), described_in_(getpid()) {}

  const claimcheck_engine_api& loaded() {
    if (getpid() == described_in_) {
      throw std::logic_error(name_ + ": a plugin is not run where it was only described");
    }
    std::call_once(once_, [this] {
      const auto plugin = load(name_);
      if (describe(*plugin.api, plugin.about) != description_) {
        throw EngineError(
            fmt::format("{}: its table says something else each time it is loaded", name_));
      }
      api_ = plugin.api;
      images_ = plugin.images;
      show_ = plugin.show;
    });
    return *api_;
  }

  const claimcheck_images* images() {
    loaded();
    return images_;
  }
  claimcheck_engine_show_function show() {
    loaded();
    return show_;
  }

 private:
  std::string name_;
  Description description_;
  pid_t described_in_;
  std::once_flag once_;
  const claimcheck_engine_api* api_ = nullptr;  // null: not loaded in this process
  const claimcheck_images* images_ = nullptr;
  claimcheck_engine_show_function show_ = nullptr;
};

Engine::Engine(std::shared_ptr<const claimcheck_engine_api> api, std::string argument,
               std::string options)
    : api_(std::move(api)), argument_(std::move(argument)), options_(std::move(options)) {}

bool is_of_this_tree(const std::string& argument) {
  const auto name = file_of(argument);
  return name == "indexed" || name == "posted";
}

std::string options_of(const std::string& argument) {
  const auto comma = argument.find(',');
  return comma == std::string::npos ? "" : argument.substr(comma + 1);
}

Engine Engine::named(const std::string& argument) {
  const auto name = file_of(argument);
  if (is_of_this_tree(argument)) {
    if (name != argument) throw EngineError(fmt::format("{}: {} has no options", argument, name));
  }
  if (name == "indexed") {
    Engine indexed(for_good(claimcheck_indexed_engine()), name);
    indexed.show_ = claimcheck_indexed_show;
    indexed.images_ = claimcheck_indexed_images();
    return indexed;
  }
  if (name == "posted") return {for_good(claimcheck_posted_engine()), name};
  if (!name.ends_with(".so") && name.find('/') == std::string::npos) {
    throw EngineError(fmt::format(
        "no engine '{}': expected indexed, posted or the path of a shared object", name));
  }
  auto plugin = load(name);
  Engine engine(for_good(plugin.api), argument, options_of(argument));
  engine.about_ = std::move(plugin.about);
  engine.images_ = plugin.images;
  engine.show_ = plugin.show;
  return engine;
}

Engine Engine::described(const std::string& argument, Description description) {
  auto about = description.about;
  Engine engine(table_of(description), argument, options_of(argument));
  engine.about_ = std::move(about);
  engine.plugin_ = std::make_shared<DescribedPlugin>(file_of(argument), std::move(description));
  return engine;
}

const claimcheck_engine_api& Engine::loaded() const {
  return plugin_ ? plugin_->loaded() : *api_;
}

const claimcheck_images* Engine::images() const {
  return plugin_ ? plugin_->images() : images_;
}

claimcheck_engine_show_function Engine::show() const {
  return plugin_ ? plugin_->show() : show_;
}

Engine Engine::of(const claimcheck_engine_api& api, const claimcheck_images* images,
                  claimcheck_engine_show_function show) {
  const std::string argument = text_or_null(api.name);
  refuse_unfit(api, argument);
  Engine engine(for_good(&api), argument);
  engine.images_ = images;
  engine.show_ = show;
  return engine;
}

Engine Engine::marked(CallMark& mark) const {
  Engine engine = *this;
  engine.mark_ = &mark;
  return engine;
}

}  // namespace claimcheck::engines
