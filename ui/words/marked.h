// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace segue::words {

/// Marks a sentence for the translators' tools (lupdate, -tr-function-alias QT_TRANSLATE_NOOP+=marked), in this context.
constexpr std::string_view marked(const char* /*context*/, const char* text) { return text; }

/// The context of what a Message tells.
inline constexpr const char* kContext = "Message";

} // namespace segue::words
