// SPDX-License-Identifier: MIT
#include "properties/memory/orders.hpp"

#include <fmt/format.h>

#include <map>

#include "properties/memory/picture.hpp"

namespace claimcheck::memory {
namespace {

Site site_of(const Program& program, const Action& action) {
  return {program.part(action.location), action.kind, action.change, action.order};
}

bool is_access(const Action& action) {
  return action.kind != Kind::choose && action.kind != Kind::notify && action.order != Order::plain;
}

// With the programs that take a step of the kind.
std::map<Site, std::vector<const Program*>> sites_of(const std::vector<Program>& programs) {
  std::map<Site, std::vector<const Program*>> sites;
  for (const auto& program : programs) {
    const auto record = [&](Action action) {
      if (!is_access(action)) return action;
      auto& users = sites[site_of(program, action)];
      if (users.empty() || users.back() != &program) users.push_back(&program);
      return action;
    };
    explore(program, {.reorder = record});
  }
  std::erase_if(sites, [](const auto& entry) { return entry.first.part.empty(); });
  return sites;
}

std::vector<Order> weaker(const Site& site) {
  using enum Order;
  const bool reads = site.kind != Kind::write;
  const bool writes = site.kind != Kind::read && site.kind != Kind::wait;
  std::vector<Order> orders;
  if (site.order == sequential && reads && writes) orders.push_back(acquire_release);
  const bool is_both = site.order == sequential || site.order == acquire_release;
  if (is_both && reads) orders.push_back(acquire);
  if (is_both && writes) orders.push_back(release);
  if (site.order != relaxed) orders.push_back(relaxed);
  return orders;
}

std::string step_name(const Site& site) {
  switch (site.kind) {
    case Kind::read:
      return "load";
    case Kind::write:
      return "store";
    case Kind::compare:
      return "compare_exchange";
    case Kind::wait:
      return "wait";
    default:
      break;
  }
  if (site.change == Change::set) return "exchange";
  return site.change == Change::add ? "fetch_add" : "fetch_and";
}

}  // namespace

std::string to_string(const Site& site) {
  return fmt::format("{}: {}, {}", site.part, step_name(site), to_string(site.order));
}

Exploration explore_weakened(const Program& program, const Site& site, Order order,
                             std::size_t max_graphs) {
  const auto weaken = [&](Action action) {
    if (!is_access(action) || site_of(program, action) != site) return action;
    action.order = order;
    action.failure = failure_of(order);
    return action;
  };
  return explore(program, {.reorder = weaken, .max_graphs = max_graphs});
}

std::vector<Weakened> weaken_orders(const std::vector<Program>& programs, std::size_t max_graphs) {
  std::vector<Weakened> all;
  for (const auto& [site, users] : sites_of(programs)) {
    for (const Order order : weaker(site)) {
      Weakened weakened{site, order, "", "", true};
      for (const Program* program : users) {
        const auto exploration = explore_weakened(*program, site, order, max_graphs);
        weakened.is_known &= exploration.holds();
        if (!exploration.finding) continue;
        weakened.is_known = true;
        weakened.program = program->name;
        weakened.what = exploration.finding->what;
        break;
      }
      all.push_back(std::move(weakened));
    }
  }
  return all;
}

}  // namespace claimcheck::memory
