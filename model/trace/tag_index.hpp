// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "model/trace/trace.hpp"

namespace claimcheck::model {

// The tags of a trace by name and by UUID: a file that names many tags often is read and printed
// in a time near its length. Of two tags with one name, or one UUID, the first counts.
class TagIndex {
 public:
  TagIndex() = default;
  explicit TagIndex(const std::vector<NamedTag>& tags) {
    for (const auto& tag : tags) add(tag);
  }

  void add(const NamedTag& tag) {
    uuids_.emplace(tag.name, tag.uuid);
    names_.emplace(tag.uuid, tag.name);
  }

  // Null where there is none; else valid until the index goes.
  const Uuid* uuid_of(std::string_view name) const {
    const auto found = uuids_.find(name);
    return found == uuids_.end() ? nullptr : &found->second;
  }
  const std::string* name_of(const Uuid& uuid) const {
    const auto found = names_.find(uuid);
    return found == names_.end() ? nullptr : &found->second;
  }

 private:
  std::map<std::string, Uuid, std::less<>> uuids_;
  std::map<Uuid, std::string> names_;
};

}  // namespace claimcheck::model
