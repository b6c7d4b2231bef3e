// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <concepts>
#include <cstdint>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <vector>

#include "model/clause.hpp"
#include "model/trace/trace_text.hpp"

// Values as JSON and back, by one list of members for both directions: members(archive, value)
// calls archive("name", value.member) for each. The archive pattern of serialization libraries.

namespace claimcheck::merge {

// The last enumerator, for each enumeration that is written: a number behind it is none.
template <class Enum>
struct LastEnumerator;

// The type of a value that is read or written: a const one is written alone.
template <class Value, class Of>
concept Like = std::same_as<std::remove_const_t<Value>, Of>;

using ByClause = std::array<std::uint64_t, model::clause_count>;

class Writer {
 public:
  template <class Value>
  void operator()(const char* name, const Value& value) {
    object_[name] = written(value);
  }

  template <class Value>
  static nlohmann::json written(const Value& value) {
    if constexpr (std::same_as<Value, model::Clause>) {
      return std::string(model::name(value));
    } else if constexpr (std::is_enum_v<Value>) {
      return static_cast<std::underlying_type_t<Value>>(value);
    } else if constexpr (std::is_arithmetic_v<Value> || std::same_as<Value, std::string>) {
      return value;
    } else if constexpr (std::same_as<Value, std::filesystem::path>) {
      return value.string();
    } else if constexpr (std::same_as<Value, model::Trace>) {
      // A file that was not read has no trace, and a trace without a region has no text.
      return value.setup.regions.empty() ? std::string() : print(model::document(value));
    } else if constexpr (std::same_as<Value, ByClause>) {
      auto object = nlohmann::json::object();
      for (const auto& row : model::clauses()) {
        const auto count = value[static_cast<std::size_t>(row.clause)];
        if (count > 0) object[std::string(row.name)] = count;
      }
      return object;
    } else if constexpr (requires { value.has_value(); }) {
      return value ? written(*value) : nlohmann::json(nullptr);
    } else if constexpr (requires { value.begin(); }) {
      auto array = nlohmann::json::array();
      for (const auto& element : value) array.push_back(written(element));
      return array;
    } else {
      Writer writer;
      members(writer, value);
      return std::move(writer.object_);
    }
  }

 private:
  nlohmann::json object_ = nlohmann::json::object();
};

// Throws what nlohmann::json, model::parse() and std throw where the text is another than was
// written: all are std::exception.
class Reader {
 public:
  explicit Reader(const nlohmann::json& object) : object_(object) {}

  template <class Value>
  void operator()(const char* name, Value& value) const {
    value = read<Value>(object_.at(name));
  }

  template <class Value>
  static Value read(const nlohmann::json& json) {
    if constexpr (std::same_as<Value, model::Clause>) {
      return model::parse_clause(json.get<std::string>()).value();
    } else if constexpr (std::is_enum_v<Value>) {
      return enumerator<Value>(json);
    } else if constexpr (std::is_arithmetic_v<Value> || std::same_as<Value, std::string>) {
      return json.get<Value>();
    } else if constexpr (std::same_as<Value, std::filesystem::path>) {
      return json.get<std::string>();
    } else if constexpr (std::same_as<Value, model::Trace>) {
      const auto text = json.get<std::string>();
      return text.empty() ? model::Trace{} : model::parse(text).trace;
    } else if constexpr (std::same_as<Value, ByClause>) {
      ByClause counts{};
      for (const auto& [name, count] : json.items()) {
        counts[static_cast<std::size_t>(model::parse_clause(name).value())] =
            count.template get<std::uint64_t>();
      }
      return counts;
    } else {
      return read_compound<Value>(json);
    }
  }

 private:
  template <class Enum>
  static Enum enumerator(const nlohmann::json& json) {
    const auto number = json.get<std::underlying_type_t<Enum>>();
    if (number < 0 ||
        number > static_cast<std::underlying_type_t<Enum>>(LastEnumerator<Enum>::value))
      throw std::out_of_range("there is no such enumerator");
    return static_cast<Enum>(number);
  }

  template <class Value>
  static Value read_compound(const nlohmann::json& json) {
    Value value{};
    if constexpr (requires { value.has_value(); }) {
      if (!json.is_null()) value = read<typename Value::value_type>(json);
    } else if constexpr (requires { value.push_back(value.front()); }) {
      for (const auto& element : json) value.push_back(read<typename Value::value_type>(element));
    } else if constexpr (requires { std::tuple_size<Value>::value; }) {
      if (json.size() != value.size()) throw std::out_of_range("a list has another length");
      std::ranges::transform(json, value.begin(), read<typename Value::value_type>);
    } else {
      const Reader reader(json);
      members(reader, value);
    }
    return value;
  }

  const nlohmann::json& object_;
};

}  // namespace claimcheck::merge
