// SPDX-License-Identifier: MIT
// The files of the corpus as an editor slip or a broken transfer leaves them.
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <regex>

#include "model/trace/trace_text.hpp"
#include "properties/store/store.hpp"

namespace claimcheck::replay {
namespace {

using namespace std::string_literals;

// An offer of 65,536 members is parsed in milliseconds, and here ten million times: of the number
// of times only the last two digits are kept.
std::string with_small_offers(const std::string& text) {
  static const std::regex times("times [0-9]*([0-9][0-9])");
  return std::regex_replace(text, times, "times $1");
}

std::vector<std::string> texts() {
  std::vector<std::string> texts;
  for (const auto& path : store::traces_below(CLAIMCHECK_CORPUS)) {
    std::ifstream in(path, std::ios::binary);
    texts.push_back(with_small_offers({std::istreambuf_iterator<char>(in), {}}));
  }
  return texts;
}

// Parses to what prints as the same bytes, or is refused with a line and a column of the text.
void parses_or_refuses(const std::string& text) {
  try {
    ASSERT_EQ(print(model::parse(text)), text);
  } catch (const model::SyntaxError& error) {
    ASSERT_GE(error.line(), 1u) << text;
    ASSERT_GE(error.column(), 1u) << text;
  }
}

TEST(CutCorpus, ParsesOrIsRefusedWithItsPlaceWhereverItIsCutOff) {
  for (const auto& text : texts()) {
    for (std::size_t length = 0; length <= text.size(); ++length) {
      const auto cut = text.substr(0, length);
      ASSERT_NO_FATAL_FAILURE(parses_or_refuses(cut));
      try {
        model::parse(cut);
      } catch (const model::SyntaxError& error) {
        const auto shown = describe(error, "f", cut);
        ASSERT_TRUE(shown.starts_with("f:") && shown.ends_with("\n")) << shown;
      }
    }
  }
}

// Every byte of every file takes each value that means something in a trace, and of the others
// those whose turn it is: every eighth, so that eight neighbours take all 256. Under a sanitizer
// the former alone, a quarter of them at each place. The shares split the places among tests that
// can run beside each other.
class DamagedCorpus : public testing::TestWithParam<std::size_t> {
 public:
  static constexpr std::size_t shares = 8;
};

std::string values(std::size_t index) {
  auto values = " \n\t\0\x7f\x80\xff!\"#+,-.0129:=>AEKMUWaefnox\\"s;
  if (CLAIMCHECK_IS_SANITIZED) {
    std::string quarter;
    for (std::size_t i = index / DamagedCorpus::shares % 4; i < values.size(); i += 4) {
      quarter += values[i];
    }
    return quarter;
  }
  for (std::size_t value = index / DamagedCorpus::shares % 8; value < 256; value += 8) {
    values += static_cast<char>(value);
  }
  return values;
}

TEST_P(DamagedCorpus, ParsesOrIsRefusedWithItsPlaceWhateverOneByteBecomes) {
  for (auto text : texts()) {
    for (std::size_t index = GetParam(); index < text.size(); index += shares) {
      const char was = text[index];
      for (const char value : values(index)) {
        text[index] = value;
        ASSERT_NO_FATAL_FAILURE(parses_or_refuses(text));
      }
      text[index] = was;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Share, DamagedCorpus, testing::Range<std::size_t>(0, 8));

}  // namespace
}  // namespace claimcheck::replay
