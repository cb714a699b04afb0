// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

namespace segue::store {

/// The SQL scripts; the i-th brings a database from version i to i + 1. Never edit one that has landed: append a new one.
[[nodiscard]] std::span<const char* const> migrations();

} // namespace segue::store
