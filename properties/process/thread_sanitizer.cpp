// SPDX-License-Identifier: MIT
#include "properties/process/thread_sanitizer.hpp"

#include <dlfcn.h>
#include <elf.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/personality.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string_view>
#include <vector>

#include "properties/engines/engine.hpp"
#include "properties/process/pipe.hpp"

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
// Only what is asked for is read, as the file may be of any size. Nothing of what is no file: a
// pipe or a device may never end.
class ObjectFile {
 public:
  explicit ObjectFile(const std::filesystem::path& path)
      : file_(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)) {
    struct stat status {};
    if (file_.get() < 0 || fstat(file_.get(), &status) != 0 || !S_ISREG(status.st_mode)) return;
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
      auto library = name(names, entry.d_un.d_val);
      if (!library.starts_with(beginning)) return false;
      found = std::move(library);
      return true;
    });
    return found;
  }

 private:
  template <class Part>
  std::optional<Part> at(std::uint64_t offset) const {
    Part part;
    if (read_at(offset, &part, sizeof(Part)) != sizeof(Part)) return std::nullopt;
    return part;
  }

  std::size_t read_at(std::uint64_t offset, void* into, std::size_t size) const {
    const auto got = pread(file_.get(), into, size, static_cast<off_t>(offset));
    return got < 0 ? 0 : static_cast<std::size_t>(got);
  }

  // Its beginning: none that we look for is longer.
  std::string name(const Elf64_Shdr& names, std::uint64_t offset) const {
    std::array<char, 64> text{};
    const auto size = read_at(names.sh_offset + offset, text.data(), text.size() - 1);
    return {text.data(), strnlen(text.data(), size)};
  }

  template <class Entry, class Holds>
  bool any_entry(std::uint32_t type, const Holds& holds) const {
    return std::ranges::any_of(sections_, [&](const Elf64_Shdr& section) {
      if (section.sh_type != type || section.sh_link >= sections_.size()) return false;
      const auto end = std::min(section.sh_size, max_section);
      for (std::uint64_t offset = 0; offset + sizeof(Entry) <= end; offset += sizeof(Entry)) {
        const auto entry = at<Entry>(section.sh_offset + offset);
        if (!entry) return false;
        if (holds(*entry, sections_[section.sh_link])) return true;
      }
      return false;
    });
  }

  static constexpr std::uint64_t max_section = std::uint64_t{16} << 20;  // bytes that are looked at

  Descriptor file_;
  std::vector<Elf64_Shdr> sections_;
};

ObjectFile object_file(const std::string& engine) {
  return ObjectFile(engine.substr(0, engine.find(',')));
}

std::vector<std::string> our_arguments() {
  std::ifstream file("/proc/self/cmdline", std::ios::binary);
  std::vector<std::string> arguments;
  for (std::string argument; std::getline(file, argument, '\0');) arguments.push_back(argument);
  return arguments;
}

// Nothing is as it was where it was not set.
void restore(const char* name, const std::string& value) {
  if (value.empty()) {
    unsetenv(name);
  } else {
    setenv(name, value.c_str(), 1);
  }
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
  restore("LD_PRELOAD", before);
  const char* options = std::getenv("TSAN_OPTIONS");
  std::string_view others = options ? options : "";
  if (!others.starts_with(settings)) return;
  others.remove_prefix(settings.size());
  if (others.starts_with(':')) others.remove_prefix(1);
  restore("TSAN_OPTIONS", std::string(others));
}

}  // namespace claimcheck::process
