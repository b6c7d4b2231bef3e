// SPDX-License-Identifier: MIT
#include "properties/engines/description.hpp"

#include <cerrno>
#include <nlohmann/json.hpp>

#include "properties/engines/engine.hpp"

namespace claimcheck::engines {
namespace {

using nlohmann::json;

int refuse_to_clone(const void*, void**) {
  return -ENOSYS;
}

// A description and the table whose pointers go into it.
struct DescribedTable {
  explicit DescribedTable(Description given) : description(std::move(given)) {
    for (const auto& site : description.sites) {
      auto& errors = site_errors.emplace_back(site.errors.value_or(std::vector<int>()));
      errors.push_back(0);
    }
    for (std::size_t i = 0; i < description.sites.size(); ++i) {
      const auto& site = description.sites[i];
      sites.push_back({site.name.c_str(), site.errors ? site_errors[i].data() : nullptr});
    }
    sites.push_back({nullptr, nullptr});
    api.version = CLAIMCHECK_ENGINE_VERSION;
    api.name = description.name.c_str();
    api.operations = description.operations;
    api.kinds = description.kinds;
    api.seq_bases = description.seq_bases;
    api.unbinds = description.unbinds;
    api.flags = description.flags;
    api.sites = sites.data();
    if (description.has_clone) api.clone = refuse_to_clone;
  }
  DescribedTable(const DescribedTable&) = delete;
  DescribedTable& operator=(const DescribedTable&) = delete;

  Description description;
  std::vector<std::vector<int>> site_errors;
  std::vector<claimcheck_site> sites;
  claimcheck_engine_api api{};
};

}  // namespace

Description describe(const claimcheck_engine_api& api, std::vector<std::string> about) {
  Description description{api.name,  api.operations,       api.kinds, api.seq_bases,   api.unbinds,
                          api.flags, api.clone != nullptr, {},        std::move(about)};
  for (const auto* site = api.sites; site->name; ++site) {
    auto& described = description.sites.emplace_back(SiteDescription{site->name, std::nullopt});
    if (!site->errors) continue;
    described.errors.emplace();
    for (const int* error = site->errors; *error != 0; ++error) {
      described.errors->push_back(*error);
    }
  }
  return description;
}

std::string encode(const Description& description) {
  auto sites = json::array();
  for (const auto& site : description.sites) {
    sites.push_back({site.name, site.errors ? json(*site.errors) : json()});
  }
  const json text{description.name,      description.operations, description.kinds,
                  description.seq_bases, description.unbinds,    description.flags,
                  description.has_clone, std::move(sites),       description.about};
  return text.dump();
}

Description decode_description(std::string_view text) {
  try {
    const auto value = json::parse(text);
    Description description{value.at(0), value.at(1), value.at(2), value.at(3), value.at(4),
                            value.at(5), value.at(6), {},          value.at(8)};
    for (const auto& site : value.at(7)) {
      auto& described = description.sites.emplace_back(SiteDescription{site.at(0), std::nullopt});
      if (!site.at(1).is_null()) described.errors = site.at(1).get<std::vector<int>>();
    }
    return description;
  } catch (const json::exception&) {
    throw EngineError("a plugin's description is damaged");
  }
}

std::shared_ptr<const claimcheck_engine_api> table_of(Description description) {
  auto table = std::make_shared<DescribedTable>(std::move(description));
  const auto* api = &table->api;
  return {std::move(table), api};
}

}  // namespace claimcheck::engines
