// SPDX-License-Identifier: MIT
#include "properties/judge/defect.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace claimcheck::judge {
namespace {

bool share_one(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return a.empty() || std::ranges::any_of(a, [&](const std::string& kind) {
           return std::ranges::find(b, kind) != b.end();
         });
}

}  // namespace

bool covers(const Defect& known, const Defect& other) {
  if (known.clause != other.clause || known.aspect != other.aspect ||
      known.object != other.object || !std::ranges::includes(other.sites, known.sites)) {
    return false;
  }
  if (known.aspect == "race") return share_one(known.kinds, other.kinds);
  return std::ranges::includes(other.kinds, known.kinds);
}

std::string describe(const Defect& defect) {
  auto text = fmt::format("{} {}", name(defect.clause), defect.aspect);
  if (!defect.object.empty()) text += fmt::format(" on {}", defect.object);
  if (!defect.kinds.empty()) text += fmt::format(" of {}", fmt::join(defect.kinds, " and "));
  if (!defect.sites.empty()) text += fmt::format(" at {}", fmt::join(defect.sites, " and "));
  return text;
}

bool Defects::contains(const Defect& defect) const {
  return std::ranges::any_of(defects_, [&](const Defect& known) { return covers(known, defect); });
}

}  // namespace claimcheck::judge
