// SPDX-License-Identifier: MIT
#include "impl/testing/engine.hpp"

#include <gtest/gtest.h>

#include <cstring>
#include <stdexcept>
#include <utility>

namespace claimcheck::testing {
namespace {

Operation release_of(const Extent& extent) {
  Operation operation;
  operation.plain.region = extent.region;
  operation.plain.start = extent.start;
  std::copy(extent.tag.begin(), extent.tag.end(), operation.plain.tag.bytes);
  const bool untagged = extent.tag == std::array<std::uint8_t, 16>{};
  operation.plain.kind = untagged ? CLAIMCHECK_RELEASE_UNTAGGED : CLAIMCHECK_RELEASE_TAG;
  return operation;
}

}  // namespace

claimcheck_region_setup dynamic_region(std::uint32_t seq_base) {
  return {region_base, region_size, align, CLAIMCHECK_DYNAMIC, seq_base, 1, CLAIMCHECK_KEEPS};
}

claimcheck_region_setup region_of_kind(claimcheck_region_kind kind) {
  claimcheck_region_setup setup = dynamic_region();
  setup.kind = kind;
  return setup;
}

Engine::Engine(const claimcheck_engine_api* api, std::vector<claimcheck_region_setup> regions)
    : api_(api), regions_(std::move(regions)) {
  for (std::size_t i = 0; i < regions_.size(); i++) {
    regions_[i].base = base_of(static_cast<std::uint32_t>(i));
  }
  setup_ = {regions_.data(), regions_.size(), ""};
  if (api_->create(&setup_, env_.env(), &engine_)) throw std::runtime_error("no engine");
}

Engine::~Engine() {
  api_->destroy(engine_);
}

claimcheck_outcome Engine::run(const Operation& operation) {
  const claimcheck_operation view = operation.view();
  claimcheck_outcome outcome;
  api_->apply(engine_, &view, &outcome);
  for (const std::string& complaint : env_.complaints_at_rest()) ADD_FAILURE() << complaint;
  return outcome;
}

std::int64_t Engine::apply(const Operation& operation) {
  return run(operation).result;
}

std::string Engine::read(const Operation& operation) {
  const claimcheck_outcome outcome = run(operation);
  if (outcome.result < 0) return "error " + std::to_string(outcome.result);
  EXPECT_EQ(static_cast<std::size_t>(outcome.result), std::strlen(outcome.text));
  return outcome.text;
}

void Engine::clear() {
  env_.plan({});
  for (std::uint32_t region = 0; region < regions_.size(); region++) apply(bind_region(region));
  for (const Device& device : snapshot().devices) {
    const DeviceName name{device.region, device.index};
    apply(unbind(name));
    apply(write_size("0", name));
    apply(remove(name));
  }
  for (const Extent& extent : snapshot().extents) apply(release_of(extent));
}

}  // namespace claimcheck::testing
