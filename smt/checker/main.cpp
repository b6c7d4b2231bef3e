// SPDX-License-Identifier: MIT
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <set>

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
  std::set<fs::path> obligations;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(argc == 2 ? argv[1] : "", error)) {
    const auto kind = entry.path().extension();  // a certificate alone certifies nothing
    if (kind != ".smt2" && kind != ".certificate") continue;
    obligations.insert(fs::path(entry.path()).replace_extension(".smt2"));
  }
  if (obligations.empty()) {
    std::cerr << "usage: claimcheck-checker FOLDER, of NAME.smt2 and NAME.certificate files\n";
    return 2;
  }
  const auto certified = std::count_if(obligations.begin(), obligations.end(), is_certified);
  std::cout << "certified " << certified << " of " << obligations.size() << "\n";
  return certified == static_cast<std::ptrdiff_t>(obligations.size()) ? 0 : 1;
}
