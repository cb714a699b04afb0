// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/transfer/transfer_jobs.h"

#include "engine/audio/tags.h"
#include "engine/playlist/playlist_writer.h"
#include "engine/service/transfer/library_transfer.h"
#include "engine/store/model_store.h"
#include "engine/store/transfer/library_export.h"
#include "engine/words/error.h"

#include <utility>

namespace segue {

namespace {

std::string shownPath(const std::filesystem::path& path) { return audio::toValidUtf8(path.native()); }

} // namespace

/// On a lane of the file's disk.
void TransferJobs::onDisk(const std::filesystem::path& file, std::function<void(store::Database&, const std::stop_token&)> job) {
    m_lanes.post(file.parent_path().native(), [this, job = std::move(job)](const std::stop_token& stop) {
        carryOut(m_rooms.emitter, [&] {
            auto reader = m_database.sibling();
            job(reader, stop);
        });
    });
}

void TransferJobs::cancel() {
    m_lanes.stopPosted();
    if (m_rooms.alsoCancelled)
        m_rooms.alsoCancelled();
}

void TransferJobs::exportTo(std::filesystem::path file) {
    auto shown = m_rooms.progress.begin(Progress::Stage::exporting);
    onDisk(file, [this, file, shown = std::move(shown)](store::Database& reader, const std::stop_token& stop) {
        const bool isComplete =
            store::exportLibraries(reader, file, stop, [&](std::size_t done, std::size_t total) { shown->update(done, total); });
        inform(isComplete ? Message(MessageId::exportDone, {shownPath(file)}) : Message(MessageId::exportCancelled));
    });
}

void TransferJobs::importFrom(std::filesystem::path file, std::map<std::string, std::filesystem::path> roots) {
    auto shown = m_rooms.progress.begin(Progress::Stage::importing);
    onDisk(file,
           [this, file, roots = std::move(roots), shown = std::move(shown)](store::Database& reader, const std::stop_token& stop) {
               if (m_rooms.isReadOnly)
                   throw Error{ErrorKind::usage, MessageId::importReadOnly};
               const auto result = importExport(m_rooms.writer, reader.file(), file, roots, stop,
                                                [&](std::size_t done, std::size_t total) { shown->update(done, total); });
               if (!result)
                   return inform(MessageId::importCancelled);
               takeOver(result->changed, reader, stop);
               if (result->hasQueue && m_rooms.queueTaken)
                   m_rooms.queueTaken();
               if (m_rooms.playlistsTaken)
                   m_rooms.playlistsTaken();
               inform(describeImport(*result).with(adviceOnModel(reader)));
           });
}

/// Makes the database's new content the one that is shown, searched and analysed.
void TransferJobs::takeOver(const std::vector<TrackId>& changed, store::Database& reader, const std::stop_token& stop) {
    for (const auto& space : {m_rooms.spaces.inUse(), m_rooms.spaces.coming()})
        if (space)
            space->load(reader, stop);
    m_rooms.libraries.list();
    if (!changed.empty())
        m_rooms.libraries.news().announce(changed);
    m_rooms.libraries.rescanAll();
}

Message TransferJobs::adviceOnModel(store::Database& reader) {
    const auto chosen = store::ModelStore(reader).choice().inUse;
    return chosen == m_rooms.spaces.inUse()->id ? Message() : Message(MessageId::importOtherNetwork, {modelTitle(chosen)});
}

void TransferJobs::savePlaylist(std::filesystem::path file, std::vector<Track> songs) {
    onDisk(file, [this, file, songs = std::move(songs)](store::Database&, const std::stop_token&) {
        writePlaylist(file, songs);
        inform({MessageId::playlistSaved, {shownPath(file)}});
    });
}

} // namespace segue
