// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/words/bring.h"

namespace segue {

std::string_view playerName(BringSource source) {
    switch (source) {
    case BringSource::fooyin:
        return "fooyin";
    case BringSource::strawberry:
        return "Strawberry";
    case BringSource::clementine:
        return "Clementine";
    case BringSource::rhythmbox:
        return "Rhythmbox";
    case BringSource::quodlibet:
        return "Quod Libet";
    case BringSource::itunes:
        return "iTunes";
    case BringSource::listenBrainz:
        return "ListenBrainz";
    case BringSource::lastFm:
        return "last.fm";
    case BringSource::tags:
        break;
    }
    return {};
}

std::string_view sourceWord(BringSource source) {
    switch (source) {
    case BringSource::fooyin:
        return "fooyin";
    case BringSource::strawberry:
        return "strawberry";
    case BringSource::clementine:
        return "clementine";
    case BringSource::rhythmbox:
        return "rhythmbox";
    case BringSource::quodlibet:
        return "quodlibet";
    case BringSource::itunes:
        return "itunes";
    case BringSource::listenBrainz:
        return "listenbrainz";
    case BringSource::lastFm:
        return "lastfm";
    case BringSource::tags:
        break;
    }
    return "tags";
}

std::optional<BringSource> sourceNamed(std::string_view word) {
    for (const auto source : kBringSources)
        if (word == sourceWord(source))
            return source;
    return std::nullopt;
}

} // namespace segue
