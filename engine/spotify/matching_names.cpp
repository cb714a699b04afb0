// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/spotify/matching_names.h"

#include "engine/words/plain_text.h"

#include <algorithm>
#include <array>

namespace segue::spotify {

namespace {

using Names = std::vector<std::string>;

constexpr std::array<std::string_view, 6> kBetween{", ", "; ", ";", " / ", "\n", "\x1F"};
constexpr std::array<std::string_view, 8> kGuests{" feat. ",     " feat ",   " ft. ",    " ft ",
                                                  " featuring ", " (feat. ", " [feat. ", " (ft. "};

/// Takes a text apart at the marks, which are found in `low`.
template <std::size_t N>
void part(std::string_view text, std::string_view low, const std::array<std::string_view, N>& marks,
          std::vector<std::string_view>& to) {
    std::size_t begin = 0;
    for (std::size_t at = 0; at < low.size(); ++at)
        for (const auto mark : marks)
            if (low.compare(at, mark.size(), mark) == 0) {
                to.push_back(text.substr(begin, at - begin));
                begin = at + mark.size();
                at = begin - 1;
                break;
            }
    to.push_back(text.substr(begin));
}

/// As it is compared: "The Beatles", "Beatles, The" and "Beatles" are one.
std::string plain(std::string_view name) {
    auto key = recommend::folded(name);
    if (key.starts_with("the ") && key.size() > 4)
        key.erase(0, 4);
    if (key.ends_with(" the") && key.size() > 4 && name.find(',') != std::string_view::npos)
        key.erase(key.size() - 4);
    return key;
}

void add(Names& names, std::string name) {
    if (!name.empty() && std::ranges::find(names, name) == names.end())
        names.push_back(std::move(name));
}

void addValue(ArtistKeys& keys, std::string_view value) {
    add(keys.names, plain(value));
    std::vector<std::string_view> guests, names;
    part(value, lowered(value), kGuests, guests);
    for (const auto each : guests)
        part(each, each, kBetween, names);
    for (const auto name : names)
        add(keys.names, plain(name));
}

void addParts(ArtistKeys& keys) {
    constexpr std::array<std::string_view, 1> kAnd{" and "};
    for (const auto& name : keys.names) {
        std::vector<std::string_view> parts;
        part(name, name, kAnd, parts);
        if (parts.size() > 1)
            for (const auto each : parts)
                add(keys.parts, plain(each));
    }
}

bool sharesOne(const Names& a, const Names& b) {
    return std::ranges::any_of(a, [&](const std::string& name) { return std::ranges::find(b, name) != b.end(); });
}

} // namespace

TitleKey titleKey(std::string_view title) {
    auto parts = recommend::parseTitle(title);
    return {std::move(parts.core), parts.version};
}

ArtistKeys artistKeys(std::string_view artist, std::string_view artists, std::string_view albumArtist) {
    ArtistKeys keys;
    addValue(keys, artist);
    if (!artists.empty())
        addValue(keys, artists);
    if (!albumArtist.empty())
        addValue(keys, albumArtist);
    for (const std::string_view many : {"various artists", "various", "va", "v a", "verschiedene"}) // is nobody
        std::erase(keys.names, many);
    addParts(keys);
    return keys;
}

bool doAgree(const ArtistKeys& a, const ArtistKeys& b) {
    return sharesOne(a.names, b.names) || sharesOne(a.parts, b.names) || sharesOne(a.names, b.parts);
}

} // namespace segue::spotify
