// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace claimcheck::bench {

struct Series {
  std::string name;
  std::string colour;
  std::vector<std::pair<double, double>> points;  // both positive, by x
};

struct Plot {
  std::string title;
  std::string x_axis;
  std::string y_axis;
  std::vector<Series> series;  // those without points are left out
};

// A picture with logarithmic axes, a line at each power of ten; as an SVG file's text. Legible on
// white and on black.
std::string to_svg(const Plot& plot);

}  // namespace claimcheck::bench
