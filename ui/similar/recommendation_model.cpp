// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/similar/recommendation_model.h"

#include "ui/playback/play_items.h"
#include "ui/words/format.h"
#include "ui/words/list_text.h"

#include <algorithm>

namespace segue::ui {

RecommendationModel::RecommendationModel(QObject* parent)
    : QAbstractListModel(parent) {}

void RecommendationModel::setSongs(std::vector<Recommendation> songs) {
    const bool sameSongs = std::ranges::equal(
        songs, m_songs, {}, [](const auto& r) { return r.track.id; }, [](const auto& r) { return r.track.id; });
    if (sameSongs) { // what is chosen stays chosen
        m_songs = std::move(songs);
        allChanged();
        return;
    }
    beginResetModel();
    m_songs = std::move(songs);
    endResetModel();
}

void RecommendationModel::applyChanges(const std::vector<Track>& tracks) {
    for (const Track& track : tracks) {
        for (auto& song : m_songs) {
            if (song.track.id == track.id)
                song.track = track;
        }
    }
    allChanged();
}

void RecommendationModel::setPreviews(bool on) {
    m_previews = on;
    allChanged();
}

void RecommendationModel::setPlaying(TrackId track, bool isHeard) {
    if (track == m_playing && isHeard == m_isHeard)
        return; // ten times a second
    m_playing = track;
    m_isHeard = isHeard;
    allChanged();
}

void RecommendationModel::allChanged() {
    if (!m_songs.empty())
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

int RecommendationModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_songs.size());
}

QString RecommendationModel::lengthText(const Track& track) const {
    const auto length = heardLength(track, m_previews);
    return length.count() > 0 ? clockText(length) : QString();
}

QVariant RecommendationModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const auto& song = m_songs[static_cast<std::size_t>(index.row())];
    const Track& track = song.track;
    const QString why = role == Qt::AccessibleTextRole ? reasonLine(song.reasons, song.versions.size(), song.shift) : QString();
    switch (role) {
    case Qt::DisplayRole:
        return text(track.title);
    case artistRole:
        return artistText(track);
    case matchRole:
        return song.match;
    case reasonRole:
        return reasonLine(song.reasons, song.versions.size(), song.shift);
    case lengthRole:
        return lengthText(track);
    case playingRole:
        return track.id != 0 && track.id == m_playing;
    case heardRole:
        return track.id != 0 && track.id == m_playing && m_isHeard;
    case Qt::ToolTipRole:
        return tipText(tr("%1\n%2\n%3 · %4 alike · heard as %5")
                           .arg(text(track.title), artistText(track), matchNumberText(song.match), percentText(song.similarity),
                                heardText(track)));
    case Qt::AccessibleTextRole:
        return tr("%1. %2 by %3, %4, %5 alike, %6")
                   .arg(QString::number(index.row() + 1), text(track.title), artistText(track), matchText(song.match),
                        percentText(song.similarity), lengthText(track)) +
               (why.isEmpty() ? QString() : tr(", %1").arg(why)) +
               (track.id != 0 && track.id == m_playing ? tr(", playing") : QString());
    default:
        return {};
    }
}

} // namespace segue::ui
