// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playback/seek_strip.h"

#include "ui/kit/hover_label.h"
#include "ui/playback/waveform_slider.h"
#include "ui/words/format.h"

#include <QHBoxLayout>
#include <QLabel>

#include <algorithm>
#include <iterator>

namespace segue::ui {

using std::chrono::milliseconds;

namespace {

constexpr int kSeekStepMs = 5000;

QLabel* makeClock(QWidget* parent, Qt::Alignment alignment, const QString& name) {
    auto* label = new QLabel(QStringLiteral("0:00"), parent);
    label->setProperty("muted", true);
    label->setAlignment(alignment | Qt::AlignVCenter);
    label->setMinimumWidth(label->fontMetrics().horizontalAdvance(QStringLiteral("00:00")));
    label->setAccessibleName(name);
    return label;
}

} // namespace

SeekStrip::SeekStrip(QWidget* parent)
    : QWidget(parent)
    , m_elapsed(makeClock(this, Qt::AlignRight, tr("Elapsed")))
    , m_seek(new WaveformSlider(this))
    , m_under(new HoverLabel(m_seek))
    , m_length(makeClock(this, Qt::AlignLeft, tr("Length"))) {
    m_seek->setAccessibleName(tr("Position in the song"));
    m_seek->setTracking(false);
    m_seek->setSingleStep(kSeekStepMs);
    m_seek->setPageStep(kSeekStepMs * 3);
    m_seek->setMouseTracking(true);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    row->addWidget(m_elapsed);
    row->addWidget(m_seek, 1);
    row->addWidget(m_length);
    connect(m_seek, &JumpSlider::chosen, this, [this](int ms) { Q_EMIT seekWanted(milliseconds{ms}); });
    connect(m_seek, &JumpSlider::hovered, this, [this](int ms, int x) {
        if (m_seek->isEnabled())
            m_under->showAt(x, placeWords(milliseconds{ms}));
    });
    connect(m_seek, &JumpSlider::sliderMoved, this, [this](int ms) { m_elapsed->setText(placeText(milliseconds{ms})); });
}

void SeekStrip::showPosition(const playback::PlaybackStatus& status) {
    const bool known = status.length.count() > 0;
    m_seek->setEnabled(known);
    m_seek->setMaximum(known ? static_cast<int>(status.length.count()) : 1);
    m_seek->showValue(known ? static_cast<int>(status.position.count()) : 0);
    if (!m_seek->isSliderDown())
        m_elapsed->setText(placeText(status.position));
    m_length->setText(clockText(status.length));
}

void SeekStrip::showWaveformOf(const playback::PlaybackStatus& status) {
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
void SeekStrip::takeOutline(const OutlineLoaded& outline) {
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
QString SeekStrip::placeWords(milliseconds place) const {
    const auto next = std::ranges::upper_bound(m_chapters, place, {}, &Chapter::start);
    const QString chapter = next == m_chapters.begin() ? QString() : text(std::prev(next)->title);
    return chapter.isEmpty() ? placeText(place) : tr("%1 · %2").arg(placeText(place), chapter);
}

void SeekStrip::showChapters(const std::vector<Chapter>& chapters) {
    m_chapters = chapters;
    std::vector<int> marks;
    marks.reserve(chapters.size());
    for (const Chapter& chapter : chapters)
        marks.push_back(static_cast<int>(chapter.start.count()));
    m_seek->setMarks(std::move(marks));
}

/// The next press goes on from there, though the player has not told of it yet.
void SeekStrip::seekBy(milliseconds step) {
    if (!m_seek->isEnabled())
        return;
    const auto target = std::clamp<qint64>(m_seek->value() + step.count(), 0, m_seek->maximum());
    m_seek->showValue(static_cast<int>(target));
    Q_EMIT seekWanted(milliseconds{target});
}

} // namespace segue::ui
