// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/transfer/transfer_jobs.h"

#include "engine/audio/tags.h"
#include "engine/words/error.h"
#include "engine/service/transfer/library_transfer.h"
#include "engine/playlist/m3u.h"
#include "engine/store/transfer/library_export.h"
#include "engine/store/model_store.h"

#include <utility>

namespace segue {

namespace {

std::string shown(const std::filesystem::path& path) { return audio::toValidUtf8(path.native()); }

} // namespace

void TransferJobs::run(Progress::Stage stage, std::function<void(const std::stop_token&)> job) {
    m_rooms.progress.begin(stage);
    m_work.post([this, job = std::move(job)](const std::stop_token& stop) {
        try {
            job(stop);
        } catch (const Error& error) {
            m_rooms.emitter.fail(error.message());
        }
        m_rooms.progress.end();
    });
}

void TransferJobs::exportTo(std::filesystem::path file) {
    run(Progress::Stage::exporting, [this, file = std::move(file)](const std::stop_token& stop) {
        const bool isComplete = store::exportLibraries(m_reader, file, stop, [this](std::size_t done, std::size_t total) {
            m_rooms.progress.update(Progress::Stage::exporting, done, total);
        });
        inform(isComplete ? Message(MessageId::exportDone, {shown(file)}) : Message(MessageId::exportCancelled));
    });
}

void TransferJobs::importFrom(std::filesystem::path file, std::map<std::string, std::filesystem::path> roots) {
    run(Progress::Stage::importing, [this, file = std::move(file), roots = std::move(roots)](const std::stop_token& stop) {
        if (m_rooms.isReadOnly)
            throw Error{ErrorKind::usage, MessageId::importReadOnly};
        const auto result = importExport(m_rooms.writer, m_reader.file(), file, roots, stop, [this](std::size_t done, std::size_t total) {
            m_rooms.progress.update(Progress::Stage::importing, done, total);
        });
        if (!result)
            return inform(MessageId::importCancelled);
        takeOver(result->changed, stop);
        inform(describeImport(*result).with(adviceOnModel()));
    });
}

/// What the database holds now is what is shown, searched and analysed.
void TransferJobs::takeOver(const std::vector<TrackId>& changed, const std::stop_token& stop) {
    for (const auto& space : {m_rooms.spaces.inUse(), m_rooms.spaces.coming()})
        if (space)
            space->load(m_reader, stop);
    m_rooms.libraries.list();
    if (!changed.empty())
        m_rooms.libraries.announce(changed);
    m_rooms.libraries.rescanAll();
}

Message TransferJobs::adviceOnModel() {
    const auto chosen = store::ModelStore(m_reader).choice().inUse;
    return chosen == m_rooms.spaces.inUse()->id ? Message() : Message(MessageId::importOtherNetwork, {modelTitle(chosen)});
}

void TransferJobs::savePlaylist(std::filesystem::path file, std::vector<Track> songs) {
    m_work.post([this, file = std::move(file), songs = std::move(songs)](const std::stop_token&) {
        try {
            writePlaylist(file, songs);
            inform({MessageId::playlistSaved, {shown(file)}});
        } catch (const Error& error) {
            m_rooms.emitter.fail(error.message());
        }
    });
}

} // namespace segue
