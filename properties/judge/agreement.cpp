// SPDX-License-Identifier: MIT
#include "properties/judge/agreement.hpp"

#include <algorithm>

namespace claimcheck::judge {

Agreement agreement(const model::Operation& operation, const model::Outcome& outcome,
                    const Observed& observed, std::span<const int> allowed) {
  if (allowed.empty()) {
    const auto expected = shown(operation, outcome);
    const bool same = expected.result == observed.result && expected.text == observed.text;
    return same ? Agreement::done : Agreement::none;
  }
  // A2: the injected error, or the one that the contract would have given without it.
  const bool is_injected =
      std::ranges::any_of(allowed, [&](int error) { return observed.result == -error; });
  const bool fails_anyway = outcome.failed() && observed.result == outcome.result;
  return is_injected || fails_anyway ? Agreement::refused : Agreement::none;
}

void append_declared_errors(const claimcheck_engine_api& api, std::string_view site,
                            std::vector<int>& errors) {
  for (const auto* declared = api.sites; declared->name; ++declared) {
    if (site != declared->name || !declared->errors) continue;
    for (const int* error = declared->errors; *error != 0; ++error) errors.push_back(*error);
  }
}

std::vector<int> allowed_errors(const claimcheck_engine_api& api,
                                const engines::Environment& environment) {
  auto errors = environment.injected();
  for (const auto& use : environment.sites()) {
    if (use.failed == 0) continue;
    append_declared_errors(api, use.site, errors);
  }
  return errors;
}

}  // namespace claimcheck::judge
