// SPDX-License-Identifier: MIT
#include "smt/validation/differential_check.hpp"

#include <fmt/format.h>

#include <array>
#include <map>
#include <stdexcept>
#include <utility>

#include "smt/validation/evaluate.hpp"

namespace claimcheck::smt {
namespace {

constexpr std::size_t max_differences = 20;

struct ObservedFormula {
  std::string field;
  std::size_t keys;
  Formula value;
};

// An obligation made ready to be evaluated.
struct Point {
  std::string id;
  std::vector<std::pair<std::string, Formula>> hypotheses;
  Formula goal;
  std::vector<ObservedFormula> state;
};

// A + or - of the code: no run tells when it passes one, but it lies on the way to a point.
struct WordPoint {
  std::string
      way;  // "claim_group.carve/YNN": its specification, the loop head before it, the branches
  Point point;
};

Point make_point(const Obligation& obligation, Vocabulary& vocabulary) {
  Point point{obligation.id, {}, Formula(obligation.goal, vocabulary), {}};
  for (const auto& hypothesis : obligation.hypotheses) {
    point.hypotheses.emplace_back(hypothesis.name, Formula(hypothesis.term, vocabulary));
  }
  for (const auto& observed : obligation.state) {
    point.state.push_back(
        {observed.field, observed.keys.size(), Formula(observed.value, vocabulary, observed.keys)});
  }
  return point;
}

std::string specification_of(const Obligation& obligation) {
  return obligation.id.substr(0, obligation.id.size() - obligation.path.size());
}

std::uint64_t value_when_run(const std::string& field, std::size_t key, const HoldingNow& now) {
  if (field == "i") return now.counter;
  if (field == "count") return now.count;
  if (field == "size") return now.size;
  if (field == "extent") return now.device->ranges[key].extent;
  if (field == "offset") return now.device->ranges[key].offset;
  if (field == "use_count") return now.region->extents[key].use_count;
  if (field == "mapped") return now.region->extents[key].mapped;
  throw std::logic_error("no such part of a run: " + field);
}

// The values of a run as a structure: the same functions that the symbolic domain speaks of.
class RunValues {
 public:
  explicit RunValues(Vocabulary& vocabulary) : structure_(vocabulary) {}

  const Structure& structure() const { return structure_; }

  void start(const model::RegionSetup& setup, const std::vector<std::uint32_t>& members,
             const HoldingNow& now) {
    const auto& extents = now.region->extents;
    structure_.set_things("Extent", extents.size());
    structure_.set("members", static_cast<Integer>(members.size()));
    structure_.set("seq_base", setup.seq_base);
    structure_.set("region_size", setup.size);
    structure_.make("member", members.size(), [&](std::size_t i) { return members[i]; });
    structure_.make("seq", extents.size(), [&](std::size_t e) { return extents[e].seq; });
    structure_.make("length", extents.size(), [&](std::size_t e) { return extents[e].length; });
    structure_.make("offered_of", extents.size(),
                    [&](std::size_t e) { return extents[e].offered_of; });
    structure_.make("aligned", extents.size(),
                    [&](std::size_t e) { return model::is_aligned(setup, extents[e]); });
    structure_.make("place", extents.size(), [&](std::size_t e) -> Integer {
      for (std::size_t i = 0; i < members.size(); ++i) {
        if (members[i] == e) return static_cast<Integer>(i);
      }
      return -1;
    });
    Integer sum = 0;
    structure_.make("length_before", members.size() + 1, [&](std::size_t k) {
      if (k > 0) sum += extents[members[k - 1]].length;
      return sum;
    });
    set_holding("_0", now);
    set_emptied(members, now);
  }

  void set_holding(const std::string& suffix, const HoldingNow& now) {
    const auto& extents = now.region->extents;
    const auto& ranges = now.device->ranges;
    structure_.set("count" + suffix, now.count);
    structure_.set("size" + suffix, now.size);
    // Beyond the last range lie places that are written before anything is made of them.
    const auto range = [&](std::size_t q) { return q < now.count ? ranges[q] : model::Range{}; };
    const auto places = now.count + extents.size();
    structure_.make("extent" + suffix, places, [&](std::size_t q) { return range(q).extent; });
    structure_.make("offset" + suffix, places, [&](std::size_t q) { return range(q).offset; });
    structure_.make("use_count" + suffix, extents.size(),
                    [&](std::size_t e) { return extents[e].use_count; });
    structure_.make("mapped" + suffix, extents.size(),
                    [&](std::size_t e) { return extents[e].mapped; });
  }

  void set(const std::string& constant, Integer value) { structure_.set(constant, value); }

 private:
  // What is left where the members are given back.
  void set_emptied(const std::vector<std::uint32_t>& members, const HoldingNow& now) {
    model::Region region = *now.region;
    for (const std::uint32_t e : members) {
      region.extents[e].use_count = 0;
      region.extents[e].mapped = false;
    }
    set_holding("_emptied", {0, 0, 0, now.device, &region});
  }

