// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/bring_text.h"

#include "ui/words/format.h"
#include "ui/words/listening_text.h"

#include <QCoreApplication>

namespace segue::ui {

namespace {

QString tr(const char* sentence) { return QCoreApplication::translate("bring", sentence); }

/// A name that may be written from right to left does not turn round what stands beside it.
QString isolated(const std::string& name) { return QChar(0x2068) + text(name) + QChar(0x2069); }

enum class Kind { stars, plays, day };

QString valueText(std::int64_t value, Kind kind) {
    if (kind == Kind::stars)
        return value == 0 ? tr("none") : starsText(static_cast<int>(value));
    if (kind == Kind::plays)
        return countText(static_cast<std::size_t>(std::max<std::int64_t>(value, 0)));
    return value == 0 ? tr("none") : dayText(std::chrono::sys_seconds{std::chrono::seconds{value}});
}

void addPart(QList<BringChapter>& chapters, const QString& heading, const BringPart& part, Kind kind) {
    if (part.songs == 0)
        return;
    BringChapter chapter{.heading = heading.arg(songsText(part.songs)), .examples = {}};
    for (const auto& one : part.examples)
        chapter.examples << tr("%1 – %2: %3 → %4")
                                .arg(isolated(one.artist), isolated(one.title), valueText(one.before, kind),
                                     valueText(one.after, kind));
    if (part.songs > part.examples.size())
        chapter.examples << tr("… and %1 more").arg(countText(part.songs - part.examples.size()));
    chapters << chapter;
}

} // namespace

QString sourceName(BringSource source) {
    const auto name = playerName(source);
    return name.empty() ? tr("Ratings in the files’ tags") : QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
}

QString bringSummary(const BringPlan& plan, bool isDone) {
    if (plan.songs == 0)
        return tr("%1 tells nothing of any song.").arg(sourceName(plan.source));
    const auto known = tr("%1 tells of %2; %3 of them are in your libraries.")
                           .arg(sourceName(plan.source), songsText(plan.songs), countText(plan.found));
    const auto lists = std::count_if(plan.playlists.begin(), plan.playlists.end(),
                                     [](const BringPlaylist& list) { return !list.isThere && list.found > 0; });
    if (plan.changed == 0 && lists == 0)
        return known + QLatin1Char(' ') + tr("All that they tell is here already.");
    return known + QLatin1Char(' ') +
           (isDone ? tr("%1 were changed.").arg(songsText(plan.changed)) : tr("%1 would change.").arg(songsText(plan.changed)));
}

QList<BringChapter> bringChapters(const BringPlan& plan) {
    QList<BringChapter> chapters;
    addPart(chapters, tr("Ratings: %1"), plan.ratings, Kind::stars);
    addPart(chapters, tr("Plays: %1 (the larger number counts)"), plan.plays, Kind::plays);
    addPart(chapters, tr("Last played: %1 (the later day counts)"), plan.lastPlayed, Kind::day);
    addPart(chapters, tr("Added: %1 (the earlier day counts)"), plan.added, Kind::day);
    if (!plan.playlists.empty()) {
        BringChapter lists{.heading = tr("Playlists: %1").arg(countText(plan.playlists.size())), .examples = {}};
        for (const auto& list : plan.playlists)
            lists.examples
                << (list.isThere
                        ? tr("“%1”: it was brought before").arg(text(list.name))
                        : tr("“%1”: %2 of %3 are here").arg(text(list.name), countText(list.found), songsText(list.lines)));
        chapters << lists;
    }
    if (!plan.strangers.empty()) {
        BringChapter strangers{.heading = tr("Not found here: %1").arg(songsText(plan.songs - plan.found)), .examples = {}};
        for (const auto& name : plan.strangers)
            strangers.examples << text(name);
        if (plan.songs - plan.found > plan.strangers.size())
            strangers.examples << tr("… and %1 more").arg(countText(plan.songs - plan.found - plan.strangers.size()));
        chapters << strangers;
    }
    return chapters;
}

QString lastBroughtText(const LastBrought& last) {
    if (last.songs == 0 && last.playlists == 0)
        return {};
    return tr("Brought along last, on %1: %2 from %3.").arg(dayText(last.at), songsText(last.songs), sourceName(last.source));
}

QString undoneText(const LastBrought& was) {
    if (was.songs == 0 && was.playlists == 0)
        return tr("There is nothing to undo.");
    return tr("Undone: %1 are as they were before.").arg(songsText(was.songs));
}

QString fieldName(TagField field) {
    switch (field) {
    case TagField::title:
        return tr("Title");
    case TagField::artist:
        return tr("Artist");
    case TagField::albumArtist:
        return tr("Album artist");
    case TagField::album:
        return tr("Album");
    case TagField::genre:
        return tr("Genre");
    case TagField::trackNumber:
        return tr("Track");
    case TagField::discNumber:
        return tr("Disc");
    case TagField::year:
        return tr("Year");
    case TagField::cover:
        break;
    }
    return tr("Cover");
}

QString editedValue(const Track& track, TagField field) {
    const auto number = [](int value) { return value > 0 ? QString::number(value) : QString(); };
    switch (field) {
    case TagField::title:
        return text(track.title);
    case TagField::artist:
        return editedText(field, track.artists.empty() ? track.artist : track.artists);
    case TagField::albumArtist:
        return text(track.albumArtist);
    case TagField::album:
        return text(track.album);
    case TagField::genre:
        return text(track.genre);
    case TagField::trackNumber:
        return number(track.trackNumber);
    case TagField::discNumber:
        return number(track.discNumber);
    case TagField::year:
        return number(track.year);
    case TagField::cover:
        break;
    }
    return {};
}

QString correctedText(TagFields fields) {
    QStringList names;
    for (const auto field : kTagFields)
        if (has(fields, field))
            names << fieldName(field).toLower();
    return names.isEmpty() ? QString() : tr("Corrected by you: %1").arg(names.join(QStringLiteral(", ")));
}

QString editedText(TagField field, const std::string& value) {
    auto edited = QString::fromStdString(value);
    return field == TagField::artist ? edited.replace(QLatin1Char('\n'), QStringLiteral("; ")) : edited;
}

std::string valueOfEdited(TagField field, const QString& edited) {
    if (field != TagField::artist)
        return edited.trimmed().toStdString();
    QStringList artists;
    for (const auto& artist : edited.split(QLatin1Char(';')))
        if (!artist.trimmed().isEmpty())
            artists << artist.trimmed();
    return artists.join(QLatin1Char('\n')).toStdString();
}

} // namespace segue::ui
