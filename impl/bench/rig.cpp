// SPDX-License-Identifier: MIT
#include "impl/bench/rig.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <memory>
#include <numeric>
#include <stdexcept>

namespace claimcheck::bench {
namespace {

constexpr std::uint64_t align = 2u << 20;
constexpr std::uint64_t first_base = std::uint64_t{1} << 40;
constexpr std::uint64_t region_step = std::uint64_t{1} << 44;
constexpr std::uint64_t seed = 7;

// Takes blocks of the sizes that engines take and gives them back in random order: what is
// allocated next is where one of them was.
void scatter_heap(std::size_t blocks, std::mt19937_64& random) {
  for (const std::size_t size : {24u, 40u, 56u, 72u, 88u, 104u}) {
    std::vector<std::unique_ptr<char[]>> taken(blocks);
    for (auto& block : taken) block = std::make_unique<char[]>(size);
    std::shuffle(taken.begin(), taken.end(), random);
    for (auto& block : taken) block.reset();
  }
}

claimcheck_operation blank(std::uint32_t kind, std::uint32_t region, std::uint32_t device) {
  claimcheck_operation operation{};
  operation.kind = kind;
  operation.region = region;
  operation.device = device;
  operation.text = "";
  return operation;
}

}  // namespace

Rig::Rig(const claimcheck_engine_api& api, const Shape& shape) : api_(api), shape_(shape) {
  env_.version = CLAIMCHECK_ENGINE_VERSION;
  for (std::size_t i = 0; i < shape.regions; i++) {
    regions_.push_back({first_base + i * region_step, shape.extents * align, align,
                        CLAIMCHECK_DYNAMIC, 1, 1, CLAIMCHECK_KEEPS});
  }
  const claimcheck_setup setup{regions_.data(), regions_.size(), ""};
  if (api_.create(&setup, &env_, &engine_)) throw std::runtime_error("the engine is not made");
  std::mt19937_64 random(seed);
  scatter_heap(shape.extents * shape.regions, random);
  for (std::uint32_t region = 0; region < shape.regions; region++) fill(region, random);
  order_.resize(shape.groups());
  std::iota(order_.begin(), order_.end(), 0u);
  std::shuffle(order_.begin(), order_.end(), random);
}

Rig::~Rig() {
  api_.destroy(engine_);
}

void Rig::fill(std::uint32_t region, std::mt19937_64& random) {
  std::vector<std::uint32_t> arrivals;
  for (std::size_t i = 0; i < shape_.groups() * shape_.group_size; i++) {
    arrivals.push_back(static_cast<std::uint32_t>(i / shape_.group_size));
  }
  std::shuffle(arrivals.begin(), arrivals.end(), random);
  std::vector<std::uint32_t> arrived(shape_.groups());
  for (const std::uint32_t group : arrivals) inject_one(region, group, arrived[group]++);
  for (std::uint32_t i = 1; i < shape_.devices; i++) create(region);
}

claimcheck_uuid Rig::tag(std::uint32_t region, std::size_t group) const {
  // Multiplied, so that tags look like the random numbers that UUIDs are.
  const std::uint64_t number = (group + 1) * 0x9e3779b97f4a7c15u;
  claimcheck_uuid uuid{};
  for (std::size_t i = 0; i < 8; i++) uuid.bytes[i] = static_cast<std::uint8_t>(number >> (8 * i));
  uuid.bytes[15] = static_cast<std::uint8_t>(region + 1);
  return uuid;
}

void Rig::prepare_claim(Claim& claim, std::uint32_t region, std::size_t group,
                        std::uint32_t device) const {
  claim.operation = blank(CLAIMCHECK_WRITE_UUID, region, device);
  const claimcheck_uuid uuid = tag(region, group);
  char* out = claim.text.data();
  for (std::size_t i = 0; i < sizeof uuid.bytes; i++) {
    if (i == 4 || i == 6 || i == 8 || i == 10) *out++ = '-';
    out = fmt::format_to(out, "{:02x}", uuid.bytes[i]);
  }
  *out++ = '\n';
  *out = '\0';
  claim.operation.text = claim.text.data();
  claim.operation.text_length = static_cast<std::size_t>(out - claim.text.data());
}

std::int64_t Rig::apply(const claimcheck_operation& operation) {
  claimcheck_outcome outcome;
  api_.apply(engine_, &operation, &outcome);
  return outcome.result;
}

void Rig::must(const claimcheck_operation& operation) {
  const std::int64_t result = apply(operation);
  if (result < 0) {
    throw std::runtime_error(fmt::format("operation {} returned {}", operation.kind, result));
  }
}

void Rig::run(Claim& claim) {
  must(claim.operation);
}

bool Rig::wins(Claim& claim) {
  const std::int64_t result = apply(claim.operation);
  if (result < 0 && result != -ENOENT) {
    throw std::runtime_error(fmt::format("a claim returned {}", result));
  }
  return result > 0;
}

void Rig::claim(std::uint32_t region, std::size_t group, std::uint32_t device) {
  Claim claim;
  prepare_claim(claim, region, group, device);
  run(claim);
}

void Rig::give_back(std::uint32_t region, std::uint32_t device) {
  claimcheck_operation operation = blank(CLAIMCHECK_WRITE_SIZE, region, device);
  operation.text = "0\n";
  operation.text_length = 2;
  must(operation);
}

void Rig::release(std::uint32_t region, std::size_t group) {
  claimcheck_operation operation = blank(CLAIMCHECK_RELEASE_TAG, region, 0);
  operation.tag = tag(region, group);
  must(operation);
}

void Rig::inject(std::uint32_t region, std::size_t group) {
  for (std::size_t index = 0; index < shape_.group_size; index++) {
    inject_one(region, group, index);
  }
}

void Rig::inject_one(std::uint32_t region, std::size_t group, std::size_t index) {
  // A group's members are scattered over the region.
  const std::uint64_t square = index * shape_.groups() + group;
  const claimcheck_member member{regions_[region].base + square * align, align,
                                 static_cast<std::uint16_t>(index + 1), 0};
  claimcheck_operation operation = blank(CLAIMCHECK_INJECT, region, 0);
  operation.tag = tag(region, group);
  operation.members = &member;
  operation.member_count = 1;
  must(operation);
}

void Rig::create(std::uint32_t region) {
  must(blank(CLAIMCHECK_CREATE, region, 0));
}

void Rig::remove_last(std::uint32_t region) {
  must(blank(CLAIMCHECK_DELETE, region, shape_.devices - 1));
}

void Rig::read_uuid(std::uint32_t region, std::uint32_t device) {
  must(blank(CLAIMCHECK_READ_UUID, region, device));
}

void Rig::read_size(std::uint32_t region, std::uint32_t device) {
  must(blank(CLAIMCHECK_READ_SIZE, region, device));
}

void Rig::read_available(std::uint32_t region) {
  must(blank(CLAIMCHECK_READ_AVAILABLE, region, 0));
}

std::size_t Rig::next_group() {
  const std::size_t group = order_[next_];
  next_ = (next_ + 1) % order_.size();
  return group;
}

}  // namespace claimcheck::bench
