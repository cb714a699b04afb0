// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/message_id.h"

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace segue {

/// What is to be told, without saying it: an id and its values (names, paths, numbers, a foreign library's own words), one
/// or several after another. ui/words says it in the listener's language, ui/words/english in English for the command line.
///
/// It is kept as one text, its code, so that it can be stored and sent as it is. Texts that are no code, which older
/// versions stored, are foreign words and are shown as they stand.
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

    Message() = default;                                                        ///< nothing is to be told
    Message(MessageId id, std::initializer_list<std::string_view> values = {}); // NOLINT: an id alone is a message
    /// Words that come from elsewhere (a library, an older version, the window itself) and are shown as they stand.
    Message(std::string words); // NOLINT
    Message(const char* words)
        : Message(std::string(words)) {} // NOLINT
    /// A stored or sent code; anything else counts as foreign words.
    [[nodiscard]] static Message fromCode(std::string code);

    /// This, and then @p next: where this one's sentence has a place for a cause it stands there, else behind it.
    [[nodiscard]] Message with(const Message& next) const;

    [[nodiscard]] bool empty() const noexcept { return m_code.empty(); }
    /// Of the first part; MessageId::foreign if there is none.
    [[nodiscard]] MessageId id() const;
    [[nodiscard]] std::vector<Part> parts() const;
    [[nodiscard]] const std::string& code() const noexcept { return m_code; }
    void clear() noexcept { m_code.clear(); }

    bool operator==(const Message&) const = default;

private:
    std::string m_code;
};

} // namespace segue
