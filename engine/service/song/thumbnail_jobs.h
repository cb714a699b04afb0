// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/audio/file_reader.h"
#include "engine/covers/cover_shelf.h"
#include "engine/covers/cover_sources.h"
#include "engine/service/background/event_emitter.h"
#include "engine/service/background/job_line.h"
#include "engine/service/background/lanes.h"
#include "engine/service/song/harmful_covers.h"
#include "engine/store/database/database.h"
#include "engine/store/track_store.h"
#include "engine/words/cover_square.h"
#include "engine/words/request.h"

#include <memory>
#include <stop_token>
#include <unordered_set>
#include <vector>

namespace segue {

/// The facade's small covers. What is on the shelf is answered without a look at the music's disk; the first time in a process
/// that one is, its folder's images are looked at behind that, and a cover that is another one by now follows. What is not on the
/// shelf is made in the reading process, on a lane of the songs' disk: the folder's image, else the one that most of the songs
/// hold. An image that ended that process is not tried again before its file changes.
///
/// Thread rule: all functions from any thread; only stop() waits.
class ThumbnailJobs final {
public:
    /// @param database to open this class's own connection from
    /// @param folder of the shelf; empty: nothing is kept
    ThumbnailJobs(const store::Database& database, EventEmitter& emitter, audio::FileReader& files, HarmfulCovers& harmful,
                  const std::filesystem::path& folder, std::uint64_t mostBytes);

    void want(RequestId request, CoverWish wish, int pixels); ///< answered by ThumbnailLoaded
    void setMostBytes(std::uint64_t bytes);
    void clear();
    void stop();

private:
    using Reading = audio::Reading<std::optional<audio::CoverThumbnails>>;
    /// A wish on its way.
    struct Asked {
        RequestId request = 0;
        CoverWish wish;
        int pixels = 0;
        std::vector<store::PlacedFile> songs;
        covers::ContentId key;
        covers::ContentId known; ///< what was shown already
    };

    void answer(Asked asked);
    void make(const Asked& asked, const std::stop_token& stop);
    void lookAgain(const Asked& asked, std::uint64_t folder, const std::stop_token& stop);
    void keep(const Asked& asked, const covers::CoverSources::Found& found);
    [[nodiscard]] Reading read(const Asked& asked, const std::stop_token& stop);
    [[nodiscard]] Reading readOne(audio::ThumbnailRequest request, const std::stop_token& stop);
    void elect(audio::CoverThumbnails& first, const Asked& asked, const std::stop_token& stop);
    [[nodiscard]] std::optional<CoverSquare> fromShelf(const covers::ContentId& cover, std::size_t size);
    void tell(const Asked& asked, CoverSquare cover);

    store::Database m_reader; ///< m_line's thread only, as the next two
    covers::CoverSources m_sources;
    std::unordered_set<covers::ContentId, covers::ContentIdHash> m_looked; ///< keys whose folders were looked at
    covers::CoverShelf m_shelf;
    EventEmitter& m_emitter;
    audio::FileReader& m_files;
    HarmfulCovers& m_harmful;
    Lanes m_lanes;
    JobLine m_line{m_emitter};
};

} // namespace segue
