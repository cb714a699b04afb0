// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/events.h"

#include <QWidget>

class QGridLayout;
class QToolButton;

namespace segue::ui {

class CoverView;
class SeekStrip;
class SongWords;
class VolumeControl;

/// What is playing and how to steer it. Shows only what the player says; buttons that could do nothing are disabled. What is said
/// of the song, the way through it and the volume are parts of their own.
class PlaybackBar final : public QWidget {
    Q_OBJECT

public:
    explicit PlaybackBar(QWidget* parent = nullptr);

    void showStatus(const playback::PlaybackStatus& status);
    void takeCover(const CoverLoaded& cover);
    void showChapters(const std::vector<Chapter>& chapters); ///< of what plays: marks in the seek bar
    void takeOutline(const OutlineLoaded& outline);          ///< another song's is left aside
    void setVolume(float volume);                            ///< shown; says nothing
    void setNarrow(bool narrow);                             ///< two lines, and no volume slider
    void showModes(bool isShuffled, RepeatMode repeat);
    void setQueueShown(bool isShown); ///< the page of the queue is
    void setStartable(bool canStart); ///< there is a song to begin with while nothing is loaded
    void toggle();                    ///< as the play button
    void chooseVolume(float volume);  ///< as the slider does, which says so
    void stepVolume(int percent);     ///< likewise, by so much
    void toggleMute();
    void seekBy(std::chrono::milliseconds step); ///< from where playing is; clamped to what plays

Q_SIGNALS:
    void toggleWanted();
    void startWanted(); ///< play, where nothing is loaded
    /// Why something is not heard, one sentence; empty: all is well. @param goOn what a button that goes on says; empty: none does
    /// @param isOver what was in the way is not any more
    void problemChanged(const QString& problem, const QString& goOn, bool isOver);
    void nextWanted();
    void shuffleWanted(bool isShuffled);
    void repeatWanted(segue::RepeatMode mode);
    void queueWanted(bool isShown);
    void wholeWanted();      ///< of the song whose preview is heard
    void previewEndWanted(); ///< back to what played
    void previousWanted();
    void seekWanted(std::chrono::milliseconds position);
    void volumeWanted(float volume);
    void coverWanted(const std::filesystem::path& song);
    void outlineWanted(const std::filesystem::path& song);
    void detailsWanted(const segue::Track& track); ///< of the song whose title was pressed
    void artistWanted(const segue::Track& track);  ///< whose artist was pressed
    void albumWanted(const segue::Track& track);   ///< likewise

private:
    void layOut(bool narrow);
    void connectModes();
    void connectParts();
    [[nodiscard]] bool canPlay() const;
    void showPlayable();

    QGridLayout* m_grid;
    CoverView* m_cover;
    SongWords* m_words;
    QToolButton* m_shuffle;
    QToolButton* m_previous;
    QToolButton* m_play;
    QToolButton* m_next;
    QToolButton* m_repeat;
    SeekStrip* m_seek;
    VolumeControl* m_volume;
    QToolButton* m_queue;
    RepeatMode m_repeatMode = RepeatMode::off;
    playback::PlaybackStatus m_shown;
    QString m_problem;
    bool m_isOver = false; ///< what m_problem tells of
    QString m_goOn;        ///< what a button beside it says
    bool m_loaded = false;
    bool m_hasNext = false;
    bool m_startable = false;
};

} // namespace segue::ui
