// SPDX-License-Identifier: MIT
#pragma once

#include <string>

// A plugin that was compiled with -fsanitize=thread calls ThreadSanitizer's library for each of its
// loads, stores and atomic operations. That library has to be there before all else in a process:
// so the program that is to load such a plugin starts itself again with it.

namespace claimcheck::process {

// Whether the shared object that the command line names (path, comma, options) asks for the
// library. One that was built with our own access hooks does not: it brings what it calls.
bool wants_thread_sanitizer(const std::string& engine);

// Whether the library is in this process, and tells what it finds.
bool has_thread_sanitizer();

// Starts this program again in the place of this one, with the library that the plugin was linked
// with, and with the same arguments. Does not return. Throws engines::EngineError where the system
// refuses, or where we were started by this and the library is not there all the same.
[[noreturn]] void start_again_with_thread_sanitizer(const std::string& engine);

// At the start of a program: what was set for this process alone, it does not hand on.
void keep_thread_sanitizer_to_ourselves();

}  // namespace claimcheck::process
