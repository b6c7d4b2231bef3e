// SPDX-License-Identifier: MIT
#include "properties/engines/engine.hpp"

#include <dlfcn.h>
#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <cstring>
#include <filesystem>
#include <mutex>
#include <new>
#include <set>
#include <sstream>

#include "impl/indexed/indexed.h"
#include "impl/posted/posted.h"
#include "model/trace/error_name.hpp"
#include "model/trace/trace_operation.hpp"
#include "properties/engines/printable.hpp"
#include "properties/engines/site_name.hpp"

namespace claimcheck::engines {
namespace {

claimcheck_region_setup translate(const model::RegionSetup& region) {
  claimcheck_region_setup out{};
  out.base = region.base;
  out.size = region.size;
  out.align = region.align;
  out.kind = region.kind == model::RegionKind::dynamic   ? CLAIMCHECK_DYNAMIC
             : region.kind == model::RegionKind::static_ ? CLAIMCHECK_STATIC
                                                         : CLAIMCHECK_PLAIN;
  out.seq_base = region.seq_base;
  out.unbind = region.unbind == model::Unbind::drops ? CLAIMCHECK_DROPS : CLAIMCHECK_KEEPS;
  out.driver_bound = region.driver_bound;
  return out;
}

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

// Lets no exception out of the engine but what says that it came from there. Memory that ran out
// may have run out in us, called back by the engine, and what is no std::exception may be our own
// way out of a fiber.
template <class Call>
void call_engine(CallMark* mark, Call call) {
  const MarkedCall marked(mark);
  try {
    call();
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception& error) {
    throw EngineThrew(printable(error.what()));
  }
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

struct LoadedPlugin {
  const claimcheck_engine_api* api;  // never null, and fit for use
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
  std::vector<std::string> about;
  call_engine(nullptr, [&] {
    api = entry();
    about = about_of(library);
  });
  if (!api) {
    throw EngineError(fmt::format("{}: {}", name,
                                  about.empty() ? "claimcheck_engine() returned NULL" : about[0]));
  }
  refuse_unfit(*api, name);
  return {api, std::move(about)};
}

// A table of this process that lives as long as it does.
std::shared_ptr<const claimcheck_engine_api> for_good(const claimcheck_engine_api* api) {
  return {std::shared_ptr<const claimcheck_engine_api>(), api};
}

// An outcome and what lies behind it: an engine that writes more text than there is room for is
// told apart from one that breaks our stack.
struct MarginedOutcome {
  claimcheck_outcome outcome;
  std::array<std::uint64_t, 32> margin;  // words: every operation fills it and looks at it
};
constexpr std::uint64_t margin_word = 0xa5a5'a5a5'a5a5'a5a5u;

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
    });
    return *api_;
  }

 private:
  std::string name_;
  Description description_;
  pid_t described_in_;
  std::once_flag once_;
  const claimcheck_engine_api* api_ = nullptr;  // null: not loaded in this process
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
  if (name == "indexed") return {for_good(claimcheck_indexed_engine()), name};
  if (name == "posted") return {for_good(claimcheck_posted_engine()), name};
  if (!name.ends_with(".so") && name.find('/') == std::string::npos) {
    throw EngineError(fmt::format(
        "no engine '{}': expected indexed, posted or the path of a shared object", name));
  }
  auto plugin = load(name);
  Engine engine(for_good(plugin.api), argument, options_of(argument));
  engine.about_ = std::move(plugin.about);
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

Engine Engine::of(const claimcheck_engine_api& api) {
  const std::string argument = text_or_null(api.name);
  refuse_unfit(api, argument);
  return {for_good(&api), argument};
}

Engine Engine::marked(CallMark& mark) const {
  Engine engine = *this;
  engine.mark_ = &mark;
  return engine;
}

Hosted::Hosted(const Engine& engine, const model::Setup& setup, const claimcheck_env& env)
    : Running(engine.loaded(), engine.mark()) {
  for (const auto& region : setup.regions) regions_.push_back(translate(region));
  options_ = engine.options();
  setup_ = {regions_.data(), regions_.size(), options_.c_str()};
  int result = 0;
  call_engine(mark_, [&] { result = api_.create(&setup_, &env, &engine_); });
  if (result != 0 || !engine_) {
    throw EngineError(
        fmt::format("{}: create() returned {}{}", engine.name(),
                    result < 0 ? model::error_name(-result) : std::to_string(result),
                    options_.empty() ? "" : fmt::format(" to the options \"{}\"", options_)));
  }
}

Hosted::~Hosted() {
  const MarkedCall call(mark_);
  api_.destroy(engine_);
}

Instance::Instance(const Engine& engine, const model::Setup& setup)
    : hosted_(engine, setup, *environment_.interface()) {}

Branch::Branch(const Running& original) : Running(original.api_, original.mark_) {
  if (!api_.clone) throw EngineError(fmt::format("{}: has no clone()", api_.name));
  int result = 0;
  try {
    call_engine(mark_, [&] { result = api_.clone(original.engine_, &engine_); });
  } catch (const EngineThrew& error) {
    // Not left to pass for a defect: no operation of a trace would show it.
    throw EngineError(fmt::format("{}: clone() threw an exception: {}", api_.name, error.what()));
  }
  if (result != 0) {
    throw EngineError(
        fmt::format("{}: clone() returned {}", api_.name,
                    result < 0 ? model::error_name(-result) : std::to_string(result)));
  }
  if (!engine_ || engine_ == original.engine_) {
    throw EngineError(fmt::format("{}: clone() returned 0 and made no copy", api_.name));
  }
}

Branch::~Branch() {
  const MarkedCall call(mark_);
  api_.destroy(engine_);
}

void Running::apply(const claimcheck_operation& operation, claimcheck_outcome& outcome) {
  MarginedOutcome margined;
  margined.outcome = outcome;
  margined.margin.fill(margin_word);
  call_engine(mark_, [&] { api_.apply(engine_, &operation, &margined.outcome); });
  // No early way out: so it is done several words at a time.
  std::uint64_t changed = 0;
  for (const auto word : margined.margin) changed |= word ^ margin_word;
  if (changed != 0) overran_ = true;
  outcome = margined.outcome;
}

void Running::snapshot(const claimcheck_sink& sink) {
  call_engine(mark_, [&] { api_.snapshot(engine_, &sink); });
}

}  // namespace claimcheck::engines
