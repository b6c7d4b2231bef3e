// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "properties/formats/results.hpp"
#include "properties/judge/finding.hpp"
#include "properties/mail/source.hpp"
#include "properties/replay/corpus.hpp"

// Traces that break a clause, as cases.

namespace claimcheck::formats {

// Of one engine: knows where its text lies, where it is that of a kernel tree.
class DefectCases {
 public:
  explicit DefectCases(std::string engine);

  // `path` is empty where the finding was not saved.
  Case of(const judge::Finding& finding, const std::filesystem::path& path) const;
  // Of the suite corpus.
  Case of(const replay::ReplayedTrace& replayed) const;

  // "drivers/dax/bus.c" of a tree, else the shared object or, of an engine of our own, the
  // contract.
  std::string subject() const;

 private:
  std::string with_places(const std::string& message) const;

  std::string engine_;
  std::unique_ptr<mail::Sources> sources_;  // null: of no tree
};

}  // namespace claimcheck::formats
