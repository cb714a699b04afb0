// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/dropped_files.h"

#include "ui/words/format.h"

#include <QCoreApplication>
#include <QFontMetrics>
#include <QMimeData>
#include <QPainter>
#include <QUrl>
#include <QWidget>

#include <algorithm>

namespace segue::ui {

namespace {

/// Of this process alone: its number, then those of the songs.
const QString kSongs = QStringLiteral("application/x-segue-songs");

} // namespace

std::vector<std::filesystem::path> localFiles(const QMimeData& dropped) {
    std::vector<std::filesystem::path> files;
    for (const QUrl& url : dropped.urls()) {
        auto file = pathOf(url);
        if (!file.empty() && std::ranges::find(files, file) == files.end())
            files.push_back(std::move(file));
    }
    return files;
}

std::vector<TrackId> draggedSongs(const QMimeData& dragged) {
    const auto numbers = dragged.data(kSongs).split(' ');
    std::vector<TrackId> songs;
    if (numbers.front().toLongLong() != QCoreApplication::applicationPid())
        return songs;
    for (qsizetype i = 1; i < numbers.size(); ++i)
        if (const auto song = numbers[i].toLongLong(); song > 0)
            songs.push_back(song);
    return songs;
}

std::unique_ptr<QMimeData> songsToDrag(const std::vector<TrackId>& songs, const std::vector<std::filesystem::path>& files) {
    auto dragged = std::make_unique<QMimeData>();
    QByteArray numbers = QByteArray::number(QCoreApplication::applicationPid());
    for (const TrackId song : songs)
        numbers += ' ' + QByteArray::number(static_cast<qlonglong>(song));
    if (!songs.empty())
        dragged->setData(kSongs, numbers);
    QList<QUrl> urls;
    for (const auto& file : files)
        urls << fileUrl(file);
    if (!urls.isEmpty())
        dragged->setUrls(urls);
    return dragged;
}

QPixmap dragLabel(const QString& words, const QWidget& widget) {
    const QFontMetrics metrics(widget.font());
    const QSize size(metrics.horizontalAdvance(words) + 24, metrics.height() + 14);
    QPixmap label(size * widget.devicePixelRatioF());
    label.setDevicePixelRatio(widget.devicePixelRatioF());
    label.fill(Qt::transparent);
    QPainter painter(&label);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(widget.palette().color(QPalette::Highlight));
    painter.drawRoundedRect(QRect(QPoint(0, 0), size), 8, 8);
    painter.setFont(widget.font());
    painter.setPen(widget.palette().color(QPalette::HighlightedText));
    painter.drawText(QRect(QPoint(0, 0), size), Qt::AlignCenter, words);
    return label;
}

} // namespace segue::ui
