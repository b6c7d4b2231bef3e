// SPDX-License-Identifier: MIT
// A device's files and its life. Each takes its locks itself. Results as the kernel's: a length,
// an index, a mode or zero, or a negative errno, and then nothing is changed (A1). What is read
// goes to `out`, which has room for CLAIMCHECK_TEXT_SIZE and gets a NUL.
#pragma once

#include <string_view>

#include "impl/indexed/engine.hpp"

namespace claimcheck::indexed {

// Throws std::bad_alloc, and then nothing is changed.
std::int64_t write_uuid(const Env& env, Region& region, std::uint32_t index, std::string_view text);
std::int64_t write_size(const Env& env, Region& region, std::uint32_t index, std::string_view text);

std::int64_t read_uuid(const Env& env, Region& region, std::uint32_t index, char* out);
std::int64_t read_size(const Env& env, Region& region, std::uint32_t index, char* out);
std::int64_t read_available(const Env& env, Region& region, char* out);
std::int64_t mode(const Env& env, Region& region, std::uint32_t index, std::uint32_t attribute);
std::int64_t read_resource(const Env& env, Region& region, std::uint32_t index, char* out);
// `field` of enum claimcheck_mapping_field.
std::int64_t read_mapping(const Env& env, Region& region, std::uint32_t index,
                          std::uint32_t mapping, std::uint32_t field, char* out);

// Throws std::bad_alloc, and then nothing is changed.
std::int64_t create_device(const Env& env, Region& region);
std::int64_t delete_device(const Env& env, Region& region, std::uint32_t index);
std::int64_t bind_device(const Env& env, Region& region, std::uint32_t index);
std::int64_t unbind_device(const Env& env, Region& region, std::uint32_t index);
std::int64_t bind_region(const Env& env, Region& region);
std::int64_t unbind_region(Engine& engine, Region& region);

}  // namespace claimcheck::indexed
