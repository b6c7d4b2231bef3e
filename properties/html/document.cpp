// SPDX-License-Identifier: MIT
#include "properties/html/document.hpp"

#include "properties/html/assets.hpp"
#include "properties/report/report.hpp"

namespace claimcheck::html {
namespace {

std::string_view word_of(options::ExitStatus status) {
  switch (status) {
    case options::ExitStatus::holds:
      return "HOLDS";
    case options::ExitStatus::broken:
      return "BROKEN";
    case options::ExitStatus::usage:
      return "WRONG INPUT";
    case options::ExitStatus::no_verdict:
      break;
  }
  return "NO VERDICT";
}

std::string_view class_of(options::ExitStatus status) {
  if (status == options::ExitStatus::holds) return "holds";
  return status == options::ExitStatus::no_verdict ? "open" : "broken";
}

}  // namespace

std::string document(std::string_view title, const Verdict& verdict, const Markup& body) {
  Markup facts;
  for (const auto& fact : verdict.facts) facts += markup("<li>{}</li>", fact);
  return markup(
             "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
             "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
             "<meta name=\"color-scheme\" content=\"light dark\">"
             "<meta name=\"generator\" content=\"claimcheck {}\"><title>{}</title>"
             "<link rel=\"icon\" href=\"data:,\">\n<style>\n{}</style></head>\n<body>"
             "<header class=\"{}\"><p class=\"verdict\">{}</p><h1>{}</h1><ul>{}</ul></header>\n"
             "<main>{}</main>\n<script>\n{}</script></body></html>\n",
             report::version, title, Markup::raw(std::string(style_sheet)),
             class_of(verdict.status), word_of(verdict.status), verdict.sentence, facts, body,
             Markup::raw(std::string(script)))
      .text();
}

}  // namespace claimcheck::html
