// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/browse/artist_names.h"

#include "engine/words/plain_text.h"

#include <algorithm>
#include <array>
#include <string>

namespace segue::browse {

namespace {

struct Mark {
    std::size_t begin = std::string_view::npos;
    std::size_t end = std::string_view::npos;
};

/// Where "feat." and its like stand: behind a blank or a bracket, before a blank.
Mark guestMark(std::string_view text) {
    constexpr std::array<std::string_view, 5> kWords{"feat.", "ft.", "featuring", "feat", "ft"};
    for (std::size_t at = 1; at + 3 < text.size(); ++at) {
        if (text[at - 1] != ' ' && text[at - 1] != '(' && text[at - 1] != '[')
            continue;
        for (const auto word : kWords) {
            if (text.size() <= at + word.size() || text[at + word.size()] != ' ')
                continue;
            if (std::ranges::equal(text.substr(at, word.size()), word, {}, [](char c) { return lowered(c); }))
                return {.begin = at, .end = at + word.size()};
        }
    }
    return {};
}

void addName(std::vector<std::string_view>& names, std::string_view name) {
    name = trimmed(name, " ");
    if (!name.empty() && std::ranges::find(names, name) == names.end())
        names.push_back(name);
}

void addParts(std::vector<std::string_view>& names, std::string_view text, std::string_view divider) {
    while (true) {
        const auto end = text.find(divider);
        addName(names, text.substr(0, end));
        if (end == std::string_view::npos)
            return;
        text.remove_prefix(end + divider.size());
    }
}

/// One value, in which ";" and " / " part names.
void addNames(std::vector<std::string_view>& names, std::string_view value) {
    std::vector<std::string_view> parts;
    addParts(parts, value, ";");
    for (const auto part : parts)
        addParts(names, part, " / ");
}

/// What follows a mark of guests, without the bracket that it closes.
std::string_view guestsBehind(std::string_view text, const Mark& mark) {
    auto guests = text.substr(mark.end);
    const char before = text[mark.begin - 1];
    if (before == '(' || before == '[')
        guests = guests.substr(0, guests.find(before == '(' ? ')' : ']'));
    return guests;
}

} // namespace

ArtistNames artistNames(std::string_view artist, std::string_view artists, std::string_view title) {
    ArtistNames names;
    const auto take = [&names](std::string_view value, bool isOne) {
        const Mark mark = guestMark(value);
        const auto main = value.substr(0, mark.begin == std::string_view::npos ? value.size() : mark.begin - 1);
        if (isOne)
            addName(names.main, main);
        else
            addNames(names.main, main);
        if (mark.begin != std::string_view::npos)
            addNames(names.guests, guestsBehind(value, mark));
    };
    if (artists.empty())
        take(artist, false);
    for (std::string_view rest = artists; !rest.empty();) {
        const auto end = std::min(rest.find('\n'), rest.size());
        take(rest.substr(0, end), true);
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    if (const Mark mark = guestMark(title); mark.begin != std::string_view::npos)
        addNames(names.guests, guestsBehind(title, mark));
    std::erase_if(names.guests, [&](std::string_view guest) { return std::ranges::find(names.main, guest) != names.main.end(); });
    return names;
}

} // namespace segue::browse
