// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace segue {

/// A text as a cell of a CSV file (RFC 4180), in quotes. One that a spreadsheet would take for a formula is marked as text by an
/// apostrophe.
[[nodiscard]] std::string csvCell(std::string_view text);

} // namespace segue
