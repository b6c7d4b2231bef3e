// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <array>
#include <cstdint>
#include <utility>

#include "model/trace/error_name.hpp"
#include "properties/engines/call_engine.hpp"
#include "properties/engines/engine.hpp"
#include "properties/engines/translate.hpp"

namespace claimcheck::engines {
namespace {

// An outcome and what lies behind it: an engine that writes more text than there is room for is
// told apart from one that breaks our stack.
struct MarginedOutcome {
  claimcheck_outcome outcome;
  std::array<std::uint64_t, 32> margin;  // words: every operation fills it and looks at it
};
constexpr std::uint64_t margin_word = 0xa5a5'a5a5'a5a5'a5a5u;

}  // namespace

Hosted::Hosted(const Engine& engine, const model::Setup& setup, const claimcheck_env& env)
    : Running(engine.loaded(), engine.show(), engine.mark()), images_(engine.images()) {
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
  destroy();
  if (image_) images_->drop(image_);
}

bool Hosted::keep() {
  if (!images_ || image_) return image_ != nullptr;
  void* image = nullptr;
  call_engine(mark_, [&] {
    if (images_->keep(engine_, &image) == 0) image_ = image;
  });
  return image_ != nullptr;
}

void Hosted::destroy() {
  if (!engine_) return;
  const MarkedCall call(mark_);
  api_.destroy(std::exchange(engine_, nullptr));
}

void Hosted::restore() {
  overran_ = false;
  call_engine(mark_, [&] { engine_ = images_->restore(image_); });
  if (!engine_) throw EngineError(fmt::format("{}: restore() returned NULL", api_.name));
}

Instance::Instance(const Engine& engine, const model::Setup& setup)
    : hosted_(engine, setup, *environment_.interface()) {}

Branch::Branch(const Running& original) : Running(original.api_, original.show_, original.mark_) {
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

void Running::show(std::span<const claimcheck_part> parts, const claimcheck_sink& sink) {
  call_engine(mark_, [&] { show_(engine_, parts.data(), parts.size(), &sink); });
}

}  // namespace claimcheck::engines
