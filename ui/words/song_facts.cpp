// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/song_facts.h"

#include "engine/words/section.h"
#include "ui/words/format.h"
#include "ui/words/sound_text.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

namespace segue::ui {

namespace {

QString tr(const char* source) { return QCoreApplication::translate("SongFacts", source); }

QString numberText(int number) { return number > 0 ? QString::number(number) : QString(); }

/// A path can be broken anywhere, so that it fits into a narrow window.
QString breakable(QString path) {
    return path.replace(QLatin1Char('/'), QStringLiteral("/\u200b")).replace(QLatin1Char('_'), QStringLiteral("_\u200b"));
}

/// Of a song that is a stretch of a file also where it begins there.
QString placeText(const std::filesystem::path& song) {
    const auto section = sectionOf(song);
    QString file = breakable(pathText(song));
    if (!section)
        return file;
    return tr("%1, from %2").arg(file, clockText(std::chrono::milliseconds(section->start * 1000 / Section::kFramesPerSecond)));
}

QString channelsText(int channels) {
    if (channels == 1)
        return tr("mono");
    return channels == 2 ? tr("stereo") : tr("%1 channels").arg(channels);
}

QString formatText(const SongDetails& details) {
    if (details.codec.empty())
        return {};
    QStringList words{codecText(details.codec)};
    if (details.rateHz > 0)
        words << tr("%1 kHz").arg(details.rateHz / 1000.0);
    if (details.channels > 0)
        words << channelsText(details.channels);
    if (details.bitRate > 0)
        words << tr("%1 kbit/s").arg((details.bitRate + 500) / 1000);
    return words.join(QStringLiteral(", "));
}

QString spanText(const SongSpan& span) {
    return QStringLiteral("%1 – %2").arg(clockText(span.start), clockText(span.start + span.length));
}

} // namespace

Facts tagFacts(const Track& track) {
    return {{tr("Title"), text(track.title)},
            {tr("Artist"), text(track.artist)},
            {tr("Album artist"), text(track.albumArtist)},
            {tr("Album"), text(track.album)},
            {tr("Genre"), genreSentence(track)},
            {tr("Year"), numberText(track.year)},
            {tr("Track"), numberText(track.trackNumber)},
            {tr("Disc"), numberText(track.discNumber)}};
}

Facts fileFacts(const SongDetails& details) {
    const Track& track = details.track;
    QStringList excerpts;
    for (const SongSpan& span : details.excerpts)
        excerpts << spanText(span);
    return {{tr("Path"), placeText(track.path)},
            {tr("Format"), formatText(details)},
            {tr("Size"), details.bytes > 0 ? QLocale().formattedDataSize(static_cast<qint64>(details.bytes)) : QString()},
            {tr("Length"), track.duration.count() > 0 ? clockText(track.duration) : QString()},
            {track.state == AnalysisState::waiting ? tr("To be analysed") : tr("Analysed"), excerpts.join(QStringLiteral(", "))},
            {tr("Preview"), details.preview ? spanText(*details.preview) : QString()}};
}

Facts soundFacts(const SongDetails& details, const Outline* outline) {
    const Track& track = details.track;
    Facts facts;
    if (track.state == AnalysisState::waiting)
        facts.emplace_back(tr("State"), tr("Not analysed yet"));
    if (track.state == AnalysisState::failed || track.state == AnalysisState::unheard)
        facts.emplace_back(tr("State"), heardSentence(track));
    if (const auto& features = track.features) {
        const QString key = keyText(features->key, features->keyStrength);
        if (!track.heardAs.empty())
            facts.emplace_back(tr("Sounds like"),
                               tr("your songs tagged %1 (%2 sure)").arg(text(track.heardAs), percentText(track.heardAsConfidence)));
        facts.emplace_back(tr("Tempo"), features->tempoBpm > 0.F ? tempoText(features->tempoBpm) : tr("no pulse"));
        facts.emplace_back(tr("Key"), key.isEmpty() ? tr("none") : key);
    }
    if (outline || track.features)
        facts.emplace_back(tr("Loudness"), loudnessText(outline ? outline->loudnessLufs : track.features->loudnessLufs));
    if (outline) {
        const bool isSilent = outline->truePeakDb <= -120.F;
        facts.emplace_back(tr("Loudness range"), decibelText(outline->loudnessRangeLu, QStringLiteral("LU")));
        facts.emplace_back(tr("True peak"), isSilent ? tr("silent") : decibelText(outline->truePeakDb, QStringLiteral("dBTP")));
    }
    if (const auto& features = track.features) {
        facts.emplace_back(tr("Brightness"),
                           features->centroidHz > 0.F ? tr("%1 (mean centroid)").arg(hertzText(features->centroidHz)) : QString());
        facts.emplace_back(tr("Onsets"), tr("%1 a second").arg(static_cast<double>(features->onsetsPerSecond), 0, 'f', 1));
    }
    return facts;
}

QString genresMissingText(const Track& track) {
    return track.state == AnalysisState::waiting ? tr("Not analysed yet.") : heardSentence(track);
}

} // namespace segue::ui
