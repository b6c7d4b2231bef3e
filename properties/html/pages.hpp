// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "properties/engines/engine.hpp"
#include "properties/html/document.hpp"
#include "properties/html/film.hpp"
#include "properties/report/assurance_page.hpp"
#include "properties/report/explore_report.hpp"
#include "properties/report/report.hpp"

// The page of each command, the same bytes for the same report.

namespace claimcheck::html {

// All throw engines::EngineError where the engine, which the films are made with, cannot be made.
std::string run_page(const engines::Engine& engine, const report::RunReport& report,
                     const options::RunOptions& options);

std::string replay_page(const engines::Engine& engine,
                        const std::vector<replay::ReplayedTrace>& replayed,
                        options::ExitStatus status);

// `engine` may be null: the model was explored alone.
std::string explore_page(const engines::Engine* engine, const report::ExploreCommand& command,
                         const report::ExploreReport& report);

// What real threads showed. `found` is null where they showed nothing; the facts are sentences.
std::string soak_page(const engines::Engine& engine, const report::FoundTrace* found,
                      std::vector<std::string> facts, options::ExitStatus status);

std::string assurance_page(const report::Assurance& assurance);

// How films are to be read, and their keys.
Markup films_legend();

// Parts that pages share: the list of defects with a film for each, and how the films are to be
// read. Of very many defects the first few dozen have one.
Markup defects_part(const engines::Engine& engine, const std::vector<Broken>& defects);

// The states of each depth of an exploration.
Markup exploration_part(const std::string& title, const explore::claim::Report& report);

}  // namespace claimcheck::html
