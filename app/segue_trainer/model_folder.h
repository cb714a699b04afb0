// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

namespace segue::trainer {

/// The bundle that Segue itself listens with: the installed one, or the source tree's for a program that was built
/// there and is not installed. The folder may be missing; reading the bundle says so.
[[nodiscard]] std::filesystem::path shippedModel();

} // namespace segue::trainer
