// SPDX-License-Identifier: MIT
#pragma once

#include <fmt/format.h>

#include <concepts>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

namespace claimcheck::html {

// Text that is HTML. What is not becomes it through escape(): there is no other way into it but
// raw(), which is for what this room wrote itself.
class Markup {
 public:
  Markup() = default;
  static Markup raw(std::string text) { return Markup(std::move(text)); }

  const std::string& text() const { return text_; }
  bool empty() const { return text_.empty(); }
  Markup& operator+=(const Markup& other) {
    text_ += other.text_;
    return *this;
  }

 private:
  explicit Markup(std::string text) : text_(std::move(text)) {}

  std::string text_;
};

// Any bytes, for the text of an element or a quoted attribute. What is no UTF-8, and a control
// character that HTML does not allow, becomes U+FFFD.
Markup escape(std::string_view text);

inline const std::string& ready(const Markup& markup) {
  return markup.text();
}
inline std::string ready(std::string_view text) {
  return escape(text).text();
}
template <class Number>
requires std::integral<Number> || std::floating_point<Number>
constexpr Number ready(Number number) {
  return number;
}

// The template with its arguments: markup as it is, text escaped.
template <class... Args>
Markup markup(std::string_view form, const Args&... args) {
  const auto values = std::make_tuple(ready(args)...);
  return Markup::raw(std::apply(
      [&](const auto&... value) { return fmt::vformat(form, fmt::make_format_args(value...)); },
      values));
}

}  // namespace claimcheck::html
