// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "properties/mail/prose.hpp"

// Lines of a kernel tree that a message speaks of.

namespace claimcheck::mail {

struct Place {
  std::string file;  // from the root of the tree
  int line = 0;      // from 1
  bool operator==(const Place&) const = default;
};

// The sources that a plugin was built from: a tree, or the files that its debug information names.
// Files are read when they are asked for; one that cannot be read has no lines. For one thread.
class Sources {
 public:
  Sources(std::filesystem::path tree, std::filesystem::path plugin);
  // Those that its functions are in; none of a plugin without debug information.
  static Sources of_plugin(const std::filesystem::path& plugin);

  // The message with every place in it named from the root of the tree: "bus.c:73", and what is
  // an address of the plugin, "engine.so+0x11c0". What lies outside of the tree is named by its
  // function.
  std::string with_places(const std::string& message) const;
  // The places of such a message, each once, in its order.
  static std::vector<Place> places_in(const std::string& message);

  // The statement at the place, as mail quotes it: its file and line, its function where one is
  // found, and its lines behind "> ". Empty where there is no such line.
  std::string quote(const Place& place) const;

  // By their declarations: the first whose name has the word region; dev or device, and not region.
  LockNames lock_names() const;

 private:
  Sources() = default;
  // Nothing where there is no such file, or one of two could be meant.
  std::string path_of(const std::string& name) const;
  std::string place_of_address(const std::string& address) const;
  std::vector<std::string> lines_of(const std::string& file) const;

  std::filesystem::path tree_;
  std::filesystem::path plugin_;
  std::vector<std::string> files_;  // of the tree, from its root; or paths
};

}  // namespace claimcheck::mail
