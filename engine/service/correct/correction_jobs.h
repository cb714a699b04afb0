// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/audio/file_reader.h"
#include "engine/service/background/event_emitter.h"
#include "engine/service/background/job_line.h"
#include "engine/service/background/lanes.h"
#include "engine/service/correct/correction_commands.h"
#include "engine/store/correction_store.h"
#include "engine/store/database/writer.h"

#include <functional>
#include <span>
#include <string>
#include <vector>

namespace segue {

/// What the jobs work with. All of it must outlive them.
struct CorrectionRooms {
    store::Writer* writer = nullptr; ///< null: nothing is changed
    EventEmitter& emitter;
    audio::FileReader& files;                                                 ///< for images
    std::function<std::string()> model = {};                                  ///< whose analyses the rows carry
    std::function<void(std::span<const TrackId>)> stored = {};                ///< these songs say something else now
    std::function<void(const std::filesystem::path& song)> coverChanged = {}; ///< its cover is another now
};

/// Carries out the facade's commands about corrections. The line waits for the writer, one change after another; images and tables
/// are on lanes of their folders.
///
/// Thread rule: all functions from any thread; only stop() waits.
class CorrectionJobs final : public CorrectionCommands {
public:
    CorrectionJobs(const store::Database& database, CorrectionRooms rooms);

    void list(RequestId request, std::vector<TrackId> songs) override;
    void correct(std::vector<TrackId> songs, std::vector<FieldValue> values) override;
    void correctCover(std::vector<TrackId> songs, std::filesystem::path image) override;
    void revert(std::vector<TrackId> songs, TagFields fields) override;
    void keep(std::vector<TrackId> songs, TagFields fields) override;
    void undo() override;
    void exportTo(std::filesystem::path file) override;
    void stop();

private:
    using Before = std::vector<store::CorrectionStore::Stored>;
    using Work = std::function<Before(store::CorrectionStore&)>;

    void change(std::vector<TrackId> songs, TagFields fields, Work work); ///< on the line
    void tell(std::span<const TrackId> songs, TagFields fields, bool isUndo);
    [[nodiscard]] std::vector<CorrectedSong> songsOf(std::vector<TrackId> songs);
    [[nodiscard]] CoverImage imageOf(const std::filesystem::path& file, const std::stop_token& stop) const;

    static constexpr std::size_t kMostUndone = 50;

    store::Database m_reader; ///< the line's thread only
    CorrectionRooms m_rooms;
    std::vector<Before> m_changes; ///< the line's thread only; the newest last
    Lanes m_lanes;
    JobLine m_line{m_rooms.emitter}; ///< last: it ends first
};

/// All corrections as a table: path, title, artist, field, corrected value, what the file said, what it says now. Texts that a
/// spreadsheet would take for formulas are marked as texts.
[[nodiscard]] std::string correctionsAsCsv(std::span<const CorrectedSong> songs);
/// The field's word in tables and on the command line: "title", "album_artist", ...
[[nodiscard]] const char* fieldWord(TagField field);

} // namespace segue
