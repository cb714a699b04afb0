// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/service/background/event_emitter.h"
#include "engine/service/background/job_line.h"
#include "engine/service/background/lanes.h"
#include "engine/service/model/embedding_space.h"
#include "engine/service/song/file_reading.h"
#include "engine/service/song/harmful_covers.h"
#include "engine/service/song/outline_line.h"
#include "engine/service/song/quarantine.h"
#include "engine/service/song/song_commands.h"
#include "engine/service/song/thumbnail_jobs.h"
#include "engine/service/song/tile_jobs.h"

#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace segue {

/// The facade's answers about one song: cover, details, outline, spectrogram (TileJobs), small covers (ThumbnailJobs). One line
/// looks up what the database knows. Files are read on lanes, one for each disk and kind of answer, so that a cover waits neither
/// for a song that is being read nor for another disk.
///
/// Covers and details are read in the reading process (audio::FileReader). A song that killed that process is noted; until its
/// file changes it is answered with the reason and without a cover. An image beside songs that did so costs its folder's songs
/// their cover (HarmfulCovers).
///
/// A song without a stored outline is read here at once, since somebody looks at it (OutlineLine). A song in quarantine is
/// answered with the reason.
///
/// Thread rule: all functions from any thread; only stop() waits.
class SongJobs final : public SongCommands {
public:
    /// @param database to open this class's own connection from
    SongJobs(const store::Database& database, const EmbeddingSpaces& spaces, Quarantine& quarantine, EventEmitter& emitter,
             OutlineShelf shelf, FileReading reading);

    void loadCover(RequestId request, std::filesystem::path song) override;
    void loadThumbnail(RequestId request, CoverWish wish, int pixels) override {
        m_thumbnails.want(request, std::move(wish), pixels);
    }
    void limitCoverShelf(std::uint64_t mostBytes) override { m_thumbnails.setMostBytes(mostBytes); }
    void emptyCoverShelf() override { m_thumbnails.clear(); }
    void loadDetails(RequestId request, std::filesystem::path song) override;
    void describeFiles(RequestId request, std::vector<std::filesystem::path> files) override;
    void loadOutline(RequestId request, std::filesystem::path song) override;
    void loadExtras(RequestId request, std::filesystem::path song) override;
    void loadSpectrogram(RequestId request, SpectrogramRequest wanted) override;
    void stop(); ///< waits; no event comes after it returned

private:
    /// What the database knows of a song; the rest is read from its file.
    struct Known {
        SongDetailsLoaded loaded;
        std::shared_ptr<EmbeddingSpace> space;
        bool isInLibrary = false;
        bool mayBeOpened = true;
    };
    [[nodiscard]] Known lookUp(RequestId request, const std::filesystem::path& song);
    [[nodiscard]] std::optional<Message> whyNotRead(TrackId track);
    void readExtras(SongExtrasLoaded& loaded, TrackId track, const std::stop_token& stop);
    void readCover(CoverLoaded& loaded, const Track& track, const std::stop_token& stop);
    [[nodiscard]] DescribedFile describeOne(const std::filesystem::path& file, const std::optional<Track>& known,
                                            const std::stop_token& stop);
    void describe(Known& known, const std::stop_token& stop);
    void describeSound(Known& known, const std::stop_token& stop);
    void note(TrackId track, const audio::NotRead& unread);
    void describeAnalysis(SongDetails& details, const EmbeddingSpace& space);
    [[nodiscard]] std::optional<OutlineLine::Wish> answerFromStore(RequestId request, const std::filesystem::path& song);
    void read(OutlineLine::Wish wish);

    store::Database m_reader; ///< m_lookups' thread only
    const EmbeddingSpaces& m_spaces;
    Quarantine& m_quarantine;
    EventEmitter& m_emitter;
    OutlineShelf m_shelf;
    FileReading m_reading;
    HarmfulCovers m_harmfulCovers;
    std::mutex m_mutex; ///< guards the next two
    bool m_isStopped = false;
    std::map<std::string, std::unique_ptr<OutlineLine>> m_outlines; ///< by disk
    TileJobs m_tiles;
    ThumbnailJobs m_thumbnails;
    Lanes m_covers, m_details;
    JobLine m_lookups{m_emitter}; ///< last: it posts to the others
};

} // namespace segue
