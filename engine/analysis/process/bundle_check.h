// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <filesystem>
#include <stop_token>

namespace segue::analysis {

/// Lets the analyzer program load a model bundle and listen to a moment of noise with it. This takes a process of its own,
/// because only that program knows the networks and a bundle may hold anything. Waits; returns early when `stop` is
/// requested, and then says nothing about the bundle.
///
/// Throws Error{badFile, unsupported} with the analyzer's reason if the bundle cannot be used, also if it crashed the
/// analyzer or took longer than `limit`; Error{process} if there is no analyzer.
void checkBundle(const std::filesystem::path& analyzer, const std::filesystem::path& bundle, const std::stop_token& stop = {},
                 std::chrono::milliseconds limit = std::chrono::minutes(2));

} // namespace segue::analysis
