// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// For commands that an engine works for: SIGINT and SIGTERM end them between two events instead of at once. The signals are
/// handled, not blocked as by app::StopOnSignal: the analyzer would inherit the block. Any thread may ask.
namespace segue::cli {

void watchForInterruption(); ///< before the engine starts

[[nodiscard]] bool isInterrupted();

} // namespace segue::cli
