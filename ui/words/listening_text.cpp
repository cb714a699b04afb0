// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/listening_text.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

namespace segue::ui {

namespace {

constexpr int kStars = 5;

QString tr(const char* source) { return QCoreApplication::translate("Listening", source); }

bool isKnown(std::chrono::sys_seconds time) { return time.time_since_epoch().count() > 0; }

QDateTime dateOf(std::chrono::sys_seconds time) { return QDateTime::fromSecsSinceEpoch(time.time_since_epoch().count()); }

QString momentText(std::chrono::sys_seconds time) { return QLocale().toString(dateOf(time), QLocale::LongFormat); }

/// Of a Track or a SongRow.
template <typename Song>
std::optional<double> numberOf(const Song& song, SongColumn column) {
    const auto known = [](double number) { return number > 0.0 ? std::optional(number) : std::nullopt; };
    switch (column) {
    case SongColumn::rating:
        return known(song.rating);
    case SongColumn::plays:
        return known(song.plays);
    case SongColumn::added:
        return known(static_cast<double>(song.added.time_since_epoch().count()));
    case SongColumn::lastPlayed:
        return known(static_cast<double>(song.lastPlayed.time_since_epoch().count()));
    default:
        return std::nullopt;
    }
}

} // namespace

bool isListening(SongColumn column) { return column >= SongColumn::rating && column <= SongColumn::lastPlayed; }

QString starsText(int rating) {
    return rating > 0 ? QString(rating, QChar(0x2605)) + QString(kStars - rating, QChar(0x2606)) : QString();
}

QString playsText(int plays) {
    if (plays == 0)
        return tr("never");
    return plays == 1 ? tr("once") : tr("%1 times").arg(QLocale().toString(plays));
}

QString dayText(std::chrono::sys_seconds time) {
    return isKnown(time) ? QLocale().toString(dateOf(time).date(), QLocale::ShortFormat) : QString();
}

QString listeningText(const Track& track, SongColumn column) {
    switch (column) {
    case SongColumn::rating:
        return starsText(track.rating);
    case SongColumn::plays:
        return track.plays > 0 ? QLocale().toString(track.plays) : QString();
    case SongColumn::added:
        return dayText(track.added);
    case SongColumn::lastPlayed:
        return dayText(track.lastPlayed);
    default:
        return {};
    }
}

std::optional<double> listeningNumber(const Track& track, SongColumn column) { return numberOf(track, column); }

std::optional<double> listeningNumber(const SongRow& song, SongColumn column) { return numberOf(song, column); }

QString listeningSentence(const Track& track, SongColumn column) {
    switch (column) {
    case SongColumn::rating:
        return track.rating > 0 ? tr("%1 of 5 stars. Click the last one to take them away.").arg(track.rating)
                                : tr("Click a star to rate the song. The file stays as it is.");
    case SongColumn::plays:
        return tr("Played: %1. A song counts when half of it, or four minutes, were heard.").arg(playsText(track.plays));
    case SongColumn::added:
        return isKnown(track.added) ? tr("Added on %1").arg(momentText(track.added))
                                    : tr("It is not known when this song was added.");
    case SongColumn::lastPlayed:
        return isKnown(track.lastPlayed) ? tr("Last played on %1").arg(momentText(track.lastPlayed))
                                         : tr("This song was not played yet.");
    default:
        return {};
    }
}

Facts listeningFacts(const Track& track) {
    if (track.id == 0)
        return {};
    return {{tr("Rating"), track.rating > 0 ? starsText(track.rating) : tr("none")},
            {tr("Played"), playsText(track.plays)},
            {tr("Last played"), dayText(track.lastPlayed)},
            {tr("Added"), dayText(track.added)}};
}

} // namespace segue::ui
