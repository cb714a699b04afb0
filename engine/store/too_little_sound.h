// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace segue::store {

/// Kinds of stored failures that are not real ones: the file can be read, but holds no sound or less than can be compared.
/// Inside this box only.
inline const std::string kTooLittleSound = "('silent', 'tooShort')"; ///< as an SQL list

inline bool isTooLittleSound(std::string_view kind) { return kind == "silent" || kind == "tooShort"; }

} // namespace segue::store
