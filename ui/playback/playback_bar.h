// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/events.h"

#include <QWidget>

class QGridLayout;
class QLabel;
class QToolButton;

namespace segue::ui {

class CoverView;
class HoverLabel;
class JumpSlider;
class LinkLabel;
class WaveformSlider;

/// What is playing and how to steer it. Shows only what the player says; buttons that could do nothing are disabled.
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
    void problemChanged(const QString& problem, const QString& goOn);
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
    /// Songs of that artist or album; @param track that plays
    void searchWanted(const QString& words, const segue::Track& track);

private:
    [[nodiscard]] QToolButton* makeButton(const QString& iconName, const QString& name, int side);
    void layOut(bool narrow);
    void makeRoom();
    void connectControls();
    void connectModes();
    [[nodiscard]] QLayout* layOutWords();
    [[nodiscard]] QString placeWords(std::chrono::milliseconds place) const;
    void showPosition(const playback::PlaybackStatus& status);
    void showWaveformOf(const playback::PlaybackStatus& status);
    [[nodiscard]] bool canPlay() const;
    void showPlayable();
    void showVolumeIcon();
    void connectLinks();
    void showWords();

    QGridLayout* m_grid;
    CoverView* m_cover;
    LinkLabel* m_title;
    LinkLabel* m_artist;
    LinkLabel* m_album;
    QLabel* m_dot; ///< between artist and album
    QToolButton* m_previous;
    QToolButton* m_play;
    QToolButton* m_next;
    QLabel* m_elapsed;
    WaveformSlider* m_seek;
    HoverLabel* m_under; ///< the time under the pointer
    QLabel* m_length;
    QToolButton* m_mute;
    JumpSlider* m_volume;
    QLabel* m_preview; ///< says that not the whole song is heard
    QToolButton* m_whole;
    QToolButton* m_endPreview;
    QToolButton* m_shuffle;
    QToolButton* m_repeat;
    QToolButton* m_queue;
    RepeatMode m_repeatMode = RepeatMode::off;
    std::vector<Chapter> m_chapters; ///< of what plays
    Track m_track;                   ///< that is loaded
    playback::PlaybackStatus m_shown;
    QString m_problem;
    QString m_goOn; ///< what a button beside it says
    bool m_isNarrow = false;
    bool m_loaded = false;
    bool m_hasNext = false;
    bool m_startable = false;
    bool m_outlined = false;      ///< all of its waveform is here, or there is none to be had
    std::filesystem::path m_song; ///< whose waveform is in the seek bar, or on its way
    int m_volumeBeforeMute = 80;
};

} // namespace segue::ui
