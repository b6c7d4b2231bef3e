// SPDX-License-Identifier: MIT
#include "properties/mail/prose.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <regex>

#include "model/trace/bytes.hpp"
#include "model/trace/error_name.hpp"
#include "model/trace/trace_text.hpp"

namespace claimcheck::mail {
namespace {

std::string name_of(model::DeviceName device) {
  return fmt::format("dax{}.{}", device.region, device.index);
}

std::string tagged(const model::Uuid& tag) {
  return tag.is_null() ? "without a tag" : "with tag " + to_string(tag);
}

std::string place_of(const model::Member& member, std::uint64_t base) {
  // As a trace counts them: from the region's start.
  return fmt::format("{} at {}", model::bytes_text(member.length),
                     model::bytes_text(member.start - base));
}

bool is_printable(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c >= ' ' && c <= '~' && c != '\''; });
}

// As echo or printf writes it.
std::string written(std::string_view text, const std::string& file) {
  if (text.empty()) return "a write of no bytes to " + file;
  const auto line = text.substr(0, text.size() - (text.back() == '\n' ? 1 : 0));
  if (is_printable(line) && !line.empty()) {
    const bool is_word = line.find_first_of(" \"$\\`*?&;<>()#~!|") == std::string_view::npos;
    return fmt::format("echo {}{}{}{} > {}", line.size() == text.size() ? "-n " : "",
                       is_word ? "" : "'", line, is_word ? "" : "'", file);
  }
  std::string escaped;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    escaped += is_printable({&c, 1}) && c != '\\' && c != '%' ? std::string(1, c)
                                                              : fmt::format("\\x{:02x}", byte);
  }
  return fmt::format("printf '{}' > {}", escaped, file);
}

struct Sentence {
  const model::Setup& setup;

  std::string operator()(const model::Offer& offer) const {
    std::vector<std::string> members;
    for (const auto& member : offer.members) {
      auto text = place_of(member, setup.regions[offer.region].base);
      if (offer.shared) text += fmt::format(" (sequence {})", member.seq);
      if (member.lost) text += " (which fails to arrive)";
      members.push_back(std::move(text));
    }
    const auto what = members.size() == 1 ? "an extent" : fmt::format("{} extents", members.size());
    return fmt::format("the memory device offers region{} {} {}: {}", offer.region, what,
                       tagged(offer.tag), fmt::join(members, ", "));
  }
  std::string operator()(const model::Inject& inject) const {
    return fmt::format("an extent {} and sequence {} comes to region{}: {}", tagged(inject.tag),
                       inject.member.seq, inject.region,
                       place_of(inject.member, setup.regions[inject.region].base));
  }
  std::string operator()(const model::ReleaseTag& release) const {
    return fmt::format("region{} is to give back the extents {}", release.region,
                       tagged(release.tag));
  }
  std::string operator()(const model::ReleaseUntagged& release) const {
    return fmt::format("region{} is to give back the untagged extent at {}", release.region,
                       model::bytes_text(release.start - setup.regions[release.region].base));
  }
  std::string operator()(const model::BindRegion& bind) const {
    return fmt::format("the driver of region{} is bound", bind.region);
  }
  std::string operator()(const model::UnbindRegion& unbind) const {
    return fmt::format("the driver of region{} is unbound", unbind.region);
  }
  std::string operator()(const model::Create& create) const {
    return fmt::format("echo 1 > region{}/dax_region/create", create.region);
  }
  std::string operator()(const model::Delete& gone) const {
    return fmt::format("echo {} > region{}/dax_region/delete", name_of(gone.device),
                       gone.device.region);
  }
  std::string operator()(const model::BindDevice& bind) const {
    return fmt::format("echo {} > bind", name_of(bind.device));
  }
  std::string operator()(const model::UnbindDevice& unbind) const {
    return fmt::format("echo {} > unbind", name_of(unbind.device));
  }
  std::string operator()(const model::WriteUuid& write) const {
    return written(write.text, name_of(write.device) + "/uuid");
  }
  std::string operator()(const model::WriteSize& write) const {
    return written(write.text, name_of(write.device) + "/size");
  }
  std::string operator()(const model::ReadUuid& read) const {
    return fmt::format("cat {}/uuid", name_of(read.device));
  }
  std::string operator()(const model::ReadSize& read) const {
    return fmt::format("cat {}/size", name_of(read.device));
  }
  std::string operator()(const model::ReadAvailable& read) const {
    return fmt::format("cat region{}/dax_region/available_size", read.region);
  }
  std::string operator()(const model::ReadMode& read) const {
    constexpr std::array<std::string_view, 3> files = {"uuid", "size", "align"};
    return fmt::format("stat -c %a {}/{}", name_of(read.device),
                       files[static_cast<std::size_t>(read.attribute)]);
  }
  std::string operator()(const model::ReadResource& read) const {
    return fmt::format("cat {}/resource", name_of(read.device));
  }
  std::string operator()(const model::ReadMapping& read) const {
    constexpr std::array<std::string_view, 3> files = {"start", "end", "page_offset"};
    return fmt::format("cat {}/mapping{}/{}", name_of(read.device), read.mapping,
                       files[static_cast<std::size_t>(read.field)]);
  }
};

