// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/health_text.h"

#include "ui/words/format.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace segue::ui {

namespace {

QString tr(const char* words) { return QCoreApplication::translate("LibraryHealth", words); }

QString shareText(double share) { return percentText(static_cast<float>(share)); }

QString rareText(double share) { return share > 0.0 && share < 0.005 ? tr("under 1 %") : shareText(share); }

QString decimal(double number) { return QLocale().toString(number, 'f', 1); }

QString hundredths(double number) { return QLocale().toString(number, 'f', 2); }

QString recordingsText(std::size_t count) { return count == 1 ? tr("1 recording") : tr("%1 recordings").arg(countText(count)); }

QualityBar coverage(const QString& name, std::size_t count, const LibraryQuality& quality) {
    const double share = quality.songs == 0 ? 0.0 : static_cast<double>(count) / static_cast<double>(quality.songs);
    return {name, QStringLiteral("%1 · %2").arg(countText(count), rareText(share)), share};
}

/// Bars as long as their part of the largest.
template <typename Items>
std::vector<QualityBar> scaled(const Items& items) {
    std::size_t largest = 1;
    for (const auto& item : items)
        largest = std::max(largest, item.second);
    std::vector<QualityBar> bars;
    for (const auto& [name, count] : items)
        bars.push_back({name, countText(count), static_cast<double>(count) / static_cast<double>(largest)});
    return bars;
}

QualityFigure precisionFigure(const LibraryQuality& quality) {
    QualityFigure figure{.number = shareText(*quality.precisionAt10),
                         .name = tr("same genre"),
                         .sentence = tr("of a song's ten nearest by other artists share a genre with it, by your tags.")};
    if (quality.byChance)
        figure.sentence += QLatin1Char(' ') + tr("By chance it would be %1.").arg(shareText(*quality.byChance));
    if (quality.precisionMargin > 0.0)
        figure.sentence +=
            QLatin1Char(' ') +
            tr("Asked of %1, so give or take %2 (95 % certain).").arg(songsText(quality.seeds), shareText(quality.precisionMargin));
    return figure;
}

} // namespace

QString doubtText(const GenreDoubt& doubt) {
    return tr("Tagged %1, sounds like %2").arg(text(doubt.track.genre).simplified().left(80), text(doubt.heard));
}

QString answerText(GenreAnswer answer) {
    switch (answer) {
    case GenreAnswer::accepted:
        return tr("Accepted");
    case GenreAnswer::left:
        return tr("Left as it is");
    case GenreAnswer::means:
        return tr("Means something else here");
    case GenreAnswer::none:
        break;
    }
    return {};
}

QString answeredText(const GenreAnswersChanged& event) {
    const QString songs = songsText(event.songs);
    switch (event.answer) {
    case GenreAnswer::accepted:
        return tr("%1 listed with the genre heard. The files stay as they are.").arg(songs);
    case GenreAnswer::left:
        return tr("%1 left as tagged.").arg(songs);
    case GenreAnswer::means:
        return tr("Noted: the tag means something else here. Songs like these are not listed again.");
    case GenreAnswer::none:
        break;
    }
    return tr("The answer for %1 was taken back.").arg(songs);
}

QString exportedText(const GenreDoubtsExported& event) {
    return tr("%1 saved as %2.").arg(songsText(event.songs), pathText(event.file));
}

QString doubtsText(const GenreDoubtsLoaded& loaded) {
    if (loaded.open == 1)
        return tr("1 of %1 sounds like another genre than its tag says. Your files stay as they are.")
            .arg(songsText(loaded.compared));
    return tr("%1 of %2 sound like another genre than their tags say. Your files stay as they are.")
        .arg(countText(loaded.open), songsText(loaded.compared));
}

std::pair<QString, QString> noDoubtsText(const GenreDoubtsLoaded& loaded) {
    if (loaded.tagged == 0)
        return {
            tr("No song has a genre tag."),
            tr("Segue compares the genre in a song's tag with those of the songs that sound like it. Once some songs have a genre, "
               "those that do not fit are listed here.")};
    if (loaded.genres == 1)
        return {tr("All tags name one genre."), tr("With one genre alone there is nothing to compare.")};
    if (loaded.compared == 0)
        return {tr("Nothing is sure yet."), tr("Songs are compared once they have been analysed. It takes songs of at least three "
                                               "other artists that sound alike to "
                                               "be sure of a genre.")};
    return {tr("Tags and sound agree."), tr("Songs that sound like another genre than their tags say are listed here.")};
}

