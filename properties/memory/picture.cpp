// SPDX-License-Identifier: MIT
#include "properties/memory/picture.hpp"

#include <fmt/format.h>

#include <stdexcept>

namespace claimcheck::memory {

std::string to_string(Order order) {
  switch (order) {
    case Order::plain:
      return "plain";
    case Order::relaxed:
      return "relaxed";
    case Order::acquire:
      return "acquire";
    case Order::release:
      return "release";
    case Order::acquire_release:
      return "acq_rel";
    case Order::sequential:
      return "seq_cst";
  }
  throw std::logic_error("no order");
}

namespace {

// Atomics have no names in the engine's text: they are told apart by number.
std::string place(const Memory& memory, Location location) {
  const std::string& name = memory.name(location);
  return name == "atomic" ? fmt::format("atomic {}", location + 1) : name;
}

std::string writer(const Graph& graph, EventId id) {
  const Event& write = graph.events()[id];
  return write.thread == beginning ? "the start" : fmt::format("thread {}", write.thread + 1);
}

std::string line(const Memory& memory, const Graph& graph, const Event& event) {
  if (event.action.kind == Kind::choose) return fmt::format("chooses {}", event.read);
  const std::string where = place(memory, event.action.location);
  if (event.action.kind == Kind::notify) return fmt::format("wakes who waits for {}", where);
  if (event.action.kind == Kind::wait && !event.reads) {
    return fmt::format("waits for {} no longer", where);
  }
  std::string text;
  const auto& seen = graph.writes_to(event.action.location);
  if (event.reads) {
    text = fmt::format("reads {:#x} of {}", event.read, writer(graph, event.source));
    if (!event.writes && seen.back() != event.source) text += ", which is not the last";
  }
  if (event.falters) text += ", and fails for no reason";
  if (event.writes) {
    text += fmt::format("{}writes {:#x}", text.empty() ? "" : ", ", event.written);
  }
  return fmt::format("{} ({}): {}", where, to_string(event.order), text);
}

}  // namespace

std::vector<std::string> picture(const Memory& memory, const Graph& graph,
                                 const std::vector<std::optional<EventId>>& asleep) {
  std::vector<std::string> lines;
  for (const Event& event : graph.events()) {
    if (event.thread == beginning) continue;
    // A way that is the only one is nothing that happened.
    if (event.action.kind == Kind::choose && event.action.operand == 1) continue;
    std::string text = fmt::format("thread {}: {}", event.thread + 1, line(memory, graph, event));
    const bool is_last = &graph.events()[graph.events_of(event.thread).back()] == &event;
    if (asleep[event.thread] && is_last) text += ", and sleeps";
    lines.push_back(std::move(text));
  }
  return lines;
}

std::string race_text(const Memory& memory, const Graph& graph, EventId other) {
  const Event& first = graph.events()[other];
  const Event& second = graph.events().back();
  return fmt::format("thread {} and thread {} are at {} at once", first.thread + 1,
                     second.thread + 1, place(memory, second.action.location));
}

}  // namespace claimcheck::memory
