// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/spotify/sync_note.h"

#include <array>
#include <sstream>

namespace segue {

namespace {

constexpr const char* kKind = "sync";
constexpr const char* kNoKey = "-";

void write(std::ostringstream& text, const SpotifySkipped& skipped) {
    text << ' ' << skipped.episodes << ' ' << skipped.nameless << ' ' << skipped.twice << ' ' << skipped.unreadable << ' '
         << skipped.other;
}

void read(std::istringstream& text, SpotifySkipped& skipped) {
    text >> skipped.episodes >> skipped.nameless >> skipped.twice >> skipped.unreadable >> skipped.other;
}

} // namespace

std::string SyncNote::text() const {
    std::ostringstream text;
    text << kKind << ' ' << begun.time_since_epoch().count() << ' ' << (key.empty() ? kNoKey : key) << ' ' << offset << ' ' << rows
         << ' ' << total << ' ' << (isSecond ? 1 : 0);
    write(text, skipped);
    write(text, skippedHere);
    return text.str();
}

std::optional<SyncNote> SyncNote::from(const std::string& text) {
    std::istringstream stream(text);
    std::string kind;
    std::int64_t begun = 0;
    int isSecond = 0;
    SyncNote note;
    stream >> kind >> begun >> note.key >> note.offset >> note.rows >> note.total >> isSecond;
    read(stream, note.skipped);
    read(stream, note.skippedHere);
    if (!stream || kind != kKind)
        return std::nullopt;
    note.begun = std::chrono::sys_seconds(std::chrono::seconds(begun));
    note.isSecond = isSecond != 0;
    if (note.key == kNoKey)
        note.key.clear();
    return note;
}

SpotifySkipped operator+(const SpotifySkipped& a, const SpotifySkipped& b) {
    return {.episodes = a.episodes + b.episodes,
            .nameless = a.nameless + b.nameless,
            .twice = a.twice + b.twice,
            .unreadable = a.unreadable + b.unreadable,
            .other = a.other + b.other};
}

} // namespace segue
