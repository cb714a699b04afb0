// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/spotify/web/refusal.h"

#include "engine/spotify/web/json_words.h"
#include "engine/words/plain_text.h"

#include <algorithm>
#include <cctype>
#include <ctime>

namespace segue::spotify {

namespace {

constexpr std::size_t kMostWords = 200;
constexpr std::chrono::seconds kMost = std::chrono::weeks(1);
/// As far as the limit, and whole characters only.
std::string shortened(std::string_view text) {
    if (text.size() <= kMostWords)
        return std::string(text);
    std::size_t end = kMostWords;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
        --end;
    return std::string(text.substr(0, end));
}

std::string wordsIn(std::string_view body) {
    const auto text = trimmed(body);
    const bool isText = !text.empty() && text.front() != '<' && text.front() != '{' && text.front() != '[';
    return isText && isUtf8(text) ? shortened(withoutControls(text)) : std::string();
}

std::optional<std::chrono::seconds> secondsIn(std::string_view text) {
    if (text.empty() || !std::ranges::all_of(text, [](unsigned char c) { return std::isdigit(c) != 0; }))
        return std::nullopt;
    constexpr std::size_t kMostDigits = 9;
    return text.size() > kMostDigits ? kMost : std::chrono::seconds(std::stol(std::string(text)));
}

} // namespace

Refusal refusalIn(std::string_view body) {
    const auto answer = parsed(body);
    if (!answer.is_object())
        return {.error = {}, .reason = {}, .message = answer.is_discarded() ? wordsIn(body) : std::string()};
    const auto& error = member(answer, "error");
    if (error.is_object())
        return {.error = {}, .reason = words(error, "reason"), .message = shortened(words(error, "message"))};
    const auto description = words(answer, "error_description");
    return {.error = words(answer, "error"),
            .reason = {},
            .message = shortened(description.empty() ? words(answer, "message") : description)};
}

bool saysNotRegistered(const Refusal& refusal) {
    std::string text = refusal.message;
    std::ranges::transform(text, text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text.find("not registered") != std::string::npos || text.find("not be registered") != std::string::npos;
}

std::optional<std::chrono::seconds> retryAfter(const std::map<std::string, std::string>& headers, std::chrono::sys_seconds now) {
    const auto found = headers.find("retry-after");
    if (found == headers.end())
        return std::nullopt;
    const std::string text(trimmed(found->second));
    if (const auto seconds = secondsIn(text))
        return std::min(*seconds, kMost);
    std::tm date{};
    const char* const end = ::strptime(text.c_str(), "%a, %d %b %Y %H:%M:%S GMT", &date);
    if (end == nullptr || *end != '\0')
        return std::nullopt;
    const auto wait = std::chrono::sys_seconds(std::chrono::seconds(::timegm(&date))) - now;
    return std::clamp(wait, std::chrono::seconds(0), kMost);
}

} // namespace segue::spotify
