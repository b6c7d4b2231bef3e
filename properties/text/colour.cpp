// SPDX-License-Identifier: MIT
#include "properties/text/colour.hpp"

#include <unistd.h>

#include <cstdlib>

namespace claimcheck::text {
namespace {

// Bold: the eight colours of a terminal are pale on some.
std::string_view begin_of(Colour colour) {
  switch (colour) {
    case Colour::red:
      return "\033[1;31m";
    case Colour::green:
      return "\033[1;32m";
    case Colour::yellow:
      return "\033[1;33m";
    case Colour::plain:
      break;
  }
  return "";
}

}  // namespace

bool is_coloured(int descriptor) {
  // Open MPI gives a rank a terminal of its own, wherever what it says goes.
  if (std::getenv("OMPI_COMM_WORLD_SIZE") != nullptr) return false;
  const char* none = std::getenv("NO_COLOR");
  const char* terminal = std::getenv("TERM");
  return isatty(descriptor) != 0 && (!none || !*none) && terminal &&
         std::string_view(terminal) != "dumb";
}

std::string painted(std::string_view words, Colour colour, bool is_coloured) {
  if (!is_coloured || colour == Colour::plain) return std::string(words);
  return std::string(begin_of(colour)) + std::string(words) + "\033[0m";
}

std::string painted(std::string_view words, Colour colour) {
  return painted(words, colour, is_coloured(STDOUT_FILENO));
}

}  // namespace claimcheck::text
