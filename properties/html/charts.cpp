// SPDX-License-Identifier: MIT
#include "properties/html/charts.hpp"

#include <algorithm>
#include <cmath>

namespace claimcheck::html {
namespace {

int percent(double part, double whole) {
  return whole <= 0 ? 0 : static_cast<int>(std::lround(100 * part / whole));
}

Markup bar(int width_percent) {
  return markup("<span class=\"bar\"><i style=\"width:{}%\"></i></span>", width_percent);
}

}  // namespace

Markup logarithmic_bar(std::uint64_t count, std::uint64_t largest) {
  return bar(percent(std::log10(1.0 + static_cast<double>(count)),
                     std::log10(1.0 + static_cast<double>(largest))));
}

Markup bars(const std::string& title, const std::vector<Bar>& rows, bool logarithmic) {
  std::uint64_t largest = 0;
  for (const auto& row : rows) largest = std::max(largest, row.count);
  auto out = markup("<figure class=\"chart\"><figcaption>{}{}</figcaption><table>", title,
                    logarithmic ? " (by powers of ten)" : "");
  for (const auto& row : rows) {
    out += markup("<tr><th scope=\"row\">{}</th><td class=\"count\">{}</td><td>{}</td></tr>",
                  row.name, row.count,
                  logarithmic
                      ? logarithmic_bar(row.count, largest)
                      : bar(percent(static_cast<double>(row.count), static_cast<double>(largest))));
  }
  return out += Markup::raw("</table></figure>");
}

}  // namespace claimcheck::html
