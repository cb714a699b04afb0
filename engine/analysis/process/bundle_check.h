// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <filesystem>
#include <stop_token>

namespace segue::analysis {

/// Lets the analyzer program load a model bundle and listen to a moment of noise with it, in a process of its own: only
/// that one knows the networks, and a bundle may be anything. Waits; returns early when `stop` is requested (a return
/// then says nothing).
///
/// Throws Error{badFile, unsupported} with the analyzer's sentence if the bundle cannot be listened with, also if it
/// made the analyzer crash or took longer than `limit`; Error{process} if there is no analyzer.
void checkBundle(const std::filesystem::path& analyzer, const std::filesystem::path& bundle, const std::stop_token& stop = {},
                 std::chrono::milliseconds limit = std::chrono::minutes(2));

} // namespace segue::analysis
