// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "model/trace/trace_text.hpp"

namespace claimcheck::model {

// Reads one line of a trace from left to right. Words end at white space, a comma or a quote. Every
// function that reads throws SyntaxError at the word that does not fit.
class Cursor {
 public:
  Cursor(std::string_view line, std::size_t number) : line_(line), number_(number) {}

  // Nothing is left but white space or a comment.
  bool at_end();
  // Reads the word if it is the next one.
  bool accept(std::string_view word);
  void expect(std::string_view word);
  // The next word, for which `meaning` ("a region's number") is what messages call it.
  std::string_view word(std::string_view meaning);
  // The next word without reading it; empty at the end or before a comma or a quote.
  std::string_view peek();

  std::uint64_t number(std::string_view meaning, std::uint64_t highest);
  std::uint64_t bytes(std::string_view meaning);
  bool is_string();
  // "text" with the escapes \n \t \0 \\ \" and \xNN, where is_string() says that it is next.
  std::string string();

  // Refuses the word that was read last, or what is next where none was.
  [[noreturn]] void refuse(const std::string& message) const;
  [[noreturn]] void refuse_next(const std::string& message);

 private:
  void skip_space();

  std::string_view line_;
  std::size_t number_;
  std::size_t place_ = 0;  // at most line_.size()
  std::size_t word_ = 0;   // where the last word began
};

}  // namespace claimcheck::model
