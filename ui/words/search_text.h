// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/browse/song_query.h"

#include <QString>

#include <string>
#include <vector>

/// What the window says about a search: pure functions.
namespace segue::ui {

/// What of a search is not understood and what to write instead, and which words were taken for similar ones; empty: all is well.
[[nodiscard]] QString searchHint(const std::vector<browse::QueryProblem>& problems, const std::vector<std::string>& forgiven);
/// How to search, for a tip: rich text.
[[nodiscard]] QString searchHelp();

} // namespace segue::ui
