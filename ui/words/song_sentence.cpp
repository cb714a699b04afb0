// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/song_sentence.h"

#include "ui/words/format.h"

#include <QCoreApplication>
#include <QStringList>

namespace segue::ui {

namespace {

QString tr(const char* words, int n = -1) { return QCoreApplication::translate("SongSentence", words, nullptr, n); }

QString starsSpoken(int rating) { return rating == 1 ? tr("1 star") : tr("%n stars", rating); }

} // namespace

QString songSentence(const Track& track, bool isPlaying, bool isAbsent) {
    QStringList parts{text(track.title), artistText(track)};
    if (!track.album.empty())
        parts << text(track.album);
    if (track.rating > 0)
        parts << starsSpoken(track.rating);
    if (track.duration.count() > 0)
        parts << clockText(track.duration);
    if (isPlaying)
        parts << tr("playing");
    if (isAbsent)
        parts << tr("not there now");
    if (track.state == AnalysisState::waiting)
        parts << tr("waiting for its analysis");
    if (track.state == AnalysisState::failed)
        parts << tr("could not be analysed");
    return parts.join(QStringLiteral(", "));
}

QString spokenText(const Track& track, SongColumn column, const QString& shown) {
    switch (column) {
    case SongColumn::rating:
        return track.rating > 0 ? tr("%1 of 5").arg(starsSpoken(track.rating)) : tr("no rating");
    case SongColumn::tempo:
        return shown.isEmpty() ? QString() : tr("%1 beats a minute").arg(shown);
    case SongColumn::loudness:
        return shown.isEmpty() ? QString() : tr("%1 LUFS").arg(shown);
    default:
        return shown;
    }
}

} // namespace segue::ui
