// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace segue {

/// The number of a recording (ISRC) as it is compared: two letters, three letters or digits, seven digits, without hyphens or
/// blanks. Empty: the text is none.
[[nodiscard]] std::string isrcIn(std::string_view text);

} // namespace segue
