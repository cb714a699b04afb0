// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/network_text.h"

#include "ui/words/format.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

#include <algorithm>

namespace segue::ui {

namespace {

/// The translations' context.
struct NetworkText {
    Q_DECLARE_TR_FUNCTIONS(NetworkText)
};

QString perSongText(double seconds) {
    if (seconds < 0.95)
        return NetworkText::tr("About %1 seconds a song").arg(QLocale().toString(std::max(seconds, 0.01), 'g', 1));
    return qRound(seconds) == 1
               ? NetworkText::tr("About a second a song")
               : NetworkText::tr("About %1 seconds a song").arg(countText(static_cast<std::size_t>(qRound(seconds))));
}

} // namespace

QString networkTitle(const InstalledModel& model) {
    return model.id.empty() ? text(model.name) : NetworkText::tr("%1, version %2").arg(text(model.name)).arg(model.version);
}

QString durationText(double seconds) {
    const double minutes = seconds / 60.0, hours = minutes / 60.0;
    if (minutes < 0.9)
        return NetworkText::tr("less than a minute");
    if (minutes < 1.5)
        return NetworkText::tr("about a minute");
    if (minutes < 52.5)
        return NetworkText::tr("about %1 minutes").arg(minutes < 10.0 ? qRound(minutes) : 5 * qRound(minutes / 5.0));
    if (hours < 1.5)
        return NetworkText::tr("about an hour");
    return hours < 36.0 ? NetworkText::tr("about %1 hours").arg(qRound(hours))
                        : NetworkText::tr("about %1 days").arg(qRound(hours / 24.0));
}

std::size_t songsToHear(const InstalledModel& model, const ModelsChanged& models) {
    const auto used = std::ranges::find(models.installed, models.inUse, &InstalledModel::id);
    const bool isInUse = model.id == models.inUse ||
                         (used != models.installed.end() && std::ranges::count(used->together, model.id, &NetworkShare::id) > 0);
    if (isInUse)
        return 0;
    const auto kept = std::ranges::find(models.kept, model.id, &KeptEmbeddings::id);
    return models.songs - (kept == models.kept.end() ? 0 : std::min(models.songs, kept->recordings + kept->failed));
}

QString costText(const InstalledModel& model, std::size_t songs) {
    if (songs == 0)
        return NetworkText::tr("Has heard all your songs");
    if (!model.secondsPerSong)
        return NetworkText::tr("How long it takes for a song is not known before it has listened");
    auto words = perSongText(*model.secondsPerSong);
    if (!model.isCostMeasured)
        words = NetworkText::tr("%1 (estimated)").arg(words);
    return NetworkText::tr("%1, %2 for %3")
        .arg(words, durationText(*model.secondsPerSong * static_cast<double>(songs)), songsText(songs));
}

QString partText(const PartProgress& part) {
    const QString title = text(part.title);
    if (part.done >= part.total)
        return NetworkText::tr("%1: has heard all").arg(title);
    const auto time = part.secondsLeft ? durationText(*part.secondsLeft) : QString();
    if (part.isListening) {
        const auto heard = NetworkText::tr("%1: %2 of %3").arg(title, countText(part.done), songsText(part.total));
        return time.isEmpty() ? heard : NetworkText::tr("%1, %2 left").arg(heard, time);
    }
    const auto waits = NetworkText::tr("%1: waits for its turn").arg(title);
    return time.isEmpty() ? waits : NetworkText::tr("%1, then %2").arg(waits, time);
}

QString sharesText(const std::vector<NetworkShare>& parts, const std::vector<InstalledModel>& installed) {
    double sum = 0.0;
    for (const auto& part : parts)
        sum += part.weight;
    QStringList all;
    for (const auto& part : parts) {
        const auto found = std::ranges::find(installed, part.id, &InstalledModel::id);
        const auto title = found == installed.end() ? text(part.id) : networkTitle(*found);
        all << NetworkText::tr("%1 (%2)").arg(title, percentText(static_cast<float>(part.weight / sum)));
    }
    return all.join(QStringLiteral(" + "));
}

} // namespace segue::ui
