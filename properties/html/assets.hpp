// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

// The files page.css and page.js of this folder, which the build puts into the program.

namespace claimcheck::html {

extern const std::string_view style_sheet;
extern const std::string_view script;

}  // namespace claimcheck::html
