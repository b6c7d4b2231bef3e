// SPDX-License-Identifier: MIT
#include "impl/bench/plot.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace claimcheck::bench {
namespace {

constexpr double width = 720;
constexpr double height = 420;
constexpr double left = 80;
constexpr double right = 90;  // where the names of the series stand
constexpr double top = 44;
constexpr double bottom = 56;

// Powers of ten around all values, and where between them a value lies.
struct Axis {
  int low = 0;
  int high = 1;

  void include(double value) {
    const double power = std::log10(value);
    low = std::min(low, static_cast<int>(std::floor(power)));
    high = std::max(high, static_cast<int>(std::ceil(power)));
  }
  double place(double value) const { return (std::log10(value) - low) / (high - low); }
};

std::string escaped(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '<') {
      out += "&lt;";
    } else if (c == '&') {
      out += "&amp;";
    } else {
      out += c;
    }
  }
  return out;
}

std::string count_text(int power) {
  static constexpr const char* units[] = {"", "K", "M", "G"};
  if (power < 0 || power >= 12) return fmt::format("1e{}", power);
  return fmt::format("{}{}", std::lround(std::pow(10, power % 3)), units[power / 3]);
}

std::string time_text(int power) {
  static constexpr const char* units[] = {"ns", "us", "ms", "s"};
  if (power < 0 || power >= 12) return fmt::format("1e{} ns", power);
  return fmt::format("{} {}", std::lround(std::pow(10, power % 3)), units[power / 3]);
}

class Canvas {
 public:
  explicit Canvas(const Plot& plot) {
    const Series* first = nullptr;
    for (const Series& series : plot.series) {
      for (const auto& [x, y] : series.points) {
        if (!first) start(x, y);
        first = &series;
        x_.include(x);
        y_.include(y);
      }
    }
  }

  void grid() {
    for (int power = x_.low; power <= x_.high; power++) {
      const double x = across(std::pow(10, power));
      line(x, top, x, height - bottom);
      text(x, height - bottom + 18, "middle", count_text(power));
    }
    for (int power = y_.low; power <= y_.high; power++) {
      const double y = down(std::pow(10, power));
      line(left, y, width - right, y);
      text(left - 8, y + 4, "end", time_text(power));
    }
  }

  void draw(const Series& series) {
    std::string points;
    for (const auto& [x, y] : series.points) {
      points += fmt::format("{:.1f},{:.1f} ", across(x), down(y));
      out_ += fmt::format("<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"3.5\" fill=\"{}\"/>\n",
                          across(x), down(y), series.colour);
    }
    out_ +=
        fmt::format("<polyline points=\"{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"2\"/>\n",
                    points, series.colour);
    const auto& [x, y] = series.points.back();
    out_ +=
        fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" fill=\"{}\" font-weight=\"bold\">{}</text>\n",
                    across(x) + 8, down(y) + 4, series.colour, escaped(series.name));
  }

  void text(double x, double y, const char* anchor, const std::string& what) {
    out_ +=
        fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"{}\" fill=\"#777\">{}</text>\n",
                    x, y, anchor, escaped(what));
  }

  std::string take() { return std::move(out_); }

 private:
  void start(double x, double y) {
    x_.low = x_.high = static_cast<int>(std::floor(std::log10(x)));
    y_.low = y_.high = static_cast<int>(std::floor(std::log10(y)));
    x_.high++;
    y_.high++;
  }
  double across(double x) const { return left + x_.place(x) * (width - left - right); }
  double down(double y) const { return height - bottom - y_.place(y) * (height - top - bottom); }
  void line(double x1, double y1, double x2, double y2) {
    out_ += fmt::format(
        "<line x1=\"{:.1f}\" y1=\"{:.1f}\" x2=\"{:.1f}\" y2=\"{:.1f}\" stroke=\"#777\" "
        "stroke-opacity=\"0.3\"/>\n",
        x1, y1, x2, y2);
  }

  Axis x_;
  Axis y_;
  std::string out_;
};

}  // namespace

std::string to_svg(const Plot& plot) {
  Canvas canvas(plot);
  canvas.grid();
  canvas.text(left, top - 18, "start", plot.title);
  canvas.text((left + width - right) / 2, height - 12, "middle", plot.x_axis);
  canvas.text(left - 8, top - 18, "end", plot.y_axis);
  for (const Series& series : plot.series) {
    if (!series.points.empty()) canvas.draw(series);
  }
  return fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {} {}\" width=\"{}\" "
      "height=\"{}\" font-family=\"sans-serif\" font-size=\"13\">\n{}</svg>\n",
      width, height, width, height, canvas.take());
}

}  // namespace claimcheck::bench