  Structure structure_;
};

class Comparison : public RunLog {
 public:
  explicit Comparison(const std::vector<Obligation>& obligations) : values_(vocabulary_) {
    for (const auto& obligation : obligations) {
      result_.unreached.insert(obligation.id);
      Point point = make_point(obligation, vocabulary_);
      const auto& path = obligation.path;
      const auto word = path.find(".word");
      if (word == std::string::npos) {
        points_.emplace(obligation.id, std::move(point));
        continue;
      }
      const auto head = path.substr(0, word);
      const auto branches = path.find('/');
      words_.push_back({specification_of(obligation) + (head == "start" ? "" : head) + "/" +
                            (branches == std::string::npos ? "" : path.substr(branches + 1)),
                        std::move(point)});
    }
  }

  DifferentialCheck finish(const ConcreteRun& run) {
    result_.runs = run.runs;
    result_.false_statement = run.false_statement.value_or("");
    return std::move(result_);
  }

  void asked(const char* site, bool fails) override {
    values_.set(fmt::format("fails_{}_0", site), fails);
  }

 protected:
  void started(const model::RegionSetup& setup,
               const std::vector<std::uint32_t>& members) override {
    setup_ = setup;
    members_ = members;
  }
  void began(const HoldingNow& now) override { values_.start(setup_, members_, now); }
  void passed_head(const std::string& loop, const HoldingNow& now) override {
    values_.set_holding("@" + loop, now);
    values_.set("i@" + loop, now.counter);
  }

  void at(const std::string& name, const HoldingNow& now) override {
    if (result_.differences.size() == max_differences) return;
    const auto id = specification() + "." + name;
    const auto point = points_.find(id);
    if (point == points_.end()) {
      result_.unproved.insert(id);
      return;
    }
    try {
      look_at(point->second);
      compare_state(point->second, now);
      const auto way = specification() + "." + key().head() + "/" + key().branches();
      for (const auto& word : words_) {
        if (way.rfind(word.way, 0) == 0) look_at(word.point);
      }
    } catch (const std::out_of_range& unknown) {
      differ(id, unknown.what());
    }
  }

 private:
  void differ(const std::string& id, const std::string& what) {
    if (result_.differences.size() < max_differences) {
      result_.differences.push_back(id + ": " + what);
    }
  }

  void look_at(const Point& point) {
    ++result_.points;
    result_.unreached.erase(point.id);
    for (const auto& [name, formula] : point.hypotheses) {
      if (!formula.is_true(values_.structure())) differ(point.id, name + " is false on a run");
    }
    if (!point.goal.is_true(values_.structure())) differ(point.id, "the goal is false on a run");
  }

  void compare_state(const Point& point, const HoldingNow& now) {
    for (const auto& observed : point.state) {
      const bool is_of_ranges = observed.field == "extent" || observed.field == "offset";
      std::size_t width = 1;
      if (observed.keys > 0) width = is_of_ranges ? now.count : now.region->extents.size();
      for (std::size_t key = 0; key < width; ++key) {
        compare(point, observed, key, value_when_run(observed.field, key, now));
      }
    }
  }

  void compare(const Point& point, const ObservedFormula& observed, std::size_t key,
               std::uint64_t run) {
    ++result_.values;
    const std::array keys{static_cast<Integer>(key)};
    const Integer formula = observed.value.value(values_.structure(), {keys.data(), observed.keys});
    if (formula == static_cast<Integer>(run)) return;
    differ(point.id, fmt::format("{} at {} is {} where it runs, {} by its formula", observed.field,
                                 key, run, static_cast<long long>(formula)));
  }

  Vocabulary vocabulary_;
  RunValues values_;
  std::map<std::string, Point> points_;  // by id
  std::vector<WordPoint> words_;
  model::RegionSetup setup_;
  std::vector<std::uint32_t> members_;
  DifferentialCheck result_;
};

}  // namespace

DifferentialCheck compare_interpretations(const std::vector<Obligation>& obligations,
                                          const std::function<ConcreteRun(RunLog&)>& run) {
  Comparison comparison(obligations);
  const ConcreteRun concrete = run(comparison);
  return comparison.finish(concrete);
}

DifferentialCheck compare_points(const std::vector<Obligation>& obligations,
                                 const std::function<ConcreteRun(std::set<std::string>&)>& run) {
  DifferentialCheck result;
  const ConcreteRun concrete = run(result.unproved);
  result.runs = concrete.runs;
  result.points = result.unproved.size();
  result.false_statement = concrete.false_statement.value_or("");
  for (const auto& obligation : obligations) {
    // What is proved of + and - and of the return stands on the path of a point that has a name.
    const auto& path = obligation.path;
    const bool is_named = path.find(".word") == std::string::npos &&
                          path.rfind("refines", 0) != 0 && path.rfind("refused", 0) != 0;
    if (is_named && result.unproved.erase(obligation.id) == 0) {
      result.unreached.insert(obligation.id);
    }
  }
  return result;
}

}  // namespace claimcheck::smt