std::vector<QualityFigure> qualityFigures(const LibraryQuality& quality) {
    std::vector<QualityFigure> figures;
    if (quality.precisionAt10)
        figures.push_back(precisionFigure(quality));
    if (!quality.hubSkew)
        return figures;
    figures.push_back(
        {decimal(quality.artistsPerList), tr("artists in a list"),
         tr("in a list of ten, on average. %1 of the places go to the song's own artist.").arg(shareText(quality.ownArtist))});
    figures.push_back({shareText(quality.reachable), tr("reachable"),
                       tr("of the songs can be reached by going from list to list. %1 are in nobody's list.")
                           .arg(shareText(quality.neverListed))});
    figures.push_back(
        {hundredths(*quality.hubSkew), tr("crowding"),
         tr("skewness of how often songs are listed: 0 is even, from 1 on a few crowd the lists. The most frequent one is "
            "in %1 lists.")
             .arg(countText(quality.mostListed))});
    return figures;
}

QString qualityBasis(const LibraryQuality& quality) {
    QString words =
        tr("Lists of the ten nearest, compared by %1, before any rule of the Recommendation list.").arg(text(quality.model));
    if (quality.listed < quality.recordings)
        words += QLatin1Char(' ') + tr("Artists, reach and crowding are of a sample: %1 recordings among themselves, of %2.")
                                        .arg(countText(quality.listed), countText(quality.recordings));
    return words;
}

std::vector<RuleRow> ruleRows(const LibraryQuality& quality) {
    if (quality.ruled == 0)
        return {};
    const ListFigures &rules = quality.byRules, &plain = quality.plain;
    std::vector<RuleRow> rows;
    if (rules.precisionAt10 && plain.precisionAt10)
        rows.push_back({tr("Same genre, other artists"), shareText(*rules.precisionAt10), shareText(*plain.precisionAt10)});
    rows.push_back({tr("Artists in a list"), decimal(rules.artistsPerList), decimal(plain.artistsPerList)});
    rows.push_back({tr("Places of the song's own artist"), shareText(rules.ownArtist), shareText(plain.ownArtist)});
    rows.push_back({tr("Crowding"), hundredths(rules.hubSkew), hundredths(plain.hubSkew)});
    rows.push_back({tr("In nobody's list"), rareText(rules.neverListed), rareText(plain.neverListed)});
    return rows;
}

QString ruleBasis(const LibraryQuality& quality) {
    return tr("Lists of ten as the Recommendation list makes them without a choice of yours, and plain ones: %1 among themselves.")
        .arg(recordingsText(quality.ruled));
}

QString versionsText(const LibraryQuality& quality) {
    if (quality.versionedSongs == 0)
        return tr("No song was found in several versions.");
    if (quality.versionedSongs == 1)
        return tr("1 song has several versions. In lists one of them stands for all.");
    return tr("%1 have several versions. In lists one of them stands for all, with %2 behind them.")
        .arg(songsText(quality.versionedSongs), countText(quality.versions));
}

std::vector<QualityBar> coverageBars(const LibraryQuality& quality) {
    std::vector<QualityBar> bars{
        coverage(tr("Analysed"), quality.analysed, quality), coverage(tr("Artist"), quality.withArtist, quality),
        coverage(tr("Album"), quality.withAlbum, quality),   coverage(tr("Genre"), quality.withGenre, quality),
        coverage(tr("Year"), quality.withYear, quality),     coverage(tr("Cover in the file"), quality.withCover, quality)};
    const std::pair<QString, std::size_t> rest[] = {{tr("Waiting for analysis"), quality.waiting},
                                                    {tr("Cannot be read"), quality.failed},
                                                    {tr("Silent or too short"), quality.silent},
                                                    {tr("File is gone"), quality.missing},
                                                    {tr("Library offline"), quality.offline}};
    for (const auto& [name, count] : rest)
        if (count > 0)
            bars.push_back(coverage(name, count, quality));
    return bars;
}

std::vector<QualityBar> genreBars(const LibraryQuality& quality, std::size_t most) {
    std::vector<std::pair<QString, std::size_t>> shown;
    for (const auto& [name, count] : quality.genres)
        if (shown.size() < most)
            shown.emplace_back(text(name), count);
    return scaled(shown);
}

std::vector<QualityBar> listingBars(const LibraryQuality& quality) {
    const QString names[] = {tr("never"),
                             QStringLiteral("1–5"),
                             QStringLiteral("6–10"),
                             QStringLiteral("11–20"),
                             QStringLiteral("21–40"),
                             QStringLiteral("41–80"),
                             tr("more")};
    std::vector<std::pair<QString, std::size_t>> counts;
    for (std::size_t i = 0; i < std::min(quality.timesListed.size(), std::size(names)); ++i)
        counts.emplace_back(names[i], quality.timesListed[i]);
    return scaled(counts);
}

} // namespace segue::ui
