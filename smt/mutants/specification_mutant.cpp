// SPDX-License-Identifier: MIT
#include "smt/mutants/specification_mutant.hpp"

#include <dlfcn.h>
#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace claimcheck::smt {
namespace {

std::vector<SpecificationMutant> load() {
  using List = void (*)(std::vector<SpecificationMutant>*);
  // Found by the program's run path. Never closed: what it lists are functions of it.
  void* library = ::dlopen("specification_mutants.so", RTLD_NOW | RTLD_LOCAL);
  if (!library) {
    throw NoMutants(
        fmt::format("the specification mutants cannot be loaded ({}): build the target "
                    "claimcheck_specification_mutants",
                    ::dlerror()));
  }
  const auto list =
      reinterpret_cast<List>(::dlsym(library, "claimcheck_list_specification_mutants"));
  if (!list) throw NoMutants("the library of specification mutants lists none");
  std::vector<SpecificationMutant> all;
  list(&all);
  return all;
}

}  // namespace

const std::vector<SpecificationMutant>& all_specification_mutants() {
  static const std::vector<SpecificationMutant> all = load();
  return all;
}

std::vector<SpecificationMutant> specification_mutants_of(const std::string& kind) {
  std::vector<SpecificationMutant> some;
  std::ranges::copy_if(all_specification_mutants(), std::back_inserter(some),
                       [&](const SpecificationMutant& mutant) { return mutant.kind == kind; });
  return some;
}

}  // namespace claimcheck::smt
