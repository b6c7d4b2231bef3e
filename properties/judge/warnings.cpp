// SPDX-License-Identifier: MIT
#include "properties/judge/warnings.hpp"

#include <algorithm>
#include <cstring>

namespace claimcheck::judge {

std::string_view WarningTable::Row::name() const {
  return {text.data(), strnlen(text.data(), text.size())};
}

void WarningTable::count(std::string_view text, std::uint64_t trace) {
  text = text.substr(0, max_text - 1);
  // Memory that an engine can write over is not taken at its word.
  const auto known = std::min<std::size_t>(used, max_rows);
  const auto end = rows.begin() + static_cast<std::ptrdiff_t>(known);
  const auto row = std::find_if(rows.begin(), end, [&](const Row& r) { return r.name() == text; });
  if (row != end) {
    ++row->count;
    return;
  }
  if (known == max_rows) {
    ++others;
    return;
  }
  auto& fresh = rows[known];
  fresh = {};
  std::copy(text.begin(), text.end(), fresh.text.begin());
  fresh.count = 1;
  fresh.first_trace = trace;
  used = known + 1;
}

}  // namespace claimcheck::judge
