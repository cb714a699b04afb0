// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/playback/queue/listen_counter.h"
#include "engine/scrobble/listenbrainz.h"
#include "engine/scrobble/retry_rule.h"
#include "engine/service/background/event_emitter.h"
#include "engine/service/scrobble/love_reading.h"
#include "engine/service/scrobble/scrobble_commands.h"
#include "engine/spotify/http.h"
#include "engine/spotify/token_store.h"
#include "engine/store/database/writer.h"

#include <condition_variable>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

namespace segue {

/// What listens are sent with. All outlive the room.
struct ScrobbleRooms {
    store::Writer* writer = nullptr; ///< null, as each of the next two: scrobbling is off for good
    Http* http = nullptr;
    TokenStore* tokens = nullptr;
    std::string version;                                             ///< Segue's
    RecordingOf recordingOf = {};                                    ///< on this class's thread; empty: nothing is ever loved
    std::chrono::milliseconds firstRetry = std::chrono::seconds(10); ///< then twice as long each time, up to an hour
};

/// Keeps what was heard until a server has it, and tells the server. A listen is stored first and sent then, oldest first; its row
/// goes when the server said that it has it. If that answer is lost, the listen is sent once more with the same time and submission
/// id, by which the server knows it. One that the server refuses by itself is dropped and said so. What plays now is told
/// once and never kept. Songs that are loved wait likewise, one word a song: the last.
///
/// Thread rule: commands and take() from any thread, noteLove() from the writer's; all return at once. Everything else is done on a
/// thread of this class, which may wait for a server. No event comes after stop().
class ScrobbleJobs final : public ScrobbleCommands {
public:
    ScrobbleJobs(const store::Database& database, EventEmitter& emitter, ScrobbleRooms rooms);
    ~ScrobbleJobs() override { stop(); }

    void setServer(std::string server) override;
    void setToken(std::string token) override;
    void setLoves(bool loves) override;
    void keepTokenInFile() override;
    void tryNow() override;
    void tell() override;
    void take(const playback::PlaybackStatus& status); ///< each report of the player, on the player's thread
    /// That a song is loved, or no longer; stored with the writer's own change, so that neither is without the other.
    void noteLove(store::Database& writing, TrackId track, bool isLoved);
    void stop(); ///< waits; a request that is under way is given up

private:
    using State = ScrobblingChanged::State;
    using Lock = std::unique_lock<std::mutex>;

    void wake(); ///< the caller holds the lock
    void loop(const std::stop_token& stop);
    void begin();
    void waitForWork(Lock& lock, const std::stop_token& stop);
    void work(const std::stop_token& stop);
    void takeToken(const std::optional<std::string>& given, const std::stop_token& stop);
    void keepInFile();
    void check(const std::stop_token& stop);
    void sendNow(const Listen& listen, const std::stop_token& stop);
    void sendWaiting(const std::stop_token& stop);
    void sendLoves(const std::stop_token& stop);
    [[nodiscard]] bool maySend(const std::stop_token& stop) const;
    void forget();
    [[nodiscard]] std::size_t waiting();
    [[nodiscard]] bool dropRefused(std::span<const Listen> sent, const scrobble::Judgement& judgement, const std::stop_token& stop);
    void took(const scrobble::Judgement& judgement);
    void become(State state, Message problem = {});
    void remove(std::span<const Listen> listens);
    [[nodiscard]] scrobble::Account account() const;

    store::Database m_reader; ///< this class's thread only
    EventEmitter& m_emitter;
    ScrobbleRooms m_rooms;
    playback::ListenCounter m_counter; ///< the player's thread only

    mutable std::mutex m_mutex; ///< of what follows
    std::condition_variable_any m_woken;
    std::string m_server = scrobble::kListenBrainz;
    std::string m_token;
    bool m_isTokenRead = false; ///< before, nobody knows whether there is one
    bool m_loves = false;
    std::optional<std::string> m_given; ///< a token that was just given
    std::optional<Listen> m_playing;    ///< to be told
    bool m_isWoken = false, m_isAsked = false, m_mustTell = false, m_mustKeep = false;
    ScrobblingChanged m_now;

    scrobble::RetryRule m_retry; ///< this class's thread only, as the next
    LoveReading m_loveReading;
    std::jthread m_thread; ///< last
};

} // namespace segue
