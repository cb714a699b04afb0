// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace segue::audio::tagging {

/// The code page that texts of eight bits a character were written in, by iconv's name, guessed (uchardet) from all of one
/// file's together: a name or two say little by themselves. "WINDOWS-1252", the west's, unless the words cannot be western:
/// whole words of letters beyond ASCII, or signs within words. So Dvořák written in WINDOWS-1250 stays Dvoøák: no one can
/// know. Any thread; throws only std::bad_alloc.
[[nodiscard]] std::string codePageOf(std::span<const std::string> texts);

/// Bytes of that code page as UTF-8; what is no character in it becomes U+FFFD. Any thread; throws only std::bad_alloc.
[[nodiscard]] std::string fromCodePage(std::string_view bytes, const std::string& codePage);

/// Whether a text may be read as UTF-8 as it stands.
[[nodiscard]] bool isUtf8(std::string_view bytes);

} // namespace segue::audio::tagging
