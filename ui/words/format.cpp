// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/format.h"

#include "engine/words/section.h"
#include "ui/words/message_text.h"

#include <QByteArray>
#include <QCoreApplication>
#include <QDateTime>
#include <QFile>
#include <QLocale>
#include <QTextDocument>

namespace segue::ui {

namespace {

QString tr(const char* source, int count = -1) { return QCoreApplication::translate("Format", source, nullptr, count); }

} // namespace

QString text(const std::string& utf8) { return QString::fromStdString(utf8); }

QString pathText(const std::filesystem::path& path) { return QString::fromStdString(fileOf(path).native()); }

std::filesystem::path toPath(const QString& path) { return QFile::encodeName(path).toStdString(); }

QUrl fileUrl(const std::filesystem::path& path) {
    const QByteArray bytes = QByteArray::fromStdString(fileOf(path).native());
    return QUrl::fromEncoded("file://" + bytes.toPercentEncoding("/"));
}

std::filesystem::path pathOf(const QUrl& url) {
    const bool isHere = url.host().isEmpty() || url.host() == QLatin1String("localhost");
    if (!url.isValid() || url.scheme() != QLatin1String("file") || !isHere)
        return {};
    const QByteArray bytes = QByteArray::fromPercentEncoding(url.path(QUrl::FullyEncoded).toLatin1());
    return bytes.startsWith('/') && !bytes.contains('\0') ? std::filesystem::path(bytes.toStdString()) : std::filesystem::path();
}

QString clockText(std::chrono::milliseconds length) { return placeText(length + std::chrono::milliseconds(500)); }

QString placeText(std::chrono::milliseconds place) {
    const auto total = std::max<long long>(0, std::chrono::duration_cast<std::chrono::seconds>(place).count());
    const auto hours = total / 3600;
    const auto minutes = total / 60 % 60;
    const QString seconds = QStringLiteral("%1").arg(total % 60, 2, 10, QLatin1Char('0'));
    if (hours == 0)
        return QStringLiteral("%1:%2").arg(minutes).arg(seconds);
    return QStringLiteral("%1:%2:%3").arg(hours).arg(minutes, 2, 10, QLatin1Char('0')).arg(seconds);
}

QString percentText(float share) { return tr("%1 %").arg(qRound(share * 100.F)); }

QString countText(std::size_t count) { return QLocale().toString(static_cast<qulonglong>(count)); }

QString songsText(std::size_t count) { return count == 1 ? tr("1 song") : tr("%1 songs").arg(countText(count)); }

QString sizeText(std::uintmax_t bytes) {
    return QLocale().formattedDataSize(static_cast<qint64>(bytes), 1, QLocale::DataSizeSIFormat);
}

QString timeLeftText(std::chrono::seconds left) {
    const double minutes = static_cast<double>(left.count()) / 60.0;
    const double hours = minutes / 60.0;
    if (minutes < 0.9)
        return tr("less than a minute left");
    if (minutes < 1.5)
        return tr("about a minute left");
    if (minutes < 10.0)
        return tr("about %1 minutes left").arg(qRound(minutes));
    if (minutes < 52.5)
        return tr("about %1 minutes left").arg(5 * qRound(minutes / 5.0));
    if (hours < 1.25)
        return tr("about an hour left");
    if (hours < 4.75) {
        const int halves = qRound(2.0 * hours);
        return tr("about %1%2 hours left").arg(halves / 2).arg(halves % 2 == 1 ? QStringLiteral("½") : QString());
    }
    if (hours < 36.0)
        return tr("about %1 hours left").arg(qRound(hours));
    return tr("about %1 days left").arg(qRound(hours / 24.0));
}

QString dateText(std::chrono::sys_seconds time) {
    if (time.time_since_epoch().count() <= 0)
        return {};
    const auto when = QDateTime::fromSecsSinceEpoch(time.time_since_epoch().count());
    if (when.date() == QDate::currentDate())
        return QLocale().toString(when.time(), QLocale::ShortFormat);
    return QLocale().toString(when.date(), QStringLiteral("d MMM yyyy"));
}

QString buttonText(QString words) { return words.replace(QLatin1Char('&'), QLatin1String("&&")); }

QString tipText(const QString& words) {
    return Qt::mightBeRichText(words)
               ? QStringLiteral("<p style='white-space:pre-wrap'>") + words.toHtmlEscaped() + QStringLiteral("</p>")
               : words;
}

QString artistText(const Track& track) { return track.artist.empty() ? tr("Unknown artist") : text(track.artist); }

QString genreText(const Track& track) {
    return track.acceptedGenre.empty() ? text(track.genre) : text(track.acceptedGenre) + QStringLiteral(" ✓");
}

QString genreSentence(const Track& track) {
    if (track.acceptedGenre.empty())
        return text(track.genre);
    return tr("%1, as you accepted. The file's tag says %2.").arg(text(track.acceptedGenre), text(track.genre));
}

QString heardText(const Track& track) {
    switch (track.state) {
    case AnalysisState::waiting:
        return tr("waiting");
    case AnalysisState::failed:
        return tr("failed");
    case AnalysisState::unheard:
        return tr("not compared");
    case AnalysisState::done:
        break;
    }
    return text(track.heardAs.empty() ? track.heardGenre : track.heardAs);
}

QString heardSentence(const Track& track) {
    switch (track.state) {
    case AnalysisState::waiting:
        return tr("This song is waiting to be analysed.");
    case AnalysisState::failed:
        return track.problem.empty() ? tr("This song cannot be read.") : sentence(track.problem);
    case AnalysisState::unheard:
        return track.problem.empty() ? tr("This song has too little sound to be compared.") : sentence(track.problem);
    case AnalysisState::done:
        break;
    }
    if (track.heardGenre.empty()) // the network names no genres
        return track.heardAs.empty() ? tr("The songs that sound like this one do not agree on a genre, and the network names none.")
                                     : tr("Sounds like your songs tagged %1 (%2 sure).")
                                           .arg(text(track.heardAs), percentText(track.heardAsConfidence));
    if (!track.heardAs.empty())
        return tr("Sounds like your songs tagged %1 (%2 sure). The network alone hears %3 (%4 sure).")
            .arg(text(track.heardAs), percentText(track.heardAsConfidence), text(track.heardGenre),
                 percentText(track.heardProbability));
    return tr("Heard as %1 (%2 sure).").arg(text(track.heardGenre), percentText(track.heardProbability));
}

} // namespace segue::ui
