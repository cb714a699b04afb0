// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace segue::audio::tagging {

/// A UTF-8 text with HTML's character references resolved: "&quot;", "&amp;", "&#8217;", "&#x27;", "&eacute;". What is none, as
/// in "R&B;" or "Q & A", stays as it is. Some programs escape what is escaped already, so twice. Pure.
[[nodiscard]] std::string withoutReferences(std::string_view text);

/// A character as UTF-8; empty for what is none (beyond U+10FFFF, surrogates, control characters).
[[nodiscard]] std::string utf8Of(char32_t character);

} // namespace segue::audio::tagging
