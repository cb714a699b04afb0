// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>

namespace segue::app {

/// Loads a model bundle, feeds it with noise as its front end asks for, and checks what comes out. Returns
/// ModelSpec::id(); throws Error with the reason for which it cannot be listened with.
[[nodiscard]] std::string tryBundle(const std::filesystem::path& folder);

} // namespace segue::app
