// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

namespace segue::store {

/// The SQL that brings a database from version i to i + 1. Never edit one that has landed: append.
[[nodiscard]] std::span<const char* const> migrations();

} // namespace segue::store
