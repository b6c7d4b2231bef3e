// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "impl/engine.h"

// What an engine's table says, as values: what a process needs to know of a plugin that it does
// not load.

namespace claimcheck::engines {

struct SiteDescription {
  std::string name;
  std::optional<std::vector<int>> errors;  // nothing: NULL in the table

  bool operator==(const SiteDescription&) const = default;
};

struct Description {
  std::string name;
  std::uint64_t operations = 0;
  std::uint32_t kinds = 0;
  std::uint32_t seq_bases = 0;
  std::uint32_t unbinds = 0;
  std::uint32_t flags = 0;
  bool has_clone = false;
  std::vector<SiteDescription> sites;
  std::vector<std::string> about;  // lines for people

  bool operator==(const Description&) const = default;
};

Description describe(const claimcheck_engine_api& api, std::vector<std::string> about);

// A text that gives the same description back. decode() throws EngineError on any other text.
std::string encode(const Description& description);
Description decode_description(std::string_view text);

// A table that says what the description says and has no entry points: nothing of an engine can be
// called by it. `clone` alone is not null where the engine has one; it always fails.
std::shared_ptr<const claimcheck_engine_api> table_of(Description description);

}  // namespace claimcheck::engines
