// SPDX-License-Identifier: MIT
#include "properties/search/message.hpp"

#include <nlohmann/json.hpp>

#include "model/trace/trace_text.hpp"

namespace claimcheck::search {
namespace {

using nlohmann::json;

json to_json(const judge::Defect& defect) {
  return {{"clause", name(defect.clause)},
          {"aspect", defect.aspect},
          {"kinds", defect.kinds},
          {"sites", defect.sites},
          {"object", defect.object}};
}

judge::Defect defect_from(const json& value) {
  judge::Defect defect;
  defect.clause = model::parse_clause(value.at("clause").get<std::string>()).value();
  value.at("aspect").get_to(defect.aspect);
  value.at("kinds").get_to(defect.kinds);
  value.at("sites").get_to(defect.sites);
  value.at("object").get_to(defect.object);
  return defect;
}

// Traces travel in their own language.
std::string text_of(const model::Trace& trace) {
  return print(model::document(trace));
}
model::Trace trace_from(const json& value) {
  return model::parse(value.get<std::string>()).trace;
}

// A message may hold any bytes that an engine made up; JSON holds UTF-8.
std::string printable(const json& value) {
  return value.dump(-1, ' ', true, json::error_handler_t::replace);
}

struct Encoder {
  std::string operator()(const FailsMessage& m) const {
    return printable({{"kind", "fails"},
                      {"trace", text_of(m.trace)},
                      {"defect", to_json(m.defect)},
                      {"message", m.message}});
  }
  std::string operator()(const ProgressMessage& m) const {
    return printable({{"kind", "progress"}, {"next", m.next}});
  }
  std::string operator()(const TextMessage& m) const {
    return printable({{"kind", "text"}, {"text", m.text}});
  }
  std::string operator()(const SearchedMessage& m) const {
    return printable({{"kind", "searched"},
                      {"executions", m.executions},
                      {"complete", m.complete},
                      {"bounded", m.bounded},
                      {"refusal", m.refusal}});
  }
  std::string operator()(const judge::Finding& m) const {
    return printable({{"kind", "finding"},
                      {"trace", text_of(m.trace)},
                      {"defect", to_json(m.defect)},
                      {"message", m.message},
                      {"step", m.step},
                      {"index", m.index},
                      {"unshrunk_steps", m.unshrunk_steps},
                      {"attempts", m.attempts},
                      {"shrunk_to_end", m.shrunk_to_end},
                      {"reproduced", m.reproduced},
                      {"last_lines", m.last_lines}});
  }
};

}  // namespace

std::string encode(const Message& message) {
  return std::visit(Encoder{}, message);
}

Message decode(std::string_view text) {
  const auto value = json::parse(text);
  const auto kind = value.at("kind").get<std::string>();
  if (kind == "progress") return ProgressMessage{value.at("next").get<std::uint64_t>()};
  if (kind == "text") return TextMessage{value.at("text").get<std::string>()};
  if (kind == "searched") {
    return SearchedMessage{value.at("executions").get<std::uint64_t>(),
                           value.at("complete").get<bool>(), value.at("bounded").get<bool>(),
                           value.at("refusal").get<std::string>()};
  }
  if (kind == "fails") {
    return FailsMessage{trace_from(value.at("trace")), defect_from(value.at("defect")),
                        value.at("message").get<std::string>()};
  }
  judge::Finding finding;
  finding.trace = trace_from(value.at("trace"));
  finding.defect = defect_from(value.at("defect"));
  finding.message = value.at("message").get<std::string>();
  finding.step = value.at("step").get<std::size_t>();
  finding.index = value.at("index").get<std::uint64_t>();
  finding.unshrunk_steps = value.at("unshrunk_steps").get<std::size_t>();
  finding.attempts = value.at("attempts").get<std::size_t>();
  finding.shrunk_to_end = value.at("shrunk_to_end").get<bool>();
  finding.reproduced = value.at("reproduced").get<bool>();
  value.at("last_lines").get_to(finding.last_lines);
  return finding;
}

}  // namespace claimcheck::search