// The kernel's function behind a fallible step, or the lock behind a wait.
struct KernelName {
  std::string name;
  bool is_lock = false;
};

KernelName kernel_name(const std::string& site, const LockNames& locks) {
  if (site == "region-lock") return {locks.region, true};
  if (site == "device-lock") return {locks.device, true};
  static const std::map<std::string, KernelName, std::less<>> names = {
      {"allocate", {"memory allocation"}},
      {"reserve-range", {"__request_region()"}},
      {"register-device", {"device_add()"}},
      {"allocate-id", {"ida_alloc()"}},
      {"devm-action", {"devm_add_action()"}},
      {"device-name", {"dev_set_name()"}},
      {"create-files", {"sysfs_create_groups()"}},
      {"allocate-dax-device", {"alloc_dax()"}},
      {"device-mutex", {"the device's mutex", true}},
      {model::any_site.data(), {"step that can fail"}},
  };
  const auto found = names.find(site);
  // Of the sites that are no locks there are these; a lock is called as the kernel calls it.
  return found == names.end() ? KernelName{site, true} : found->second;
}

std::string ordinal(std::uint32_t n) {
  const auto last = n % 10;
  const bool teen = n % 100 / 10 == 1;
  return fmt::format("{}{}", n,
                     teen || last == 0 || last > 3 ? "th"
                     : last == 1                   ? "st"
                     : last == 2                   ? "nd"
                                                   : "rd");
}

std::string sentence_of(const model::Fault& fault, const LockNames& locks) {
  const auto [name, is_lock] = kernel_name(fault.site, locks);
  const auto which = fmt::format("the {} ", ordinal(fault.nth));
  const auto onwards = fault.onwards ? " and every later one" : "";
  if (is_lock) return fmt::format("a signal ends {}wait for {}{}", which, name, onwards);
  return fmt::format("{}{}{} fails with -{}", which, name, onwards, model::error_name(fault.error));
}

std::string line_of(const model::Trace& trace, const model::Step& step, const LockNames& locks,
                    bool is_last) {
  auto line = std::visit(Sentence{trace.setup}, step.operation);
  std::vector<std::string> failures;
  for (const auto& fault : step.faults) failures.push_back(sentence_of(fault, locks));
  if (!failures.empty()) line += fmt::format(", and in it {}", fmt::join(failures, ", and "));
  if (!is_last && step.expected && step.expected->failed()) {
    line += fmt::format("  (-{}, as it should)", model::error_name(step.expected->error()));
  }
  return line;
}

}  // namespace

std::vector<std::string> regions_of(const model::Trace& trace) {
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < trace.setup.regions.size(); ++i) {
    const auto& region = trace.setup.regions[i];
    const auto kind = region.kind == model::RegionKind::dynamic   ? "is dynamic"
                      : region.kind == model::RegionKind::static_ ? "is static"
                                                                  : "is neither static nor dynamic";
    lines.push_back(fmt::format("region{} {}: {} at {}, aligned to {}{}", i, kind,
                                model::bytes_text(region.size), model::bytes_text(region.base),
                                model::bytes_text(region.align),
                                region.driver_bound ? "" : ", and has no driver yet"));
  }
  return lines;
}

std::vector<std::string> steps_of(const model::Trace& trace, const LockNames& locks) {
  std::vector<std::string> lines;
  std::size_t number = 0;
  bool threads = false;
  for (const auto& step : trace.steps) {
    const bool is_last = &step == &trace.steps.back();
    if (step.thread == 0) {
      lines.push_back(fmt::format("{}. {}", ++number, line_of(trace, step, locks, is_last)));
      continue;
    }
    if (!threads) lines.push_back(number == 0 ? "at the same time:" : "and then at the same time:");
    threads = true;
    lines.push_back(fmt::format("task {}: {}", step.thread, line_of(trace, step, locks, true)));
  }
  return lines;
}

std::string in_kernel_words(std::string message, const LockNames& locks) {
  const std::vector<std::pair<std::regex, std::string>> words = {
      {std::regex("killed by SIG[A-Z]+: "), ""},
      {std::regex(" after step [0-9]+"), ""},
      {std::regex("\\bthread ([0-9])"), "task $1"},
      {std::regex("\\bregion-lock\\b"), locks.region},
      {std::regex("\\bdevice-lock\\b"), locks.device},
      {std::regex("under an injected ([A-Z]+)"), "although a call in it failed with $1"},
      {std::regex("\\b(returned|expected) ok\\b"), "$1 success"},
      {std::regex("([^-A-Z0-9_])(E[A-Z0-9]{2,})\\b"), "$1-$2"},
  };
  for (const auto& [pattern, replacement] : words) {
    message = std::regex_replace(message, pattern, replacement);
  }
  return message;
}

std::string for_a_driver(std::string_view sentence) {
  static const std::regex an_engine("\\ban engine\\b");
  static const std::regex engine("\\bengine\\b");
  const auto with_article = std::regex_replace(std::string(sentence), an_engine, "a driver");
  return std::regex_replace(with_article, engine, "driver");
}

}  // namespace claimcheck::mail
