// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/store/database/database.h"
#include "engine/words/feedback.h"
#include "engine/words/track.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace segue::store {

/// What the listener said of songs, for the lists to come. It belongs to the recording, or to the song until its recording is
/// known, and stays when the song goes. Nothing of it leaves the database.
///
/// Same thread as its Database; throws Error.
class FeedbackStore final {
public:
    static constexpr std::size_t kMostOpinions = 200; ///< so many of the newest likings move songs
    static constexpr std::size_t kMostSkips = 50;     ///< and of the newest skips, which push no word out

    explicit FeedbackStore(Database& database)
        : m_database(database) {}

    /// Adds it; what was said of the same song in the same or the contrary way is replaced. Does nothing for a song that is gone.
    void add(FeedbackKind kind, TrackId track, std::chrono::sys_seconds when);
    void remove(std::int64_t id);
    void clear();
    [[nodiscard]] std::vector<Feedback> all(std::chrono::sys_seconds now) const; ///< the newest first

    /// What lists are made by.
    struct Said {
        FeedbackKind kind = FeedbackKind::moreLike;
        std::string identity;                   ///< empty: the recording is not known yet
        TrackId track = 0;                      ///< of a song whose recording is not known; else 0
        std::string artist, album, albumArtist; ///< of its tags then
        std::vector<float> embedding;           ///< by the model asked for, of likings and skips; empty: not heard by it
    };
    /// All that is not over; of likings the newest kMostOpinions, of skips the newest kMostSkips.
    [[nodiscard]] std::vector<Said> said(const std::string& model, std::chrono::sys_seconds now) const;

private:
    Database& m_database;
};

} // namespace segue::store
