// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/playback/audio_sink.h"
#include "engine/playback/queue/play_queue.h"
#include "engine/playback/sound/shared_sink.h"
#include "engine/service/background/automatic_pause.h"
#include "engine/service/background/event_emitter.h"
#include "engine/service/background/job_line.h"
#include "engine/service/listening/listening_jobs.h"
#include "engine/service/playback/book_places.h"
#include "engine/service/playback/playback_commands.h"
#include "engine/service/playback/preview_desk.h"
#include "engine/service/playback/queue_commands.h"
#include "engine/service/playback/queue_shelf.h"
#include "engine/service/playback/queue_songs.h"
#include "engine/service/playback/radio_jobs.h"
#include "engine/service/scrobble/scrobble_jobs.h"

#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace segue {

/// What the player's desk works with. All outlive it.
struct PlayRooms {
    AutomaticPause& rest;
    ListeningJobs& listening;
    ScrobbleJobs& scrobbles;
    EventEmitter& emitter;
    const EmbeddingSpaces& spaces;
    store::Writer* writer = nullptr;            ///< null: the queue is not kept
    std::function<void(TrackId)> hearNext = {}; ///< has a song analysed before others; empty: nothing is analysed
    std::function<void(TrackId)> skipped = {};  ///< a song that Segue recommended was skipped
    std::function<void(bool)> heard = {};       ///< whether anything is, told again and again; it has to return at once
};

/// The facade's player and its queue. The player knows no list: it asks here what follows, and says what is heard. That goes to
/// the listener, to the counter of plays, and to the rule by which the analysis rests while playing needs the computer.
///
/// Thread rule: commands from any one thread; they return at once and are carried out in order on a thread of this class. The
/// queue is guarded: the player's thread asks for it, too. No event comes after end().
class PlayJobs final : public PlaybackCommands, public QueueCommands {
public:
    /// @param sink null: no playback
    PlayJobs(std::unique_ptr<playback::AudioSink> sink, const store::Database& database, PlayRooms rooms);
    ~PlayJobs() override;

    void pause() override;
    void resume() override;
    void stop() override;
    void next() override;
    void previous() override;
    void nextAsIs() override;
    void previousAsIs() override;
    void seek(std::chrono::milliseconds position) override;
    void setVolume(float volume) override;
    void setSound(const SoundSettings& settings) override;
    void preview(std::vector<playback::PlayItem> items, std::size_t index, QueueContext context) override;
    void compare(std::vector<playback::PlayItem> items) override;
    void endPreview() override;
    void playWhole() override;

    void playContext(std::vector<QueueSong> songs, std::size_t index, QueueContext context) override;
    void playNext(std::vector<QueueSong> songs) override;
    void add(std::vector<QueueSong> songs) override;
    void insertAfter(EntryId entry, std::vector<QueueSong> songs, bool playsNow) override;
    void remove(std::vector<EntryId> entries) override;
    void move(std::vector<EntryId> entries, QueueTarget target) override;
    void clear() override;
    void undo() override;
    void redo() override;
    void setShuffled(bool isShuffled) override;
    void setRepeat(RepeatMode mode) override;
    void setStopAfterCurrent(bool stop) override;
    void jumpTo(EntryId entry) override;
    void loadSongs(RequestId request, std::vector<TrackId> tracks) override;

    [[nodiscard]] RadioCommands& radio() { return m_radio; }

    /// The library is removed. If a song of it plays, the next song that is there follows and a Notice says why; otherwise nothing
    /// of it stays loaded. Any thread.
    void forgetLibrary(LibraryId library);
    void takeStored(); ///< an import brought a queue: it is this one, paused, if there is none yet. Any thread.
    void end();        ///< waits, but for no disk; no event comes after it returned, and commands do nothing

private:
    // Each with m_mutex locked.
    void restore();
    void start(const std::optional<QueueEntry>& entry, bool isPaused = false);
    void playEntry(const QueueEntry& entry, std::chrono::milliseconds from, bool isPaused);
    void beginPreview(PreviewRun run);
    void goOn(bool isPaused = false);
    void goBack(bool isPaused = false);
    void back();
    void tellRest();
    void tellQueue();
    void keep();
    [[nodiscard]] playback::PlayQueue::Playable playable(std::size_t& passedOver);
    [[nodiscard]] std::chrono::milliseconds position() const;
    [[nodiscard]] bool isFresh() const { return m_heard.order == m_order; }
    /// The music, by what the listener wanted last: what was told to the player is heard a little later.
    [[nodiscard]] bool isPlaying() const { return m_isWanted && !(isFresh() && m_heard.state == playback::PlayState::stopped); }
    /// Nothing plays or is paused, nor is it about to.
    [[nodiscard]] bool isStill() const { return isFresh() && m_heard.state == playback::PlayState::stopped; }

    /// On m_line, with m_mutex locked.
    void run(std::function<void()> command);
    void change(std::function<void(playback::PlayQueue&)> command); ///< likewise; then all who are concerned are told
    // On the players' threads.
    [[nodiscard]] std::optional<playback::PlayItem> follow(const playback::PlayItem& item);
    [[nodiscard]] std::optional<playback::PlayItem> followPreview(const playback::PlayItem& item);
    void take(playback::PlaybackStatus status);
    void keepFirstFailure(playback::PlaybackStatus& status);
    void takeHeard(playback::PlaybackStatus& status);
    void takePreview(playback::PlaybackStatus status);
    void complete(playback::PlaybackStatus& status) const;

    PlayRooms m_rooms;
    std::shared_ptr<playback::SharedSink> m_sink; ///< null: no playback
    std::mutex m_mutex;                           ///< of all that follows, but for the line and the players
    playback::PlayQueue m_queue;
    QueueSongs m_songs;
    BookPlaces m_books;
    QueueShelf m_shelf;
    playback::PlaybackStatus m_heard;    ///< of the music, the last one told
    std::uint64_t m_order = 0;           ///< of the player's: what comes with an older one is old
    std::chrono::milliseconds m_from{0}; ///< where that begins
    bool m_isWanted = false;             ///< it is to be heard, not only to be made ready
    bool m_isStopped = false;            ///< not by itself
    bool m_isKept = false;               ///< not before it is known what was kept the last time
    std::chrono::steady_clock::time_point m_keptAt{};
    /// Songs that are not there and were passed over, and what plays instead of them.
    struct PassedOver {
        std::size_t count = 0;
        EntryId instead = 0;
    } m_passed;
    /// Of songs in a row that cannot be played the first is told of: the listener chose it.
    struct FirstFailure {
        std::uint64_t begun = 0; ///< PlaybackStatus::begun, the same for all of them
        Message why;
    };
    std::optional<FirstFailure> m_failure;
    /// What the analysis has to know of a player.
    struct Load {
        bool plays = false;
        bool isStrained = false;
    };
    Load m_music;
    Load m_over;
    JobLine m_line;
    RadioJobs m_radio;                          ///< its thread posts to the line
    std::unique_ptr<PreviewDesk> m_previews;    ///< what is heard over the music
    std::unique_ptr<playback::Player> m_player; ///< the music; these two last: their threads ask for all the others
};

} // namespace segue
