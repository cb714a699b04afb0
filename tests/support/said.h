// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/error.h"
#include "ui/words/english.h"

#include <ostream>
#include <string>

namespace segue {

inline std::ostream& operator<<(std::ostream& out, const Message& message) { return out << words::english(message); }

} // namespace segue

namespace segue::test {

/// What a listener reads, in English.
inline std::string said(const Message& message) { return words::english(message); }
inline std::string said(const std::exception& error) { return words::english(messageOf(error)); }

} // namespace segue::test
