// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/recommend/report/genre_health.h"
#include "engine/service/background/job_line.h"
#include "engine/service/background/lanes.h"
#include "engine/service/genres/genre_commands.h"
#include "engine/service/genres/genre_hearing.h"

#include <atomic>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace segue {

/// The facade's commands about genres: doubts, answers, the report. Answers are stored at once and can be taken back one by one.
///
/// Thread rule: all functions from any thread; they return at once. Failures become Notice events.
class GenreJobs final : public GenreCommands {
public:
    GenreJobs(HearingRooms rooms, const store::Database& database);

    void hear() override { m_hearing.hearNow(); }
    void listDoubts(RequestId request) override;
    void answer(std::vector<TrackId> tracks, GenreAnswer answer) override;
    void undo() override;
    void exportDoubts(std::filesystem::path file) override;
    void measure(RequestId request) override;
    void cancelMeasuring() override;

    void note(std::size_t songs) { m_hearing.note(songs); } ///< so many came, were heard or changed
    void stop();                                            ///< waits; no event comes after it returned

private:
    /// What there was before an answer.
    struct Before {
        std::vector<std::pair<std::string, std::optional<store::GenreAnswerRow>>> answers; ///< by identity
        std::vector<store::GenrePair> added, removed;
    };

    [[nodiscard]] GenreDoubtsLoaded doubts(store::Database& reader, std::size_t most, const std::stop_token& stop) const;
    void store(const std::vector<TrackId>& tracks, GenreAnswer answer);
    [[nodiscard]] bool storeOne(store::GenreStore& store, TrackId track, GenreAnswer answer, Before& before);
    void take(const Before& before);
    void tellAnswered(const Before& before, GenreAnswer answer);
    void measureNow(RequestId request, const std::stop_token& stop);
    void refuseToWrite() const;

    HearingRooms m_rooms;
    const store::Database& m_database;
    store::Database m_reader, m_measured; ///< m_line's and m_measuring's threads only
    std::vector<Before> m_before;         ///< m_line's thread only, as the next
    recommend::GenreWords m_words;
    std::atomic<RequestId> m_latest{0};
    GenreHearing m_hearing;
    Lanes m_lanes;
    JobLine m_measuring{m_rooms.emitter};
    JobLine m_line{m_rooms.emitter}; ///< last: ends first
};

/// Doubts as CSV (RFC 4180, UTF-8, one line a song): path, title, artist, album, tag, heard, strength, answer.
[[nodiscard]] std::string doubtsAsCsv(const std::vector<GenreDoubt>& doubts);

} // namespace segue
