// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desktop/mpris_player.h"

#include "ui/desktop/mpris_words.h"
#include "ui/words/format.h"

#include <algorithm>
#include <cmath>

namespace segue::ui {

using playback::PlayState;
using std::chrono::microseconds;
using std::chrono::milliseconds;

MprisPlayer::MprisPlayer(PlayerFace& face, CallBudget& budget, QObject* parent)
    : QDBusAbstractAdaptor(parent)
    , m_face(face)
    , m_budget(budget) {
    connect(&face, &PlayerFace::jumped, this, [this](milliseconds position) { Q_EMIT Seeked(microseconds(position).count()); });
}

bool MprisPlayer::mayAct() { return m_budget.take(CallBudget::Clock::now()); }

QString MprisPlayer::playbackStatus() const { return playbackStatusText(m_face.facts().state); }

QString MprisPlayer::loopStatus() const { return loopStatusText(m_face.facts().repeat); }

void MprisPlayer::setLoopStatus(const QString& status) {
    if (const auto mode = repeatModeOf(status); mode && *mode != m_face.facts().repeat && mayAct())
        Q_EMIT m_face.repeatWanted(*mode);
}

void MprisPlayer::setRate(double rate) {
    if (rate == 0.0)
        Pause();
}

bool MprisPlayer::isShuffled() const { return m_face.facts().isShuffled; }

void MprisPlayer::setShuffled(bool isShuffled) {
    if (isShuffled != m_face.facts().isShuffled && mayAct())
        Q_EMIT m_face.shuffleWanted(isShuffled);
}

QVariantMap MprisPlayer::metadata() const {
    const auto& facts = m_face.facts();
    return metadataOf(trackPath(facts), facts.track, facts.length, facts.art);
}

/// As hundredths: a float has more digits than were meant.
double MprisPlayer::volume() const { return std::round(static_cast<double>(m_face.facts().volume) * 100.0) / 100.0; }

void MprisPlayer::setVolume(double volume) {
    if (!std::isnan(volume))
        Q_EMIT m_face.volumeWanted(static_cast<float>(std::clamp(volume, 0.0, 1.0)));
}

qlonglong MprisPlayer::position() const { return microseconds(m_face.position()).count(); }

bool MprisPlayer::canGoNext() const { return m_face.facts().hasNext; }

bool MprisPlayer::canGoPrevious() const { return m_face.facts().isLoaded(); }

bool MprisPlayer::canPlay() const { return m_face.facts().canPlay(); }

bool MprisPlayer::canPause() const { return m_face.facts().isLoaded(); }

bool MprisPlayer::canSeek() const { return m_face.facts().isLoaded() && m_face.facts().length.count() > 0; }

void MprisPlayer::Next() {
    if (canGoNext() && mayAct())
        Q_EMIT m_face.nextWanted();
}

void MprisPlayer::Previous() {
    if (canGoPrevious() && mayAct())
        Q_EMIT m_face.previousWanted();
}

void MprisPlayer::Pause() {
    if (canPause() && mayAct())
        Q_EMIT m_face.pauseWanted();
}

void MprisPlayer::PlayPause() {
    if (canPlay() && mayAct())
        Q_EMIT m_face.toggleWanted();
}

void MprisPlayer::Stop() {
    if (mayAct())
        Q_EMIT m_face.stopWanted();
}

void MprisPlayer::Play() {
    if (canPlay() && mayAct())
        Q_EMIT m_face.playWanted();
}

void MprisPlayer::Seek(qlonglong Offset) {
    if (canSeek() && mayAct())
        m_face.seekBy(microseconds{Offset});
}

/// A client that speaks of another track, or of a place that is not in this one, is out of date.
void MprisPlayer::SetPosition(const QDBusObjectPath& TrackId, qlonglong Position) {
    const auto& facts = m_face.facts();
    const bool isOfThis = canSeek() && TrackId == trackPath(facts);
    if (isOfThis && Position >= 0 && Position <= microseconds(facts.length).count())
        m_face.seekTo(std::chrono::duration_cast<milliseconds>(microseconds{Position}));
}

void MprisPlayer::OpenUri(const QString& Uri) {
    if (const auto path = pathOf(QUrl(Uri, QUrl::StrictMode)); !path.empty() && mayAct())
        Q_EMIT m_face.openWanted({path});
}

} // namespace segue::ui
