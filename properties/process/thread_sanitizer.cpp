// SPDX-License-Identifier: MIT
#include "properties/process/thread_sanitizer.hpp"

#include <dlfcn.h>
#include <elf.h>
#include <fmt/format.h>
#include <sys/personality.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <optional>
#include <span>
#include <sstream>
#include <string_view>
#include <vector>

#include "properties/engines/engine.hpp"

namespace claimcheck::process {
namespace {

// Set in a program that was started again: what LD_PRELOAD was before, which may be nothing.
constexpr const char* started_again = "CLAIMCHECK_PRELOAD_BEFORE";

// What clang links is known to the program only, not to the plugin.
constexpr std::string_view usual_library = "libtsan.so.2";

// Races only, told to us and not by an exit status; signals stay those of the plugin.
constexpr std::string_view settings =
    "exitcode=0:symbolize=0:history_size=4:suppress_equal_stacks=0:suppress_equal_addresses=0:"
    "detect_deadlocks=0:report_mutex_bugs=0:report_destroy_locked=0:report_signal_unsafe=0:"
    "report_thread_leaks=0:handle_segv=0:handle_sigbus=0:handle_abort=0:handle_sigill=0:"
    "handle_sigfpe=0";

// The parts of an ELF file of 64 bits, which may hold anything: what lies outside of it is empty.
class ObjectFile {
 public:
  explicit ObjectFile(std::string bytes) : bytes_(std::move(bytes)) {
    const auto header = at<Elf64_Ehdr>(0);
    if (!header || std::memcmp(header->e_ident, ELFMAG, SELFMAG) != 0) return;
    if (header->e_ident[EI_CLASS] != ELFCLASS64) return;
    if (header->e_shentsize != sizeof(Elf64_Shdr)) return;
    for (std::size_t number = 0; number < header->e_shnum; ++number) {
      const auto section = at<Elf64_Shdr>(header->e_shoff + number * sizeof(Elf64_Shdr));
      if (section) sections_.push_back(*section);
    }
  }

  bool lacks(std::string_view symbol) const {
    return any_entry<Elf64_Sym>(SHT_DYNSYM, [&](const Elf64_Sym& entry, const Elf64_Shdr& names) {
      return entry.st_shndx == SHN_UNDEF && name(names, entry.st_name) == symbol;
    });
  }

  // The library of this name that it is linked with; nothing where it is with none.
  std::string needed(std::string_view beginning) const {
    std::string found;
    any_entry<Elf64_Dyn>(SHT_DYNAMIC, [&](const Elf64_Dyn& entry, const Elf64_Shdr& names) {
      if (entry.d_tag != DT_NEEDED) return false;
      const auto library = name(names, entry.d_un.d_val);
      if (!library.starts_with(beginning)) return false;
      found = library;
      return true;
    });
    return found;
  }

 private:
  template <class Part>
  std::optional<Part> at(std::uint64_t offset) const {
    if (offset > bytes_.size() || bytes_.size() - offset < sizeof(Part)) return std::nullopt;
    Part part;
    std::memcpy(&part, bytes_.data() + offset, sizeof(Part));
    return part;
  }

  std::string_view name(const Elf64_Shdr& names, std::uint64_t offset) const {
    const auto start = names.sh_offset + offset;
    if (start < names.sh_offset || start >= bytes_.size()) return {};
    const auto rest = std::string_view(bytes_).substr(start);
    return rest.substr(0, rest.find('\0'));
  }

  template <class Entry, class Holds>
  bool any_entry(std::uint32_t type, const Holds& holds) const {
    return std::ranges::any_of(sections_, [&](const Elf64_Shdr& section) {
      if (section.sh_type != type || section.sh_link >= sections_.size()) return false;
      const auto end = std::min<std::uint64_t>(section.sh_size, bytes_.size());
      for (std::uint64_t offset = 0; offset + sizeof(Entry) <= end; offset += sizeof(Entry)) {
        const auto entry = at<Entry>(section.sh_offset + offset);
        if (!entry) return false;
        if (holds(*entry, sections_[section.sh_link])) return true;
      }
      return false;
    });
  }

  std::string bytes_;
  std::vector<Elf64_Shdr> sections_;
};

// A pipe or a device is none, and may never end.
ObjectFile object_file(const std::string& engine) {
  const std::filesystem::path path = engine.substr(0, engine.find(','));
  std::error_code unreadable;
  if (!std::filesystem::is_regular_file(path, unreadable)) return ObjectFile({});
  std::ifstream file(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  return ObjectFile(std::move(bytes).str());
}

std::vector<std::string> our_arguments() {
  std::ifstream file("/proc/self/cmdline", std::ios::binary);
  std::vector<std::string> arguments;
  for (std::string argument; std::getline(file, argument, '\0');) arguments.push_back(argument);
  return arguments;
}

void set_before(const char* name, std::string value) {
  if (const char* old = std::getenv(name); old && *old) value += std::string(":") + old;
  setenv(name, value.c_str(), 1);
}

}  // namespace

bool wants_thread_sanitizer(const std::string& engine) {
  return !engines::is_of_this_tree(engine) && object_file(engine).lacks("__tsan_init");
}

bool has_thread_sanitizer() {
  return dlsym(RTLD_DEFAULT, "__tsan_init") && dlsym(RTLD_DEFAULT, "__tsan_get_report_mop");
}

void start_again_with_thread_sanitizer(const std::string& engine) {
  auto library = object_file(engine).needed("libtsan.so");
  if (library.empty()) library = usual_library;
  if (std::getenv(started_again)) {
    throw engines::EngineError(
        fmt::format("{}: is compiled with -fsanitize=thread, and {} cannot be loaded: install it "
                    "(the package libtsan2 or the like), or compile without",
                    engine, library));
  }
  const char* before = std::getenv("LD_PRELOAD");
  setenv(started_again, before ? before : "", 1);
  set_before("LD_PRELOAD", library);
  set_before("TSAN_OPTIONS", std::string(settings));
  // The library wants certain addresses for itself. Where that is forbidden, it mostly gets them.
  personality(ADDR_NO_RANDOMIZE);
  auto arguments = our_arguments();
  std::vector<char*> words;
  for (auto& argument : arguments) words.push_back(argument.data());
  words.push_back(nullptr);
  execv("/proc/self/exe", words.data());
  throw engines::EngineError(
      fmt::format("{}: cannot be run with ThreadSanitizer: {}", engine, std::strerror(errno)));
}

void keep_thread_sanitizer_to_ourselves() {
  const char* before = std::getenv(started_again);
  if (!before) return;
  if (*before) {
    setenv("LD_PRELOAD", before, 1);
  } else {
    unsetenv("LD_PRELOAD");
  }
}

}  // namespace claimcheck::process
