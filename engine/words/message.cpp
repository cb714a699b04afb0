// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/words/message.h"

#include "engine/words/error.h"

#include <algorithm>
#include <charconv>
#include <new>
#include <utility>

namespace segue {

namespace {

// A code is its parts with kNext between them; a part is kBegin, the id's number, and each value behind a kValue.
constexpr char kBegin = '\x1C';
constexpr char kNext = '\x1D';
constexpr char kValue = '\x1F';

bool isSeparator(char c) { return c == kBegin || c == kNext || c == kValue; }

void append(std::string& code, MessageId id, std::string_view value, bool isFirst) {
    if (isFirst)
        code += kBegin + std::to_string(static_cast<unsigned>(id));
    code += kValue;
    std::ranges::replace_copy_if(value, std::back_inserter(code), isSeparator, ' ');
}

/// Takes what stands before the separator, and the separator, from the front of the rest.
std::string_view takeUntil(std::string_view& rest, char separator) {
    const auto end = rest.find(separator);
    const auto taken = rest.substr(0, end);
    rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
    return taken;
}

Message::Part partOf(std::string_view code) {
    if (code.empty() || code.front() != kBegin)
        return {MessageId::foreign, {std::string(code)}};
    code.remove_prefix(1);
    const bool hasValues = code.find(kValue) != std::string_view::npos;
    const auto number = takeUntil(code, kValue);
    unsigned id = 0;
    const auto [end, failed] = std::from_chars(number.data(), number.data() + number.size(), id);
    if (failed != std::errc() || end != number.data() + number.size() || id > 0xFFFF)
        return {MessageId::foreign, {std::string(number)}};
    Message::Part part{static_cast<MessageId>(id), {}};
    if (!hasValues)
        return part;
    for (bool more = true; more;) {
        more = code.find(kValue) != std::string_view::npos;
        part.values.emplace_back(takeUntil(code, kValue));
    }
    return part;
}

} // namespace

Message::Message(MessageId id, std::initializer_list<std::string_view> values) {
    m_code = kBegin + std::to_string(static_cast<unsigned>(id));
    for (const auto value : values)
        append(m_code, id, value, false);
}

Message::Message(std::string words) {
    if (!words.empty())
        append(m_code, MessageId::foreign, words, true);
}

Message Message::fromCode(std::string code) {
    if (code.empty() || code.front() != kBegin)
        return Message(std::move(code));
    Message message;
    message.m_code = std::move(code);
    return message;
}

Message Message::with(const Message& next) const {
    if (empty() || next.empty())
        return empty() ? next : *this;
    Message both;
    both.m_code = m_code + kNext + next.m_code;
    return both;
}

MessageId Message::id() const {
    const auto all = parts();
    return all.empty() ? MessageId::foreign : all.front().id;
}

std::vector<Message::Part> Message::parts() const {
    std::vector<Part> all;
    for (std::string_view rest = m_code; !rest.empty();)
        all.push_back(partOf(takeUntil(rest, kNext)));
    return all;
}

Message messageOf(const std::exception& exception) {
    if (const auto* error = dynamic_cast<const Error*>(&exception))
        return error->message();
    if (dynamic_cast<const std::bad_alloc*>(&exception) != nullptr)
        return MessageId::outOfMemory;
    return {MessageId::failedInside, {exception.what()}};
}

} // namespace segue
