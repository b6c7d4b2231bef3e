// SPDX-License-Identifier: MIT
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <vector>

#include "smt/checker/proof.hpp"

namespace fs = std::filesystem;

namespace {

std::string read_file(const fs::path& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

bool is_certified(const fs::path& obligation) {
  const fs::path certificate = fs::path(obligation).replace_extension(".certificate");
  const auto refusal = claimcheck::checker::refusal(obligation.stem().string(),
                                                    read_file(obligation), read_file(certificate));
  if (!refusal.empty()) std::cout << refusal << "\n";
  return refusal.empty();
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<fs::path> obligations;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(argc == 2 ? argv[1] : "", error)) {
    if (entry.path().extension() == ".smt2") obligations.push_back(entry.path());
  }
  if (obligations.empty()) {
    std::cerr
        << "usage: claimcheck-checker FOLDER, which has a NAME.smt2 and a NAME.certificate for "
           "each obligation\n";
    return 2;
  }
  std::sort(obligations.begin(), obligations.end());
  const auto certified = std::count_if(obligations.begin(), obligations.end(), is_certified);
  std::cout << "certified " << certified << " of " << obligations.size() << "\n";
  return certified == static_cast<std::ptrdiff_t>(obligations.size()) ? 0 : 1;
}
