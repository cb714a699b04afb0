// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playback/playback_bar.h"

#include "ui/kit/cover_view.h"
#include "ui/kit/hover_label.h"
#include "ui/kit/icons.h"
#include "ui/kit/jump_slider.h"
#include "ui/kit/link_label.h"
#include "ui/kit/theme.h"
#include "ui/playback/waveform_slider.h"
#include "ui/words/format.h"
#include "ui/words/level_text.h"
#include "ui/words/message_text.h"
#include "ui/words/queue_text.h"

#include <QGridLayout>
#include <QLabel>
#include <QToolButton>

#include <algorithm>
#include <array>
#include <iterator>
#include <tuple>
#include <utility>

namespace segue::ui {

using playback::PlayState;
using std::chrono::milliseconds;

namespace {

constexpr int kPercent = 100;
constexpr int kSeekStepMs = 5000;
constexpr int kSecondLine = 24; // pixels: as high as what is said of a preview

QLabel* makeClock(QWidget* parent, Qt::Alignment alignment, const QString& name) {
    auto* label = new QLabel(QStringLiteral("0:00"), parent);
    label->setProperty("muted", true);
    label->setAlignment(alignment | Qt::AlignVCenter);
    label->setMinimumWidth(label->fontMetrics().horizontalAdvance(QStringLiteral("00:00")));
    label->setAccessibleName(name);
    return label;
}

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
    , m_title(new LinkLabel(this))
    , m_artist(new LinkLabel(this))
    , m_album(new LinkLabel(this))
    , m_dot(new QLabel(QStringLiteral("·"), this))
    , m_previous(makeButton(QStringLiteral("previous"), tr("Previous"), 36))
    , m_play(makeButton(QStringLiteral("play"), tr("Play"), 40))
    , m_next(makeButton(QStringLiteral("next"), tr("Next"), 36))
    , m_elapsed(makeClock(this, Qt::AlignRight, tr("Elapsed")))
    , m_seek(new WaveformSlider(this))
    , m_under(new HoverLabel(m_seek))
    , m_length(makeClock(this, Qt::AlignLeft, tr("Length")))
    , m_mute(makeButton(QStringLiteral("volume"), tr("Mute"), 36))
    , m_volume(new JumpSlider(this))
    , m_preview(new QLabel(tr("Preview"), this))
    , m_whole(makeButton({}, tr("Play whole song"), 0))
    , m_endPreview(makeButton(QStringLiteral("close"), tr("End the preview"), 24))
    , m_shuffle(makeButton(QStringLiteral("shuffle"), tr("Shuffle"), 36))
    , m_repeat(makeButton(QStringLiteral("repeat"), repeatText(RepeatMode::off), 36))
    , m_queue(makeButton(QStringLiteral("queue"), tr("Queue"), 36)) {
    setObjectName(QStringLiteral("playbackBar"));
    setAttribute(Qt::WA_StyledBackground);
    m_title->setFont(scaledFont(font(), 1.0, QFont::DemiBold));
    m_artist->setProperty("muted", true);
    m_album->setProperty("muted", true);
    m_dot->setProperty("muted", true);
    m_preview->setProperty("badge", true);
    m_preview->setToolTip(
        tr("The 30 seconds that are most typical of the song; the switch over the Recommendation list plays whole songs"));
    m_preview->setAccessibleDescription(m_preview->toolTip());
    m_preview->hide();
    m_whole->setText(tr("Play whole song"));
    m_whole->setObjectName(QStringLiteral("wholeButton"));
    m_whole->setToolButtonStyle(Qt::ToolButtonTextOnly);
    m_whole->setToolTip(tr("Plays this song from its beginning, and what follows it in its list"));
    m_whole->setFixedHeight(kSecondLine);
    m_whole->hide();
    m_endPreview->setIconSize({14, 14});
    m_endPreview->hide();
    m_play->setObjectName(QStringLiteral("playButton"));
    m_play->setIcon(iconOnAccent(QStringLiteral("play")));
    m_seek->setAccessibleName(tr("Position in the song"));
    m_seek->setTracking(false);
    m_seek->setSingleStep(kSeekStepMs);
    m_seek->setPageStep(kSeekStepMs * 3);
    m_volume->setAccessibleName(tr("Volume"));
    m_volume->setToolTip(tr("Volume"));
    m_volume->setRange(0, kPercent);
    m_volume->setSingleStep(2);
    m_volume->setWheelMoves(true); // nothing scrolls beneath it
    m_volume->setFixedWidth(104);
    m_previous->setToolTip(tr("Previous (Ctrl+Shift+Left)"));
    m_next->setToolTip(tr("Next (Ctrl+Shift+Right)"));
    m_grid->setHorizontalSpacing(8);
    layOut(false);
    const std::array<QWidget*, 14> asRead{m_title, m_artist, m_album,  m_whole, m_endPreview, m_shuffle, m_previous,
                                          m_play,  m_next,   m_repeat, m_seek,  m_mute,       m_volume,  m_queue};
    for (std::size_t i = 1; i < asRead.size(); ++i)
        setTabOrder(asRead[i - 1], asRead[i]);
    connectControls();
    connectModes();
    connectLinks();
    showModes(false, RepeatMode::off);
    showStatus(playback::PlaybackStatus{});
}

QToolButton* PlaybackBar::makeButton(const QString& iconName, const QString& name, int side) {
    auto* button = new QToolButton(this);
    if (!iconName.isEmpty())
        button->setIcon(lineIcon(iconName));
    button->setIconSize({20, 20});
    if (side > 0)
        button->setFixedSize(side, side);
    button->setToolTip(name);
    button->setAccessibleName(name);
    return button;
}

void PlaybackBar::connectControls() {
    connect(m_play, &QToolButton::clicked, this, &PlaybackBar::toggle);
    connect(m_next, &QToolButton::clicked, this, &PlaybackBar::nextWanted);
    connect(m_previous, &QToolButton::clicked, this, &PlaybackBar::previousWanted);
    connect(m_seek, &JumpSlider::chosen, this, [this](int ms) { Q_EMIT seekWanted(milliseconds{ms}); });
    m_seek->setMouseTracking(true);
    connect(m_seek, &JumpSlider::hovered, this, [this](int ms, int x) {
        if (m_seek->isEnabled())
            m_under->showAt(x, placeWords(milliseconds{ms}));
    });
    connect(m_seek, &JumpSlider::sliderMoved, this, [this](int ms) { m_elapsed->setText(placeText(milliseconds{ms})); });
    connect(m_volume, &JumpSlider::valueChanged, this, &PlaybackBar::showVolumeIcon);
    connect(m_volume, &JumpSlider::chosen, this,
            [this](int percent) { Q_EMIT volumeWanted(static_cast<float>(percent) / kPercent); });
    connect(m_mute, &QToolButton::clicked, this, &PlaybackBar::toggleMute);
}

void PlaybackBar::connectModes() {
    m_shuffle->setCheckable(true);
    m_repeat->setCheckable(true);
    m_queue->setCheckable(true);
    m_queue->setToolTip(tr("Queue (Ctrl+Shift+U beside the page, Ctrl+U instead of it)"));
    connect(m_shuffle, &QToolButton::clicked, this, &PlaybackBar::shuffleWanted);
    connect(m_repeat, &QToolButton::clicked, this, [this] {
        m_repeat->setChecked(m_repeatMode != RepeatMode::off); // until the queue says so
        Q_EMIT repeatWanted(m_repeatMode == RepeatMode::off   ? RepeatMode::all
                            : m_repeatMode == RepeatMode::all ? RepeatMode::one
                                                              : RepeatMode::off);
    });
    connect(m_queue, &QToolButton::clicked, this, &PlaybackBar::queueWanted);
    connect(m_whole, &QToolButton::clicked, this, &PlaybackBar::wholeWanted);
    connect(m_endPreview, &QToolButton::clicked, this, &PlaybackBar::previewEndWanted);
}

/// Title, artist, album and cover lead to what they name.
void PlaybackBar::connectLinks() {
    connect(m_title, &LinkLabel::activated, this, [this] { Q_EMIT detailsWanted(m_track); });
    connect(m_artist, &LinkLabel::activated, this, [this] { Q_EMIT searchWanted(text(m_track.artist), m_track); });
    const auto toAlbum = [this] {
        if (m_track.album.empty())
            Q_EMIT detailsWanted(m_track);
        else
            Q_EMIT searchWanted(text(m_track.album), m_track);
    };
    connect(m_album, &LinkLabel::activated, this, toAlbum);
    connect(m_cover, &CoverView::pressed, this, toAlbum);
}

/// What is loaded, each as a link if it leads anywhere.
void PlaybackBar::showWords() {
    // The words of a preview take the artist's place.
    const bool isJoined = m_loaded && !m_preview->isHidden() && !m_track.artist.empty();
    const QString title = text(m_track.title);
    m_title->setFullText(isJoined ? tr("%1 · %2").arg(title, artistText(m_track)) : m_loaded ? title : tr("Nothing is playing"));
    m_title->setPurpose(m_loaded ? tr("Song details") : QString());
    m_artist->setFullText(m_loaded ? artistText(m_track) : tr("Double-click a song to hear it"));
    m_artist->setPurpose(m_loaded && !m_track.artist.empty() ? tr("Songs of this artist") : QString());
    m_album->setFullText(m_loaded ? text(m_track.album) : QString());
    m_album->setPurpose(m_loaded && !m_track.album.empty() ? tr("Songs of this album") : QString());
    m_cover->setLeads(m_loaded);
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

/// Title over artist; between them what is said of a preview.
QLayout* PlaybackBar::layOutWords() {
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    words->addStretch(1);
    words->addWidget(m_title);
    auto* second = new QHBoxLayout;
    second->setSpacing(6);
    second->addStrut(kSecondLine); // the title stays where it is when a preview begins
    second->addWidget(m_preview);
    second->addWidget(m_whole);
    second->addWidget(m_endPreview);
    second->addWidget(m_artist, 0);
    second->addWidget(m_dot);
    second->addWidget(m_album, 0);
    second->addStretch(1);
    words->addLayout(second);
    words->addStretch(1);
    return words;
}

/// Wide: everything in one line. Narrow: the song and the buttons, the seek bar beneath.
void PlaybackBar::layOut(bool narrow) {
    while (m_grid->count() > 0)
        delete m_grid->takeAt(0); // the widgets stay
    m_whole->setText(narrow ? tr("Whole song") : tr("Play whole song"));
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(4);
    if (!narrow)
        buttons->addWidget(m_shuffle);
    for (auto* button : {m_previous, m_play, m_next})
        buttons->addWidget(button);
    if (!narrow)
        buttons->addWidget(m_repeat);
    auto* seek = new QHBoxLayout;
    seek->setSpacing(4);
    if (narrow) {
        seek->addWidget(m_shuffle);
        seek->addWidget(m_repeat);
    }
    seek->addWidget(m_elapsed);
    seek->addWidget(m_seek, 1);
    seek->addWidget(m_length);
    m_grid->addWidget(m_cover, 1, 0);
    m_grid->addLayout(layOutWords(), 1, 1);
    m_grid->addLayout(buttons, 1, 2);
    if (narrow) {
        seek->addWidget(m_mute);
        seek->addWidget(m_queue);
        m_grid->addLayout(seek, 2, 0, 1, 3);
    } else {
        m_grid->addLayout(seek, 1, 3);
        auto* volume = new QHBoxLayout;
        volume->setSpacing(0);
        volume->addWidget(m_mute);
        volume->addWidget(m_volume);
        volume->addSpacing(4);
        volume->addWidget(m_queue);
        m_grid->addLayout(volume, 1, 4);
    }
    m_volume->setVisible(!narrow);
    m_grid->setColumnStretch(1, narrow ? 1 : 2);
    m_grid->setColumnStretch(3, narrow ? 0 : 3);
    m_grid->setContentsMargins(16, 12, 16, narrow ? 8 : 12);
}

void PlaybackBar::setNarrow(bool narrow) {
    m_isNarrow = narrow;
    layOut(narrow);
    makeRoom();
}

/// The words of a preview leave no room for the artist's and the album's.
void PlaybackBar::makeRoom() {
    m_artist->setVisible(m_preview->isHidden());
    const bool hasAlbum = !m_isNarrow && m_preview->isHidden() && !m_album->fullText().isEmpty();
    m_album->setVisible(hasAlbum);
    m_dot->setVisible(hasAlbum);
}

void PlaybackBar::showStatus(const playback::PlaybackStatus& status) {
    const bool isOnlyLater = hasOnlyMoved(std::exchange(m_shown, status), status);
    if (isOnlyLater)
        return showPosition(status);
    const Track& track = status.item.track;
    const bool loaded = !track.path.empty();
    const bool playing = status.state == PlayState::playing;
    m_loaded = loaded;
    m_track = track;
    for (QWidget* part : {static_cast<QWidget*>(m_preview), static_cast<QWidget*>(m_whole), static_cast<QWidget*>(m_endPreview)})
        part->setVisible(loaded && status.item.isPreview());
    showWords();
    m_hasNext = status.hasNext;
    makeRoom();
    showPlayable();
    m_play->setIcon(canPlay() ? iconOnAccent(playing ? QStringLiteral("pause") : QStringLiteral("play"))
                              : lineIcon(QStringLiteral("play")));
    m_play->setAccessibleName(playing ? tr("Pause") : tr("Play"));
    m_play->setToolTip(playing ? tr("Pause (Space)") : tr("Play (Space)"));
    m_previous->setEnabled(loaded && (status.hasPrevious || status.position.count() > 0));
    m_next->setEnabled(status.hasNext);
    showPosition(status);
    const QString level = loaded ? levelText(status.level) : QString();
    m_volume->setToolTip(level.isEmpty() ? tr("Volume") : tr("Volume") + QLatin1Char('\n') + level);
    showWaveformOf(status);
    if (m_cover->expect(track.path) && loaded)
        Q_EMIT coverWanted(track.path);
    if (const QString problem = sentence(status.problem); problem != m_problem) {
        m_problem = problem;
        m_goOn = wayOn(status.problem);
        Q_EMIT problemChanged(problem, m_goOn);
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
        Q_EMIT problemChanged(m_problem, m_goOn);
    Q_EMIT toggleWanted();
}

void PlaybackBar::showPosition(const playback::PlaybackStatus& status) {
    const bool known = status.length.count() > 0;
    m_seek->setEnabled(known);
    m_seek->setMaximum(known ? static_cast<int>(status.length.count()) : 1);
    m_seek->showValue(known ? static_cast<int>(status.position.count()) : 0);
    if (!m_seek->isSliderDown())
        m_elapsed->setText(placeText(status.position));
    m_length->setText(clockText(status.length));
}

void PlaybackBar::showWaveformOf(const playback::PlaybackStatus& status) {
    const auto& item = status.item;
    m_seek->setStretch({item.start, item.isPreview() && status.length.count() > 0 ? status.length : item.length});
    if (item.track.path == m_song)
        return;
    m_song = item.track.path;
    m_outlined = false;
    m_seek->setWaveform({}, {});
    if (!m_song.empty())
        Q_EMIT outlineWanted(m_song);
}

/// One song is read at a time, and two newer wishes make an older one void: when another song's reading ends and the own one
/// has not, it is asked for again.
void PlaybackBar::takeOutline(const OutlineLoaded& outline) {
    const bool isOver = outline.complete >= 1.F || !outline.problem.empty();
    if (outline.song == m_song) {
        m_outlined = isOver;
        if (outline.problem.empty())
            m_seek->setWaveform(outline.outline.waveform, outline.outline.duration);
    } else if (isOver && !m_outlined && !m_song.empty()) {
        Q_EMIT outlineWanted(m_song);
    }
}

/// With the name of the chapter there, if it has one.
QString PlaybackBar::placeWords(milliseconds place) const {
    const auto next = std::ranges::upper_bound(m_chapters, place, {}, &Chapter::start);
    const QString chapter = next == m_chapters.begin() ? QString() : text(std::prev(next)->title);
    return chapter.isEmpty() ? placeText(place) : tr("%1 · %2").arg(placeText(place), chapter);
}

void PlaybackBar::showChapters(const std::vector<Chapter>& chapters) {
    m_chapters = chapters;
    std::vector<int> marks;
    marks.reserve(chapters.size());
    for (const Chapter& chapter : chapters)
        marks.push_back(static_cast<int>(chapter.start.count()));
    m_seek->setMarks(std::move(marks));
}

void PlaybackBar::takeCover(const CoverLoaded& cover) { m_cover->take(cover); }

void PlaybackBar::setVolume(float volume) {
    m_volume->setValue(qRound(volume * kPercent));
    showVolumeIcon();
}

void PlaybackBar::chooseVolume(float volume) {
    setVolume(volume);
    Q_EMIT volumeWanted(static_cast<float>(m_volume->value()) / kPercent);
}

void PlaybackBar::stepVolume(int percent) { chooseVolume(static_cast<float>(m_volume->value() + percent) / kPercent); }

/// The next press goes on from there, though the player has not told of it yet.
void PlaybackBar::seekBy(milliseconds step) {
    if (!m_seek->isEnabled())
        return;
    const auto target = std::clamp<qint64>(m_seek->value() + step.count(), 0, m_seek->maximum());
    m_seek->showValue(static_cast<int>(target));
    Q_EMIT seekWanted(milliseconds{target});
}

void PlaybackBar::toggleMute() {
    if (m_volume->value() > 0) {
        m_volumeBeforeMute = m_volume->value();
        m_volume->setValue(0);
    } else {
        m_volume->setValue(m_volumeBeforeMute);
    }
    Q_EMIT volumeWanted(static_cast<float>(m_volume->value()) / kPercent);
}

void PlaybackBar::showVolumeIcon() {
    const bool silent = m_volume->value() == 0;
    m_mute->setIcon(lineIcon(silent ? QStringLiteral("mute") : QStringLiteral("volume")));
    m_mute->setToolTip(silent ? tr("Sound on") : tr("Mute"));
    m_mute->setAccessibleName(m_mute->toolTip());
}

} // namespace segue::ui
