// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/list_text.h"

#include "ui/words/format.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

#include <algorithm>

namespace segue::ui {

namespace {

QString tr(const char* sentence) { return QCoreApplication::translate("list", sentence); }

QString number(float value, int decimals = 0) { return QLocale().toString(static_cast<double>(value), 'f', decimals); }

QString keyText(float key) { return text(keyName(static_cast<int>(key))); }

QString percent(float share) { return number(100.F * share, share < 0.1F ? 1 : 0); }

/// What is left out by a rule, in the shortest words.
QString ruleText(Rule rule) {
    switch (rule) {
    case Rule::version:
        return tr("other versions");
    case Rule::seedArtist:
    case Rule::artist:
        return tr("same artist");
    case Rule::seedAlbum:
    case Rule::album:
        return tr("same album");
    case Rule::genre:
        return tr("other genres");
    case Rule::decade:
        return tr("other decades");
    case Rule::tempo:
        return tr("other tempo");
    case Rule::key:
        return tr("other keys");
    case Rule::loudness:
        return tr("other loudness");
    case Rule::tooShort:
        return tr("too short");
    case Rule::tooLong:
        return tr("too long");
    case Rule::folder:
        return tr("other folders");
    case Rule::rating:
        return tr("fewer stars");
    case Rule::playedLately:
        return tr("played lately");
    case Rule::played:
        return tr("played before");
    case Rule::seasonal:
        return tr("Christmas");
    case Rule::spoken:
        return tr("spoken word");
    case Rule::blockedSong:
    case Rule::blockedAlbum:
    case Rule::blockedArtist:
        return tr("blocked");
    case Rule::lessOfArtist:
        return tr("less of the artist");
    case Rule::otherLibrary:
        return tr("other libraries");
    }
    return {};
}

QString names(const std::vector<std::string>& list) {
    QStringList all;
    for (const auto& one : list)
        all << text(one);
    return all.join(QStringLiteral(", "));
}

QString decadesText(const std::vector<int>& decades) {
    QStringList all;
    for (const int decade : decades)
        all << tr("%1s").arg(decade);
    return all.join(QStringLiteral(", "));
}

QString lengthText(std::chrono::seconds length) {
    return length.count() % 60 == 0 ? tr("%1 min").arg(length.count() / 60) : tr("%1 s").arg(length.count());
}

} // namespace

QString matchText(float match) {
    return match >= 0.995F ? tr("very close") : match >= 0.97F ? tr("close") : match >= 0.85F ? tr("related") : tr("far");
}

QString matchNumberText(float match) {
    const float share = std::min(match, 0.9999F);
    return tr("closer than %1 % of all pairs of songs here").arg(number(100.F * share, share >= 0.99F ? 2 : share >= 0.9F ? 1 : 0));
}

QString reasonText(const Reason& reason) {
    switch (reason.id) {
    case ReasonId::style:
        return reason.text.empty() ? tr("close in style") : tr("%1 hears them most alike").arg(text(reason.text));
    case ReasonId::sound:
        return tr("close in timbre");
    case ReasonId::heardGenre:
        return tr("both heard as %1").arg(text(reason.text));
    case ReasonId::tagGenre:
        return tr("tagged alike");
    case ReasonId::tempo:
        return tr("%1 and %2 BPM").arg(number(reason.first), number(reason.second));
    case ReasonId::key:
        return reason.first == reason.second ? tr("both in %1").arg(keyText(reason.first))
                                             : tr("%1 mixes with %2").arg(keyText(reason.first), keyText(reason.second));
    case ReasonId::loudness:
        return tr("as loud");
    case ReasonId::brightness:
        return tr("as bright");
    case ReasonId::onsets:
        return tr("as busy");
    case ReasonId::year:
        return reason.first == reason.second
                   ? tr("both of %1").arg(static_cast<int>(reason.first))
                   : tr("of %1 and %2").arg(static_cast<int>(reason.first)).arg(static_cast<int>(reason.second));
    case ReasonId::artist:
        return tr("they share an artist");
    }
    return {};
}

QString reasonSentence(const Reason& reason) {
    QString what = reasonText(reason);
    if (reason.id == ReasonId::loudness)
        what = tr("as loud: %1 and %2 LUFS").arg(number(reason.first, 1), number(reason.second, 1));
    else if (reason.id == ReasonId::brightness)
        what = tr("as bright: %1 and %2 Hz").arg(number(reason.first), number(reason.second));
    else if (reason.id == ReasonId::onsets)
        what = tr("as busy: %1 and %2 notes a second").arg(number(reason.first, 1), number(reason.second, 1));
    what[0] = what[0].toUpper();
    return reason.share <= 0.F ? what : tr("%1 (true of %2 % of the songs here)").arg(what, percent(reason.share));
}

QString reasonLine(const std::vector<Reason>& reasons, std::size_t versions, float shift) {
    QStringList parts;
    if (shift > 0.02F)
        parts << tr("moved up"); // the card says why
    else if (shift < -0.02F)
        parts << tr("moved down");
    for (const Reason& reason : reasons)
        if (parts.size() < 3)
            parts << reasonText(reason);
    if (versions > 0)
        parts.insert(0, versions == 1 ? tr("+1 version") : tr("+%1 versions").arg(versions));
    return parts.join(QStringLiteral(" · "));
}

QString seedText(const Track& seed, SeedsOf of, const std::optional<SongSpan>& section) {
    const QString title = text(seed.title);
    if (section)
        return tr("Sounds like “%1” from %2 to %3")
            .arg(title, placeText(section->start), placeText(section->start + section->length));
    if (of == SeedsOf::album && !seed.album.empty())
        return tr("Sounds like the album “%1”").arg(text(seed.album));
    if (of == SeedsOf::artist && !seed.artist.empty())
        return tr("Sounds like %1").arg(text(seed.artist));
    return tr("Sounds like “%1”").arg(title);
}

QString strangersText(const std::vector<std::filesystem::path>& files) {
    return files.size() == 1 ? tr("“%1” is in no library, so it does not count.").arg(pathText(files.front().filename()))
                             : tr("%1 files are in no library, so they do not count.").arg(files.size());
}

QString leftOutText(const LeftOut& left) {
    std::vector<std::pair<QString, std::uint32_t>> parts; // some rules share their words
    for (std::size_t rule = 0; rule < kRules; ++rule) {
        const auto count = left.byRule[rule];
        if (count == 0)
            continue;
        const QString words = ruleText(static_cast<Rule>(rule));
        const auto known = std::ranges::find(parts, words, &std::pair<QString, std::uint32_t>::first);
        if (known == parts.end())
            parts.emplace_back(words, count);
        else
            known->second += count;
    }
    if (parts.empty())
        return {};
    std::ranges::stable_sort(parts, std::ranges::greater(), &std::pair<QString, std::uint32_t>::second);
    QStringList all;
    for (const auto& [words, count] : parts)
        all << (parts.size() == 1 ? words : tr("%1 (%2)").arg(words, QLocale().toString(count)));
    return tr("%1 left out: %2").arg(QLocale().toString(static_cast<qulonglong>(left.total())), all.join(QStringLiteral(", ")));
}

std::vector<std::pair<QString, ListRules>> filterChips(const ListRules& rules) {
    const ListRules usual;
    std::vector<std::pair<QString, ListRules>> chips;
    const auto chip = [&](auto member, const QString& words) {
        if (rules.*member == usual.*member)
            return;
        auto without = rules;
        without.*member = usual.*member;
        chips.emplace_back(words, std::move(without));
    };
    chip(&ListRules::isPlain, tr("Nearest as they are"));
    chip(&ListRules::sameLibrary, tr("This library only"));
    chip(&ListRules::genres, names(rules.genres));
    chip(&ListRules::decades, decadesText(rules.decades));
    chip(&ListRules::tempoWithin, tr("Like tempo"));
    chip(&ListRules::keysThatMix, tr("Keys that mix"));
    chip(&ListRules::loudnessWithinDb, tr("Like loudness"));
    chip(&ListRules::shortest, tr("At least %1").arg(lengthText(rules.shortest)));
    chip(&ListRules::longest, tr("At most %1").arg(lengthText(rules.longest)));
    chip(&ListRules::folders, tr("This folder"));
    chip(&ListRules::notFolders, tr("Not some folders"));
    chip(&ListRules::leastRating, tr("%1 stars and more").arg(rules.leastRating));
    chip(&ListRules::notPlayedFor, tr("Not played for %1 days").arg(rules.notPlayedFor.count()));
    chip(&ListRules::neverPlayed, tr("Never played"));
    chip(&ListRules::hidesVersions, tr("All versions"));
    chip(&ListRules::keepsLiveApart, tr("Live apart"));
    chip(&ListRules::mostOfArtist, tr("Any number of an artist"));
    chip(&ListRules::leavesOutSeasonal, tr("With Christmas"));
    chip(&ListRules::leavesOutSpoken, tr("With spoken word"));
    return chips;
}

QString feedbackDoneText(FeedbackKind kind, const QString& title, const QString& artist, const QString& album) {
    switch (kind) {
    case FeedbackKind::moreLike:
        return tr("Songs like “%1” come sooner.").arg(title);
    case FeedbackKind::lessLike:
        return tr("Songs like “%1” come later.").arg(title);
    case FeedbackKind::notThisSong:
        return tr("“%1” is not listed any more.").arg(title);
    case FeedbackKind::lessOfArtist:
        return tr("%1 is not listed for %2 days.").arg(artist).arg(kLessOfArtist.count());
    case FeedbackKind::notThisArtist:
        return tr("%1 is not listed any more.").arg(artist);
    case FeedbackKind::notThisAlbum:
        return tr("Songs of “%1” are not listed any more.").arg(album);
    case FeedbackKind::skipped:
        return tr("You skipped “%1”: songs like it come a little later.").arg(title);
    }
    return {};
}

QString feedbackText(const Feedback& feedback) {
    QString words = feedbackDoneText(feedback.kind, text(feedback.title), text(feedback.artist), text(feedback.album));
    if (feedback.isOver)
        words = tr("%1 (over)").arg(words);
    else if (!feedback.isThere && feedback.kind != FeedbackKind::notThisArtist && feedback.kind != FeedbackKind::lessOfArtist)
        words = tr("%1 (the song is gone)").arg(words);
    return words;
}

} // namespace segue::ui
