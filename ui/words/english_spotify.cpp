// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/english_spotify.h"

namespace segue::words {

namespace {

/// As in english_sentences.cpp: marks a sentence for the translators' tools.
constexpr std::string_view marked(const char* /*context*/, const char* text) { return text; }

constexpr const char* kContext = "Message";

} // namespace

std::string_view ofSpotify(MessageId id) {
    switch (id) {
    case MessageId::spotifyStoreDamaged:
        return marked(kContext,
                      "What Segue kept of Spotify #%1 is damaged. Import or connect it again, or remove it; your music and "
                      "what is on Spotify are as they were.");
    case MessageId::spotifyStoreNewer:
        return marked(kContext, "What Segue keeps of Spotify #%1 was written by a newer version of Segue. Update Segue to see it.");
    default:
        return {};
    }
}

} // namespace segue::words
