// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playback/playback_bar.h"

#include "ui/kit/cover_view.h"
#include "ui/kit/icons.h"
#include "ui/playback/bar_button.h"
#include "ui/playback/seek_strip.h"
#include "ui/playback/song_words.h"
#include "ui/playback/volume_control.h"
#include "ui/words/level_text.h"
#include "ui/words/message_text.h"
#include "ui/words/queue_text.h"

#include <QGridLayout>
#include <QToolButton>

#include <tuple>
#include <utility>

namespace segue::ui {

using playback::PlayState;

namespace {

/// Whether nothing is another but the position, as ten times a second while music plays.
bool hasOnlyMoved(const playback::PlaybackStatus& before, const playback::PlaybackStatus& now) {
    const auto facts = [](const playback::PlaybackStatus& status) {
        const Track& track = status.item.track;
        return std::tie(status.begun, status.order, status.state, status.length, status.hasNext, status.hasPrevious, status.problem,
                        status.item.entry, status.item.start, status.item.length, track.id, track.path, track.title, track.artist,
                        track.album);
    };
    return now.position.count() > 0 && before.position.count() > 0 && !now.item.track.path.empty() && before.level == now.level &&
           facts(before) == facts(now);
}

/// What a button says that goes on in spite of a problem; empty: nobody can.
QString wayOn(const Message& problem) {
    switch (problem.id()) {
    case MessageId::playDeviceBack:
    case MessageId::playStreamEnded:
        return PlaybackBar::tr("Go on");
    case MessageId::playDeviceGone:
        return PlaybackBar::tr("Play elsewhere");
    default:
        return {};
    }
}

} // namespace

PlaybackBar::PlaybackBar(QWidget* parent)
    : QWidget(parent)
    , m_grid(new QGridLayout(this))
    , m_cover(new CoverView(56, this))
    , m_words(new SongWords(this)) // from here on in the order in which Tab goes
    , m_shuffle(makeBarButton(QStringLiteral("shuffle"), tr("Shuffle"), 36, this))
    , m_previous(makeBarButton(QStringLiteral("previous"), tr("Previous"), 36, this))
    , m_play(makeBarButton(QStringLiteral("play"), tr("Play"), 40, this))
    , m_next(makeBarButton(QStringLiteral("next"), tr("Next"), 36, this))
    , m_repeat(makeBarButton(QStringLiteral("repeat"), repeatText(RepeatMode::off), 36, this))
    , m_seek(new SeekStrip(this))
    , m_volume(new VolumeControl(this))
    , m_queue(makeBarButton(QStringLiteral("queue"), tr("Queue"), 36, this)) {
    setObjectName(QStringLiteral("playbackBar"));
    setAttribute(Qt::WA_StyledBackground);
    m_play->setObjectName(QStringLiteral("playButton"));
    m_play->setIcon(iconOnAccent(QStringLiteral("play")));
    m_previous->setToolTip(tr("Previous (Ctrl+Shift+Left)"));
    m_next->setToolTip(tr("Next (Ctrl+Shift+Right)"));
    m_queue->setToolTip(tr("Queue (Ctrl+Shift+U beside the page, Ctrl+U instead of it)"));
    m_grid->setHorizontalSpacing(8);
    layOut(false);
    connectModes();
    connectParts();
    showModes(false, RepeatMode::off);
    showStatus(playback::PlaybackStatus{});
}

void PlaybackBar::connectModes() {
    for (auto* button : {m_shuffle, m_repeat, m_queue})
        button->setCheckable(true);
    connect(m_play, &QToolButton::clicked, this, &PlaybackBar::toggle);
    connect(m_next, &QToolButton::clicked, this, &PlaybackBar::nextWanted);
    connect(m_previous, &QToolButton::clicked, this, &PlaybackBar::previousWanted);
    connect(m_shuffle, &QToolButton::clicked, this, &PlaybackBar::shuffleWanted);
    connect(m_repeat, &QToolButton::clicked, this, [this] {
        m_repeat->setChecked(m_repeatMode != RepeatMode::off); // until the queue says so
        Q_EMIT repeatWanted(m_repeatMode == RepeatMode::off   ? RepeatMode::all
                            : m_repeatMode == RepeatMode::all ? RepeatMode::one
                                                              : RepeatMode::off);
    });
    connect(m_queue, &QToolButton::clicked, this, &PlaybackBar::queueWanted);
}

void PlaybackBar::connectParts() {
    connect(m_cover, &CoverView::pressed, m_words, &SongWords::followAlbum);
    connect(m_words, &SongWords::wholeWanted, this, &PlaybackBar::wholeWanted);
    connect(m_words, &SongWords::previewEndWanted, this, &PlaybackBar::previewEndWanted);
    connect(m_words, &SongWords::detailsWanted, this, &PlaybackBar::detailsWanted);
    connect(m_words, &SongWords::artistWanted, this, &PlaybackBar::artistWanted);
    connect(m_words, &SongWords::albumWanted, this, &PlaybackBar::albumWanted);
    connect(m_seek, &SeekStrip::seekWanted, this, &PlaybackBar::seekWanted);
    connect(m_seek, &SeekStrip::outlineWanted, this, &PlaybackBar::outlineWanted);
    connect(m_volume, &VolumeControl::volumeWanted, this, &PlaybackBar::volumeWanted);
}

void PlaybackBar::showModes(bool isShuffled, RepeatMode repeat) {
    m_repeatMode = repeat;
    const QString shuffle = QStringLiteral("shuffle");
    m_shuffle->setChecked(isShuffled);
    m_shuffle->setIcon(isShuffled ? accentIcon(shuffle) : lineIcon(shuffle));
    m_shuffle->setToolTip(isShuffled ? tr("Shuffle: on") : tr("Shuffle: off"));
    m_shuffle->setAccessibleName(m_shuffle->toolTip());
    m_repeat->setChecked(repeat != RepeatMode::off);
    const QString sign = repeat == RepeatMode::one ? QStringLiteral("repeat-one") : QStringLiteral("repeat");
    m_repeat->setIcon(repeat == RepeatMode::off ? lineIcon(sign) : accentIcon(sign));
    m_repeat->setToolTip(repeatText(repeat));
    m_repeat->setAccessibleName(m_repeat->toolTip());
}

void PlaybackBar::setQueueShown(bool isShown) {
    m_queue->setChecked(isShown);
    m_queue->setIcon(isShown ? accentIcon(QStringLiteral("queue")) : lineIcon(QStringLiteral("queue")));
}

/// Wide: everything in one line. Narrow: the song and the buttons, the seek bar beneath.
void PlaybackBar::layOut(bool narrow) {
    while (m_grid->count() > 0)
        delete m_grid->takeAt(0); // the widgets stay
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(4);
    if (!narrow)
        buttons->addWidget(m_shuffle);
    for (auto* button : {m_previous, m_play, m_next})
        buttons->addWidget(button);
    if (!narrow)
        buttons->addWidget(m_repeat);
    m_grid->addWidget(m_cover, 1, 0);
    m_grid->addWidget(m_words, 1, 1);
    m_grid->addLayout(buttons, 1, 2);
    if (narrow) {
        auto* beneath = new QHBoxLayout;
        beneath->setSpacing(4);
        beneath->addWidget(m_shuffle);
        beneath->addWidget(m_repeat);
        beneath->addWidget(m_seek, 1);
        beneath->addWidget(m_volume);
        beneath->addWidget(m_queue);
        m_grid->addLayout(beneath, 2, 0, 1, 3);
    } else {
        m_grid->addWidget(m_seek, 1, 3);
        auto* volume = new QHBoxLayout;
        volume->setSpacing(4);
        volume->addWidget(m_volume);
        volume->addWidget(m_queue);
        m_grid->addLayout(volume, 1, 4);
    }
    m_grid->setColumnStretch(1, narrow ? 1 : 2);
    m_grid->setColumnStretch(3, narrow ? 0 : 3);
    m_grid->setContentsMargins(16, 12, 16, narrow ? 8 : 12);
}

void PlaybackBar::setNarrow(bool narrow) {
    layOut(narrow);
    m_words->setNarrow(narrow);
    m_volume->setNarrow(narrow);
}

void PlaybackBar::showStatus(const playback::PlaybackStatus& status) {
    const bool isOnlyLater = hasOnlyMoved(std::exchange(m_shown, status), status);
    if (isOnlyLater)
        return m_seek->showPosition(status);
    const Track& track = status.item.track;
    const bool loaded = !track.path.empty();
    const bool playing = status.state == PlayState::playing;
    m_loaded = loaded;
    m_words->showSong(track, loaded && status.item.isPreview());
    m_cover->setLeads(loaded);
    m_hasNext = status.hasNext;
    showPlayable();
    m_play->setIcon(canPlay() ? iconOnAccent(playing ? QStringLiteral("pause") : QStringLiteral("play"))
                              : lineIcon(QStringLiteral("play")));
    m_play->setAccessibleName(playing ? tr("Pause") : tr("Play"));
    m_play->setToolTip(playing ? tr("Pause (Space)") : tr("Play (Space)"));
    m_previous->setEnabled(loaded && (status.hasPrevious || status.position.count() > 0));
    m_next->setEnabled(status.hasNext);
    m_seek->showPosition(status);
    m_seek->showWaveformOf(status);
    m_volume->showLevelling(loaded ? levelText(status.level) : QString());
    if (m_cover->expect(track.path) && loaded)
        Q_EMIT coverWanted(track.path);
    if (const QString problem = sentence(status.problem); problem != m_problem) {
        m_problem = problem;
        m_goOn = wayOn(status.problem);
        m_isOver = status.problem.id() == MessageId::playDeviceBack;
        Q_EMIT problemChanged(problem, m_goOn, m_isOver);
    }
}

void PlaybackBar::setStartable(bool canStart) {
    m_startable = canStart;
    showPlayable();
}

bool PlaybackBar::canPlay() const { return m_loaded || m_hasNext || m_startable; }

void PlaybackBar::showPlayable() {
    m_play->setEnabled(canPlay());
    if (!m_loaded)
        m_play->setIcon(canPlay() ? iconOnAccent(QStringLiteral("play")) : lineIcon(QStringLiteral("play")));
}

/// What is loaded, else what the queue holds, else what the page has at hand. What stands in the way is said again: it was
/// perhaps closed since.
void PlaybackBar::toggle() {
    if (!m_loaded && !m_hasNext) {
        if (m_startable)
            Q_EMIT startWanted();
        return;
    }
    if (!m_problem.isEmpty())
        Q_EMIT problemChanged(m_problem, m_goOn, m_isOver);
    Q_EMIT toggleWanted();
}

void PlaybackBar::showChapters(const std::vector<Chapter>& chapters) { m_seek->showChapters(chapters); }

void PlaybackBar::takeOutline(const OutlineLoaded& outline) { m_seek->takeOutline(outline); }

void PlaybackBar::takeCover(const CoverLoaded& cover) { m_cover->take(cover); }

void PlaybackBar::setVolume(float volume) { m_volume->setVolume(volume); }

void PlaybackBar::chooseVolume(float volume) { m_volume->chooseVolume(volume); }

void PlaybackBar::stepVolume(int percent) { m_volume->stepVolume(percent); }

void PlaybackBar::toggleMute() { m_volume->toggleMute(); }

void PlaybackBar::seekBy(std::chrono::milliseconds step) { m_seek->seekBy(step); }

} // namespace segue::ui
