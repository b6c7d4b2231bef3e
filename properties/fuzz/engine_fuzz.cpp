// SPDX-License-Identifier: MIT
// The functions that fuzzers call: libFuzzer, and what speaks its language. The engine is the one
// that is linked to the program, as a plugin would be, with a claimcheck_engine() of its own; else
// the one that CLAIMCHECK_FUZZ_ENGINE names; else the indexed one. What it breaks on goes to the
// folder CLAIMCHECK_FUZZ_FOUND; what the traces of CLAIMCHECK_FUZZ_KNOWN break is set aside.
#include <fmt/format.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <stdexcept>

#include "properties/fuzz/judged_input.hpp"
#include "properties/mutate/mutate.hpp"

extern "C" __attribute__((weak)) const claimcheck_engine_api* claimcheck_engine(void);

namespace {

using namespace claimcheck;

std::string setting(const char* name, const char* otherwise) {
  const char* value = std::getenv(name);
  return value && *value ? value : otherwise;
}

// What the command line calls it.
struct Fuzzed {
  engines::Engine engine;
  std::string name;
  judge::Defects known;
};

Fuzzed fuzzed() {
  const bool is_linked = claimcheck_engine != nullptr;
  const auto name =
      is_linked ? "./the-same-engine.so" : setting("CLAIMCHECK_FUZZ_ENGINE", "indexed");
  const auto engine =
      is_linked ? engines::Engine::of(*claimcheck_engine()) : engines::Engine::named(name);
  const auto folder = setting("CLAIMCHECK_FUZZ_KNOWN", "");
  return {engine, name, folder.empty() ? judge::Defects{} : fuzz::known_of(engine, folder)};
}

// Made once: a plugin's coverage has to be known before the first input runs.
const Fuzzed& the_engine() {
  static const Fuzzed engine = [] {
    try {
      return fuzzed();
    } catch (const std::runtime_error& error) {
      fmt::print(stderr, "claimcheck: {}\n", error.what());
      std::exit(2);
    }
  }();
  return engine;
}

std::string_view text_of(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

// What fits is copied: where nothing does, the input stays as it is.
std::size_t put(const std::string& text, std::uint8_t* into, std::size_t otherwise) {
  if (text.empty()) return otherwise;
  std::memcpy(into, text.data(), text.size());
  return text.size();
}

}  // namespace

extern "C" int LLVMFuzzerInitialize(int*, char***) {
  the_engine();
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto& [engine, name, known] = the_engine();
  const auto finding = fuzz::judged(engine, text_of(data, size), known);
  if (!finding) return 0;
  const auto folder = setting("CLAIMCHECK_FUZZ_FOUND", "claimcheck-found");
  fmt::print(stderr, "{}", fuzz::report_of(*finding, name, folder));
  std::abort();
}

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size,
                                               std::size_t max_size, unsigned seed) {
  return put(mutate::mutated_text(text_of(data, size), max_size, seed), data, size);
}

extern "C" std::size_t LLVMFuzzerCustomCrossOver(const std::uint8_t* first, std::size_t first_size,
                                                 const std::uint8_t* second,
                                                 std::size_t second_size, std::uint8_t* out,
                                                 std::size_t max_size, unsigned seed) {
  const auto text = mutate::spliced_text(text_of(first, first_size), text_of(second, second_size),
                                         max_size, seed);
  return put(text, out, 0);
}
