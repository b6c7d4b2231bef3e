// SPDX-License-Identifier: MIT
// The same mutations for AFL++, which loads them: AFL_CUSTOM_MUTATOR_LIBRARY=libclaimcheck_afl.so.
#include <cstddef>
#include <cstdint>
#include <string>

#include "properties/mutate/mutate.hpp"

namespace {

using namespace claimcheck;

struct Mutator {
  mutate::Random random;
  std::string made;  // what was handed out last
};

std::string_view text_of(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

}  // namespace

extern "C" {

__attribute__((visibility("default"))) void* afl_custom_init(void*, unsigned seed) {
  return new Mutator{mutate::Random(seed), {}};
}

// `other` is another input of the corpus, or null.
__attribute__((visibility("default"))) std::size_t afl_custom_fuzz(
    void* data, std::uint8_t* text, std::size_t size, std::uint8_t** out, std::uint8_t* other,
    std::size_t other_size, std::size_t max_size) {
  auto& mutator = *static_cast<Mutator*>(data);
  const auto seed = mutator.random.next();
  mutator.made =
      other && seed % 4 == 0
          ? mutate::spliced_text(text_of(text, size), text_of(other, other_size), max_size, seed)
          : mutate::mutated_text(text_of(text, size), max_size, seed);
  if (mutator.made.empty()) mutator.made = text_of(text, size);
  *out = reinterpret_cast<std::uint8_t*>(mutator.made.data());
  return mutator.made.size();
}

__attribute__((visibility("default"))) void afl_custom_deinit(void* data) {
  delete static_cast<Mutator*>(data);
}

}  // extern "C"
