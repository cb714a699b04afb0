// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/scrobble/love_reading.h"

#include "engine/audio/file_reader.h"
#include "engine/store/love_store.h"

#include <variant>

namespace segue {

RecordingOf recordingsIn(audio::FileReader& files) {
    return [&files](const std::filesystem::path& song, const std::stop_token& stop) -> std::optional<std::string> {
        auto reading = files.readExtras(song, stop);
        if (auto* extras = std::get_if<audio::Extras>(&reading))
            return std::move(extras->recordingId);
        const bool isDeadly = std::get<audio::NotRead>(reading).why == audio::NotRead::Why::crashed;
        return isDeadly ? std::optional(std::string()) : std::nullopt;
    };
}

void LoveReading::read(const std::stop_token& stop) {
    if (!m_recordingOf)
        return;
    for (const auto& love : store::LoveStore(m_reader).unread()) {
        if (stop.stop_requested())
            return;
        if (m_unreadable.contains(love.id))
            continue;
        const auto recording = love.song.empty() ? std::optional(std::string()) : m_recordingOf(love.song, stop);
        if (!recording) {
            m_unreadable.insert(love.id);
            continue;
        }
        m_writer
            ->run([id = love.id, &recording](store::Database& database) {
                store::LoveStore loves(database);
                recording->empty() ? loves.remove(id) : loves.setRecording(id, *recording);
            })
            .get();
    }
}

} // namespace segue
