// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/english.h"

#include <span>

namespace segue::words {

namespace {

using Part = Message::Part;

/// Fills one part's template in; takes the following part for %0.
std::string filled(std::span<const Part>& parts, const Translation& translated);

void appendPlace(std::string& text, char place, const Part& part, std::span<const Part>& following, const Translation& translated) {
    const auto number = static_cast<std::size_t>(place - '0');
    if (number == 0 && !following.empty())
        text += filled(following, translated);
    else if (number > 0 && number <= part.values.size())
        text += part.values[number - 1];
}

std::string joined(const Part& part) {
    std::string text;
    for (const auto& value : part.values)
        text += (text.empty() ? "" : ", ") + value;
    return text;
}

std::string filled(std::span<const Part>& parts, const Translation& translated) {
    const Part& part = parts.front();
    parts = parts.subspan(1);
    const auto english = englishTemplate(part.id);
    if (english.empty())
        return joined(part);
    const std::string sentence = translated(english);
    std::string text;
    for (std::size_t i = 0; i < sentence.size(); ++i) {
        const bool isPlace = sentence[i] == '%' && i + 1 < sentence.size() && sentence[i + 1] >= '0' && sentence[i + 1] <= '9';
        if (isPlace)
            appendPlace(text, sentence[++i], part, parts, translated);
        else
            text += sentence[i];
    }
    return text;
}

} // namespace

std::string sentence(const Message& message, const Translation& translated) {
    const auto all = message.parts();
    std::span<const Part> rest(all);
    std::string text;
    while (!rest.empty())
        text += (text.empty() ? "" : " ") + filled(rest, translated);
    return text;
}

std::string english(const Message& message) {
    return sentence(message, [](std::string_view text) { return std::string(text); });
}

} // namespace segue::words
