// SPDX-License-Identifier: MIT
// An engine is put back where it stands: an image keeps it from being destroyed, and gives it the
// state that it had when it was kept. So all locks are where they were.
#include <cerrno>
#include <memory>
#include <new>

#include "impl/indexed/clone.hpp"
#include "impl/indexed/indexed.h"

namespace claimcheck::indexed {
namespace {

struct Image {
  std::unique_ptr<Engine> engine;      // the one that is put back
  std::unique_ptr<const Engine> then;  // as it was when it was kept
};

int keep(const void* handle, void** image) {
  auto* const engine = static_cast<Engine*>(const_cast<void*>(handle));
  try {
    auto kept = std::make_unique<Image>();
    kept->then = copy_engine(*engine);
    kept->engine.reset(engine);
    engine->is_kept = true;
    *image = kept.release();
  } catch (const std::bad_alloc&) {
    return -ENOMEM;
  }
  return 0;
}

void* restore(const void* image) {
  const auto& kept = *static_cast<const Image*>(image);
  try {
    assign(*kept.then, *kept.engine);
  } catch (const std::bad_alloc&) {
    return nullptr;
  }
  return kept.engine.get();
}

void drop(void* image) {
  delete static_cast<Image*>(image);
}

constexpr claimcheck_images images = {keep, restore, drop};

}  // namespace
}  // namespace claimcheck::indexed

const claimcheck_images* claimcheck_indexed_images() {
  return &claimcheck::indexed::images;
}
