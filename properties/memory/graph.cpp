// SPDX-License-Identifier: MIT
#include "properties/memory/graph.hpp"

#include <algorithm>
#include <stdexcept>

namespace claimcheck::memory {

bool acquires(Order order) {
  return order == Order::acquire || order == Order::acquire_release || order == Order::sequential;
}
bool releases(Order order) {
  return order == Order::release || order == Order::acquire_release || order == Order::sequential;
}

Value changed(const Action& action, Value before) {
  switch (action.change) {
    case Change::set:
      return action.operand & action.limit;
    case Change::add:
      return (before + action.operand) & action.limit;
    case Change::mask:
      return before & action.operand;
  }
  throw std::logic_error("no change");
}

Graph::Graph(const std::vector<Value>& initial, std::size_t threads)
    : threads_(threads), writes_(initial.size()) {
  for (Location location = 0; location < initial.size(); location++) {
    Event event;
    event.thread = beginning;
    event.index = location;
    event.action.location = location;
    event.order = Order::plain;
    event.writes = true;
    event.written = initial[location];
    writes_[location].push_back(events_.size());
    append(std::move(event));
  }
}

void Graph::append(Event event) {
  if (events_.size() == max_events) {
    throw std::length_error("a program takes more than " + std::to_string(max_events) + " steps");
  }
  if (event.thread != beginning) threads_[event.thread].push_back(events_.size());
  events_.push_back(std::move(event));
}

std::size_t Graph::position(EventId write) const {
  const auto& all = writes_[events_[write].action.location];
  return static_cast<std::size_t>(std::find(all.begin(), all.end(), write) - all.begin());
}

// All that happens before a read of `source` that acquires, because of it.
Events Graph::synchronized_with(EventId source) const {
  Events before;
  for (EventId write = source;;) {
    const Event& event = events_[write];
    if (releases(event.order)) (before |= event.before).set(write);
    if (!event.reads) return before;
    write = event.source;
  }
}

void Graph::place(const Event& event, EventId behind) {
  auto& all = writes_[event.action.location];
  all.insert(all.begin() + static_cast<std::ptrdiff_t>(position(behind) + 1), events_.size());
}

// All of it but what it touches.
Event Graph::next_of(Thread thread, const Action& action) const {
  Event event;
  event.thread = thread;
  event.index = threads_[thread].size();
  event.action = action;
  event.order = action.order;
  for (EventId first = 0; first < writes_.size(); first++) event.before.set(first);
  if (!threads_[thread].empty()) {
    const EventId last = threads_[thread].back();
    (event.before |= events_[last].before).set(last);
  }
  return event;
}

bool Graph::add(Thread thread, const Action& action, EventId place_of, bool falters) {
  Event event = next_of(thread, action);
  event.reads = action.kind != Kind::write;
  event.writes = action.kind == Kind::write || action.kind == Kind::update;
  event.falters = falters;
  if (event.reads) {
    event.source = place_of;
    event.read = events_[place_of].written;
    if (action.kind == Kind::compare) event.writes = event.read == action.expected && !falters;
    if (action.kind == Kind::compare && !event.writes) event.order = action.failure;
    if (acquires(event.order)) event.before |= synchronized_with(place_of);
  }
  if (event.writes) {
    event.written = changed(action, event.read);
    const auto& all = writes_[action.location];
    const std::size_t next = position(place_of) + 1;
    // An update reads the write right before its own.
    if (next < all.size() && events_[all[next]].reads) return false;
    place(event, place_of);
  }
  append(std::move(event));
  return is_coherent(events_.back()) && is_sequential();
}

void Graph::pass(Thread thread, const Action& action, Value chosen) {
  Event event = next_of(thread, action);
  event.read = chosen;
  append(std::move(event));
}

// Of the newest event: what happens before it saw nothing newer of its location.
bool Graph::is_coherent(const Event& event) const {
  if (!event.reads && !event.writes) return true;
  const EventId self = events_.size() - 1;
  // An update's own write is the one behind what it reads.
  const std::size_t seen = event.reads ? position(event.source) : position(self) - 1;
  for (EventId id = 0; id < self; id++) {
    const Event& earlier = events_[id];
    if (!event.before[id] || earlier.action.location != event.action.location) continue;
    if (!earlier.reads && !earlier.writes) continue;
    if (position(earlier.writes ? id : earlier.source) > seen) return false;
  }
  return true;
}

// The edges between sequential events that no total order may contradict: psc of RC11.
bool Graph::comes_before(EventId a, EventId b) const {
  const Event& first = events_[a];
  const Event& second = events_[b];
  const Location location = first.action.location;
  if (first.thread == second.thread) return first.index < second.index;
  if (location == second.action.location) {
    if (second.before[a]) return true;
    if (second.writes && first.writes) return position(a) < position(b);
    if (second.writes) return position(first.source) < position(b);
  }
  // By way of others: from an event behind the first to one ahead of the second.
  Events behind;
  for (EventId id : threads_[first.thread]) {
    const Event& event = events_[id];
    const bool follows = event.index > first.index && event.action.location != location;
    if (follows && (event.reads || event.writes)) behind.set(id);
  }
  for (EventId id : threads_[second.thread]) {
    const Event& event = events_[id];
    const bool leads =
        event.index < second.index && event.action.location != second.action.location;
    if (leads && (event.reads || event.writes) && (event.before & behind).any()) return true;
  }
  return false;
}

bool Graph::is_sequential() const {
  std::vector<EventId> left;
  for (EventId id = writes_.size(); id < events_.size(); id++) {
    const Event& event = events_[id];
    if (event.order == Order::sequential && (event.reads || event.writes)) left.push_back(id);
  }
  // Takes away what nothing comes before, until nothing is left or a cycle is.
  for (;;) {
    const auto first = std::find_if(left.begin(), left.end(), [&](EventId id) {
      return std::none_of(left.begin(), left.end(),
                          [&](EventId other) { return other != id && comes_before(other, id); });
    });
    if (first == left.end()) return left.empty();
    left.erase(first);
  }
}

std::optional<EventId> Graph::race() const {
  const EventId self = events_.size() - 1;
  const Event& event = events_.back();
  if (!event.reads && !event.writes) return std::nullopt;
  for (EventId id = 0; id < self; id++) {
    const Event& other = events_[id];
    const bool meets = (other.reads || other.writes) && (other.writes || event.writes) &&
                       other.action.location == event.action.location;
    const bool is_plain = other.order == Order::plain || event.order == Order::plain;
    if (meets && is_plain && !event.before[id]) return id;
  }
  return std::nullopt;
}

bool Graph::is_woken(Location location, EventId seen) const {
  const auto& all = writes_[location];
  return std::any_of(events_.begin(), events_.end(), [&](const Event& event) {
    if (event.action.kind != Kind::notify || event.action.location != location) return false;
    return std::any_of(all.begin() + static_cast<std::ptrdiff_t>(position(seen) + 1), all.end(),
                       [&](EventId write) { return event.before[write]; });
  });
}

std::string Graph::key() const {
  std::string key;
  const auto name = [&](EventId id) {
    key += static_cast<char>(events_[id].thread);
    key += static_cast<char>(events_[id].index);
  };
  for (const auto& thread : threads_) {
    key += static_cast<char>(thread.size());
    for (EventId id : thread) {
      const Event& event = events_[id];
      key += event.reads ? 'r' : '-';
      if (event.reads) name(event.source);
      if (event.action.kind == Kind::choose) key += static_cast<char>(event.read);
    }
  }
  for (const auto& all : writes_) {
    for (EventId id : all) name(id);
  }
  return key;
}

}  // namespace claimcheck::memory
