// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/scrobble/love_reading.h"

#include "engine/audio/file_reader.h"
#include "engine/store/love_store.h"

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>
#include <variant>

namespace segue {

namespace {

/// So long a file may take: a disk that does not answer must not keep back what was heard.
constexpr std::chrono::seconds kPatience{20};

/// Asks to stop when the time is over, or whoever waits wishes it.
class Limit final {
public:
    explicit Limit(const std::stop_token& outer)
        : m_chained(outer, [this] { m_source.request_stop(); })
        , m_clock([this](const std::stop_token& over) {
            std::mutex mutex;
            std::condition_variable_any waits;
            std::unique_lock lock(mutex);
            if (!waits.wait_for(lock, over, kPatience, [&over] { return over.stop_requested(); }))
                m_source.request_stop();
        }) {}
    [[nodiscard]] std::stop_token token() const { return m_source.get_token(); }

private:
    std::stop_source m_source;
    std::stop_callback<std::function<void()>> m_chained;
    std::jthread m_clock;
};

} // namespace

RecordingOf recordingsIn(audio::FileReader& files) {
    return [&files](const std::filesystem::path& song, const std::stop_token& stop) -> std::optional<std::string> {
        const Limit limit(stop);
        auto reading = files.readExtras(song, limit.token());
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
