// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/events.h"
#include "ui/desktop/queue_excerpt.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <chrono>
#include <filesystem>
#include <optional>
#include <unordered_map>
#include <vector>

namespace segue::ui {

/// What can be told of the player, but for the position.
struct PlayerFacts {
    playback::PlayState state = playback::PlayState::stopped;
    Track track;             ///< that is heard, or was last; its path is empty while nothing is loaded
    EntryId entry = 0;       ///< of the queue; 0: a preview, or nothing
    std::uint64_t begun = 0; ///< another one: the song began anew
    std::chrono::milliseconds length{0};
    bool hasNext = false;
    bool isStartable = false; ///< there is something to begin with, though nothing is loaded
    bool isShuffled = false;
    RepeatMode repeat = RepeatMode::off;
    float volume = 1.F;        ///< [0, 1], hundredths
    std::filesystem::path art; ///< a file with the cover; empty: none, or not known yet

    [[nodiscard]] bool isLoaded() const { return !track.path.empty(); }
    [[nodiscard]] bool canPlay() const { return isLoaded() || hasNext || isStartable; }
    [[nodiscard]] bool operator==(const PlayerFacts& other) const;
};

/// The player as the desktop sees it: one place that says what plays and takes commands, for all that speak with the desktop
/// (MPRIS, notifications, the tray, the window's title). It knows no bus and no engine: desktop_wires fills it and carries out
/// what its ...Wanted signals say.
class PlayerFace final : public QObject {
    Q_OBJECT

public:
    explicit PlayerFace(QObject* parent = nullptr);

    void takePlayback(const playback::PlaybackStatus& status);
    void takeQueue(const QueueState& queue);
    void takeSongs(const std::vector<Track>& songs); ///< what entries of the excerpt stand for
    void setVolume(float volume);
    void setStartable(bool isStartable);
    void setArt(const std::filesystem::path& song, const std::filesystem::path& file); ///< another song's is left aside
    /// A seek was ordered, by whoever: when it is heard, jumped() says so.
    void expectJump(std::chrono::milliseconds target);

    [[nodiscard]] const PlayerFacts& facts() const { return m_facts; }
    /// Now, from the item's start: what was said last, and the time since while it plays.
    [[nodiscard]] std::chrono::milliseconds position() const;
    [[nodiscard]] const QueueExcerpt& queue() const { return m_queue; }
    /// The song of an entry of the excerpt; only its path, or nothing at all, is known until it was asked for.
    [[nodiscard]] Track songOf(const QueueEntry& entry) const;

    /// Seeks, at most 20 times a second: of more wishes the last one counts.
    /// @param target clamped to the item
    void seekTo(std::chrono::milliseconds target);
    /// Relative to where playing is, or is about to be. Behind the end lies the next song, if there is one, else the stop.
    void seekBy(std::chrono::microseconds step);

Q_SIGNALS:
    void changed();                                               ///< facts() are others
    void jumped(std::chrono::milliseconds position);              ///< playing went on elsewhere in the same item
    void queueChanged();                                          ///< queue() is another
    void songsLoaded(const std::vector<segue::EntryId>& entries); ///< songOf() knows more of these
    void songsAsked(const std::vector<segue::TrackId>& tracks);

    void playWanted();
    void pauseWanted();
    void toggleWanted();
    void stopWanted();
    void nextWanted();     ///< what is paused stays paused
    void previousWanted(); ///< likewise
    void seekWanted(std::chrono::milliseconds position);
    void volumeWanted(float volume);
    void shuffleWanted(bool isShuffled);
    void repeatWanted(segue::RepeatMode mode);
    void jumpWanted(segue::EntryId entry);
    void removeWanted(segue::EntryId entry);
    /// @param after an entry of the queue; 0: it comes next
    void addWanted(const std::filesystem::path& file, segue::EntryId after, bool playsNow);
    void openWanted(const std::vector<std::filesystem::path>& paths);
    void raiseWanted();
    void quitWanted();

private:
    [[nodiscard]] bool hasJumped(const playback::PlaybackStatus& status) const;
    [[nodiscard]] std::optional<std::chrono::milliseconds> target() const; ///< m_target, unless it is out of date
    void askForSongs();

    PlayerFacts m_facts;
    std::chrono::milliseconds m_position{0}; ///< when m_since was started
    QElapsedTimer m_since;
    std::optional<std::chrono::milliseconds> m_target; ///< of a seek that was not heard yet
    QElapsedTimer m_sinceOrder;                        ///< of that
    std::optional<std::chrono::milliseconds> m_later;  ///< to be ordered when m_seekPause is over
    QTimer m_seekPause;
    QueueExcerpt m_queue;
    std::vector<std::filesystem::path> m_files; ///< of the entries in the excerpt that are none of a library, by their numbers
    std::vector<std::int64_t> m_fileNumbers;
    std::unordered_map<TrackId, Track> m_songs;
};

} // namespace segue::ui
