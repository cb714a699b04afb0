// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/message.h"

#include <functional>
#include <string>
#include <string_view>

namespace segue::words {

/// The sentences of the messages in English, which translators translate and the command line prints. No Qt here.
///
/// %1 to %9 stand for a part's values, %0 for the part that follows. Thread rule: any thread. Failure rule: an id without a
/// sentence, from a newer version, is shown as its values.
[[nodiscard]] std::string_view englishTemplate(MessageId id);

/// Translates a template of englishTemplate() into another language.
using Translation = std::function<std::string(std::string_view)>;

/// The whole message: its parts filled in, one sentence after another.
[[nodiscard]] std::string sentence(const Message& message, const Translation& translated);
[[nodiscard]] std::string english(const Message& message);

} // namespace segue::words
