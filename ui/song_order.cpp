// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/song_order.h"

#include "engine/song_details.h"
#include "ui/format.h"
#include "ui/listening_text.h"

#include <QLocale>

#include <algorithm>
#include <numeric>

namespace segue::ui {

namespace {

/// Lower case, without accents: "Björk" is found by "bjork".
QString folded(const QString& text) {
    const bool ascii = std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() < 0x80; });
    if (ascii)
        return text.toLower();
    QString result;
    const QString parts = text.normalized(QString::NormalizationForm_KD).toCaseFolded();
    result.reserve(parts.size());
    for (const QChar c : parts) {
        if (c.category() != QChar::Mark_NonSpacing)
            result.append(c);
    }
    return result;
}

QString searchText(const Track& track) {
    QString all = text(track.title);
    for (const auto* part : {&track.artist, &track.albumArtist, &track.album, &track.genre, &track.heardGenre})
        all += QLatin1Char('\n') + text(*part);
    return folded(all);
}

QLocale collationLocale() {
    // The C locale orders by bytes, which no listener means.
    return QLocale().language() == QLocale::C ? QLocale(QLocale::English) : QLocale();
}

} // namespace

QString cellText(const Track& track, SongColumn column) {
    switch (column) {
    case SongColumn::title:
        return text(track.title);
    case SongColumn::artist:
        return text(track.artist);
    case SongColumn::album:
        return text(track.album);
    case SongColumn::genre:
        return text(track.genre);
    case SongColumn::heardGenre:
        return text(track.heardGenre);
    case SongColumn::length:
        return track.duration.count() > 0 ? clockText(track.duration) : QString();
    case SongColumn::key:
        return track.features ? text(keyName(track.features->key)) : QString();
    case SongColumn::tempo:
    case SongColumn::loudness:
        if (const auto number = cellNumber(track, column))
            return QLocale().toString(*number, 'f', column == SongColumn::tempo ? 0 : 1);
        break;
    case SongColumn::rating:
    case SongColumn::plays:
    case SongColumn::added:
    case SongColumn::lastPlayed:
        return listeningText(track, column);
    case SongColumn::number:
        break;
    }
    return {};
}

std::optional<double> cellNumber(const Track& track, SongColumn column) {
    constexpr int kPitchClasses = 12;
    if (column == SongColumn::length)
        return track.duration.count() > 0 ? std::optional(static_cast<double>(track.duration.count())) : std::nullopt;
    if (isListening(column))
        return listeningNumber(track, column);
    if (!track.features)
        return std::nullopt;
    const SoundFeatures& features = *track.features;
    if (column == SongColumn::tempo)
        return features.tempoBpm > 0.F ? std::optional(static_cast<double>(features.tempoBpm)) : std::nullopt;
    if (column == SongColumn::key)
        return features.key >= 0 ? std::optional(features.key % kPitchClasses + features.key / kPitchClasses * 0.5)
                                 : std::nullopt;
    return column == SongColumn::loudness ? std::optional(static_cast<double>(features.loudnessLufs)) : std::nullopt;
}

bool isMeasured(SongColumn column) {
    return column >= SongColumn::length;
}

SongOrder::SongOrder()
    : m_collator(collationLocale()) {
    m_collator.setNumericMode(true);
    m_collator.setCaseSensitivity(Qt::CaseInsensitive);
}

void SongOrder::clear() {
    m_search.clear();
    for (auto& keys : m_keys)
        keys.clear();
}

void SongOrder::add(const Track& track) {
    m_search.push_back(searchText(track));
}

void SongOrder::change(std::size_t index, const Track& track) {
    m_search[index] = searchText(track);
    for (int column = 0; column < kSongColumns; ++column) {
        auto& keys = m_keys[static_cast<std::size_t>(column)];
        if (index < keys.size())
            keys[index] = m_collator.sortKey(cellText(track, static_cast<SongColumn>(column)));
    }
}

QStringList SongOrder::filterWords(const QString& filter) {
    return folded(filter).split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

bool SongOrder::matches(std::size_t index, const QStringList& words) const {
    const QString& all = m_search[index];
    return std::all_of(words.begin(), words.end(), [&](const QString& word) { return all.contains(word); });
}

void SongOrder::prepare(SongColumn column, const std::vector<Track>& tracks) {
    auto& keys = m_keys[static_cast<std::size_t>(column)];
    keys.reserve(tracks.size());
    for (std::size_t i = keys.size(); i < tracks.size(); ++i)
        keys.push_back(m_collator.sortKey(cellText(tracks[i], column)));
}

void SongOrder::sort(std::vector<std::size_t>& indices, const std::vector<Track>& tracks, SongColumn column,
                     Qt::SortOrder order) {
    const bool ascending = order == Qt::AscendingOrder;
    if (column == SongColumn::number) {
        if (!ascending)
            std::reverse(indices.begin(), indices.end());
        return;
    }
    const auto by = [&](auto less) {
        if (ascending)
            std::stable_sort(indices.begin(), indices.end(), less);
        else
            std::stable_sort(indices.begin(), indices.end(), [&](auto a, auto b) { return less(b, a); });
    };
    if (isMeasured(column)) {
        const auto known = std::stable_partition(
            indices.begin(), indices.end(), [&](std::size_t i) { return cellNumber(tracks[i], column).has_value(); });
        std::stable_sort(indices.begin(), known, [&](std::size_t a, std::size_t b) {
            const auto left = cellNumber(tracks[a], column);
            const auto right = cellNumber(tracks[b], column);
            return ascending ? left < right : right < left;
        });
        return;
    }
    prepare(column, tracks);
    const auto& keys = m_keys[static_cast<std::size_t>(column)];
    by([&](std::size_t a, std::size_t b) { return keys[a].compare(keys[b]) < 0; });
    // Songs without the text stand last either way: nobody sorts to see them first.
    std::stable_partition(indices.begin(), indices.end(),
                          [&](std::size_t i) { return !cellText(tracks[i], column).isEmpty(); });
}

bool SongOrder::inLibraryOrder(const Track& left, const Track& right) const {
    if (const int c = m_collator.compare(text(left.artist), text(right.artist)); c != 0)
        return c < 0;
    if (const int c = m_collator.compare(text(left.album), text(right.album)); c != 0)
        return c < 0;
    if (left.discNumber != right.discNumber)
        return left.discNumber < right.discNumber;
    if (left.trackNumber != right.trackNumber)
        return left.trackNumber < right.trackNumber;
    return m_collator.compare(text(left.title), text(right.title)) < 0;
}

} // namespace segue::ui
