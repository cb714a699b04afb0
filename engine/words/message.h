// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/message_id.h"

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace segue {

/// What to tell the listener, as an id with values (names, paths, numbers, a foreign library's own words) instead of a
/// sentence; several may follow one another. ui/words puts it into the listener's language, ui/words/english into English for
/// the command line.
///
/// It is kept as one text, its code, which is stored and sent unchanged. A text that is not a code (older versions stored
/// such texts) counts as foreign words and is shown as it is.
///
/// Thread rule: a value. Failure rule: any text is taken; only memory can run out.
class Message final {
public:
    /// One part of a message.
    struct Part {
        MessageId id = MessageId::foreign;
        std::vector<std::string> values; ///< UTF-8, as many as the id's sentence has places
        bool operator==(const Part&) const = default;
    };

    Message() = default;                                                        ///< nothing to tell
    Message(MessageId id, std::initializer_list<std::string_view> values = {}); // NOLINT: an id alone is a message
    /// Words that come from elsewhere (a library, an older version, the window itself) and are shown as they stand.
    Message(std::string words); // NOLINT
    Message(const char* words)
        : Message(std::string(words)) {} // NOLINT
    /// Reads a stored or sent code; anything else counts as foreign words.
    [[nodiscard]] static Message fromCode(std::string code);

    /// This message followed by @p next, which is put where this message's sentence has a place for a cause (%0), or else
    /// after it.
    [[nodiscard]] Message with(const Message& next) const;

    [[nodiscard]] bool empty() const noexcept { return m_code.empty(); }
    /// The id of the first part; MessageId::foreign if there is none.
    [[nodiscard]] MessageId id() const;
    [[nodiscard]] std::vector<Part> parts() const;
    [[nodiscard]] const std::string& code() const noexcept { return m_code; }
    void clear() noexcept { m_code.clear(); }

    bool operator==(const Message&) const = default;

private:
    std::string m_code;
};

} // namespace segue
