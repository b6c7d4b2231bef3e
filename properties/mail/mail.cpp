// SPDX-License-Identifier: MIT
#include "properties/mail/mail.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <regex>
#include <sstream>

#include "model/trace/trace_text.hpp"
#include "properties/kernel/build.hpp"
#include "properties/mail/prose.hpp"
#include "properties/mail/source.hpp"
#include "properties/mail/touched.hpp"
#include "properties/replay/show.hpp"
#include "properties/report/contract_text.hpp"
#include "properties/text/wrap.hpp"

namespace claimcheck::mail {
namespace {

constexpr std::size_t max_functions = 12;       // that are named of a step
constexpr std::size_t max_schedule_words = 20;  // a longer line no mail program leaves alone

std::string paragraph(std::string_view words) {
  return text::wrap(words, text::mail_width) + "\n";
}

// What is mailed of one defect.
struct Entry {
  judge::Finding finding;
  std::filesystem::path path;
};

// The first of each cause, and what broke in the corpus.
std::vector<Entry> entries_of(const MailInput& input) {
  std::vector<Entry> entries;
  for (const auto& cause : input.report.causes()) {
    const auto& found = input.report.found[cause.front()];
    entries.push_back({found.finding, found.path});
  }
  for (const auto* replayed : input.report.broken_in_corpus()) {
    entries.push_back(
        {judge::finding_of(*replayed->difference, replayed->trace, ""), replayed->path});
  }
  return entries;
}

// The subjects of the patches that were applied.
std::vector<std::string> patches_of(const std::string& engine) {
  constexpr std::string_view mark = "patch: ";
  std::vector<std::string> subjects;
  for (const auto& line : kernel::engine_provenance(engine)) {
    if (line.starts_with(mark)) subjects.push_back(line.substr(mark.size()));
  }
  return subjects;
}

std::string count_of(std::size_t count) {
  return count == 1 ? "one problem" : fmt::format("{} problems", count);
}

std::string subject(const std::vector<std::string>& patches, std::size_t defects) {
  if (!patches.empty()) return fmt::format("Subject: Re: {}\n\n", patches.front());
  return fmt::format("Subject: drivers/dax/bus.c: {}\n\n",
                     defects == 0 ? "no problem found" : count_of(defects));
}

// "6.12.117 (blob fde29e0ad68b)", of "kernel 6.12.117  drivers/dax/bus.c fde29e0ad68b  2 patches".
std::string kernel_of(const std::string& engine) {
  std::istringstream title(kernel::engine_title(engine));
  std::string word, version, file, blob;
  title >> word >> version >> file >> blob;
  return fmt::format("{} (blob {})", version, blob);
}

// What the run did, by its modes.
std::string method(const options::Modes& modes) {
  std::string text;
  if (modes.check) text += " I ran its attributes and calls at random.";
  if (modes.faults) text += " I made each call in them that can fail do so.";
  if (modes.concurrent) text += " I ran up to three tasks against each other, interleaved.";
  if (modes.explore) text += " I ran every sequence of a small case.";
  return text;
}

// What the run cannot speak of: nobody is to take silence for success.
std::string limits(const MailInput& input) {
  std::string text;
  if (const auto left = input.report.traces_left(); left > 0) {
    text += paragraph(fmt::format("The time ran out with {} of the sequences to go.", left));
  }
  std::string clauses;
  for (const auto clause : report::missed_clauses(input.report)) {
    clauses +=
        fmt::format("{} {}", clauses.empty() ? "" : ";", for_a_driver(info(clause).sentence));
  }
  if (!clauses.empty()) text += paragraph("Not exercised:" + clauses + ".");
  std::string functions;
  for (const auto& file :
       input.report.text ? input.report.text->files : std::vector<kernel::FileCoverage>()) {
    for (const auto& function : file.functions_never_reached())
      functions += fmt::format("{} {}()", functions.empty() ? "" : ",", function);
  }
  if (!functions.empty()) text += paragraph("Never reached:" + functions + ".");
  return text;
}

std::string opening(const MailInput& input, const std::vector<std::string>& patches,
                    std::size_t defects) {
  auto text = fmt::format("I built drivers/dax/bus.c of {}", kernel_of(input.engine.argument()));
  if (patches.size() == 1) text += ", with this patch applied,";
  if (patches.size() > 1) {
    text += fmt::format(", with the {} patches below applied,", patches.size());
  }
  text += " for user space." + method(input.report.modes);
  if (input.only_added) {
    text += defects == 0
                ? " I found nothing that the tree it was compared with does not do."
                : fmt::format(" I found {} that the tree it was compared with does not have.",
                              count_of(defects));
  } else {
    text += defects == 0 ? " I found nothing that is not as expected."
                         : fmt::format(" I found {}.", count_of(defects));
  }
  if (defects == 1) text += " The shortest sequence that I know of is below.";
  if (defects > 1) text += " Each comes with the shortest sequence that I know of.";
  text = paragraph(text);
  for (const auto& patch : patches.size() > 1 ? patches : std::vector<std::string>()) {
    text += text::wrap(patch, text::mail_width, "  ", "    ");
  }
  if (patches.size() > 1) text += "\n";
  return text +
         paragraph(
             "The rest of the kernel is played by small stand-ins. If one of the sequences "
             "cannot happen for a reason that they do not know, please say so.") +
         limits(input);
}

// The clause in full, what it says of others by name, and where it comes from.
std::string expectation(const MailInput& input, model::Clause clause) {
  const auto full = report::contract_text(input.root, clause);
  auto text = paragraph("Expected: " + for_a_driver(full));
  static const std::regex reference("\\b[A-Z][0-9]+\\b");
  for (std::sregex_iterator match(full.begin(), full.end(), reference), end; match != end;
       ++match) {
    const auto other = model::parse_clause((*match)[0].str());
    if (!other) continue;
    text += paragraph(fmt::format("{}: {}.", name(*other), for_a_driver(info(*other).sentence)));
  }
  const auto origin = report::origin_of(clause);
  return origin.empty() ? text : text + paragraph("Source: " + origin + ".");
}

std::string steps(const model::Trace& trace, const LockNames& locks) {
  std::string text;
  for (const auto& line : regions_of(trace))
    text += text::wrap(line, text::mail_width, "  ", "    ");
  text += "\n";
  for (const auto& line : steps_of(trace, locks)) {
    text += text::wrap(line, text::mail_width, "  ", "     ");
  }
  return text + "\n";
}

std::string code(const MailInput& input, const Sources& sources, const judge::Finding& finding,
                 const std::string& message) {
  std::string text;
  for (const auto& place : Sources::places_in(message)) {
    const auto quote = sources.quote(place);
    if (!quote.empty()) text += quote + "\n";
  }
  if (!text.empty()) return text;
  const auto functions = functions_touched(input.engine, input.tree, finding.trace, input.map);
  if (functions.empty()) return "";
  std::string names;
  for (std::size_t i = 0; i < std::min(functions.size(), max_functions); ++i) {
    names += fmt::format("{}{}()", i == 0 ? "" : ", ", functions[i]);
  }
  if (functions.size() > max_functions) {
    names += fmt::format(" and {} more", functions.size() - max_functions);
  }
  return paragraph("The last step runs through " + names + ".");
}

// The trace for whoever has no file of it, to hold once the defect is mended.
std::string trace_text(model::Trace trace) {
  trace.breaks.clear();
  if (trace.schedule.size() > max_schedule_words) trace.schedule.clear();
  return model::print(model::document(std::move(trace)));
}

std::string reproduction(const MailInput& input, const Entry& entry) {
  const auto name = entry.path.filename();
  auto text =
      fmt::format("To reproduce it, with what is below in {}:\n\n  ./claimcheck replay {} {}\n\n",
                  name.string(), name.string(), kernel::engine_words(input.engine.argument()));
  std::istringstream lines(trace_text(entry.finding.trace));
  for (std::string line; std::getline(lines, line);) {
    text += line.empty() ? "\n" : fmt::format("  {}\n", line);
  }
  return text + "\n";
}

std::string described(const MailInput& input, const Sources& sources, const Entry& entry,
                      std::size_t number) {
  const auto& finding = entry.finding;
  const auto clause = finding.defect.clause;
  const auto locks = sources.lock_names();
  auto message = in_kernel_words(sources.with_places(finding.message), locks);
  const auto kind = finding.trace.is_concurrent() || finding.trace.steps.empty()
                        ? std::string()
                        : model::kind_name(finding.trace.steps[finding.step].operation) + ": ";
  auto text =
      text::wrap(kind + message, text::mail_width, fmt::format("{}. ", number), "   ") + "\n";
  text += expectation(input, clause);
  text += steps(finding.trace, locks);
  text += code(input, sources, finding, message);
  if (!finding.reproduced) text += paragraph("It did not show again in a second run.");
  return text + reproduction(input, entry);
}

}  // namespace

std::string mail_of(const MailInput& input) {
  const Sources sources(input.tree, input.engine.argument());
  const auto entries = entries_of(input);
  const auto patches = patches_of(input.engine.argument());
  auto text = subject(patches, entries.size()) + opening(input, patches, entries.size());
  std::size_t number = 0;
  for (const auto& entry : entries) {
    if (entries.size() > 1) text += std::string(text::mail_width, '-') + "\n";
    text += described(input, sources, entry, ++number);
  }
  return text;
}

}  // namespace claimcheck::mail
