// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/spotify/token_store.h"

#include <memory>
#include <string>

namespace segue::app {

/// Keeps secrets until the program ends, and in a file never. Any thread.
[[nodiscard]] std::shared_ptr<TokenStore> makeMemoryTokens();

/// The store that an environment variable names: "memory", or "file:/folder" for files that are agreed to. Null: it names none.
/// Throws Error{usage} for anything else.
[[nodiscard]] std::shared_ptr<TokenStore> namedTokens(const std::string& name);

} // namespace segue::app
