// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/queue_text.h"

#include "ui/words/format.h"

#include <QCoreApplication>

namespace segue::ui {

namespace {

QString tr(const char* sentence) { return QCoreApplication::translate("queue", sentence); }

} // namespace

QString contextText(const QueueContext& context) {
    const QString name = text(context.name);
    switch (context.kind) {
    case QueueContext::Kind::library:
    case QueueContext::Kind::playlist:
    case QueueContext::Kind::album:
    case QueueContext::Kind::artist:
        return tr("From: %1").arg(name);
    case QueueContext::Kind::search:
        return tr("From: songs that match “%1”").arg(name);
    case QueueContext::Kind::recommendation:
        return tr("From: sounds like “%1”").arg(name);
    case QueueContext::Kind::files:
        return tr("Opened files");
    case QueueContext::Kind::radio:
        return tr("Radio from “%1”").arg(name);
    case QueueContext::Kind::none:
        break;
    }
    return tr("Then");
}

QString playNextText(std::size_t songs, const std::string& title) {
    return songs == 1 ? tr("“%1” plays next.").arg(text(title)) : tr("%1 play next.").arg(songsText(songs));
}

QString addedText(std::size_t songs, const std::string& title) {
    return songs == 1 ? tr("“%1” is in the queue.").arg(text(title)) : tr("%1 are in the queue.").arg(songsText(songs));
}

QString removedText(std::size_t songs) { return tr("%1 taken out of the queue.").arg(songsText(songs)); }

QString notMusicText(const std::vector<QString>& names, const QString& reason) {
    if (names.size() <= 1)
        return reason;
    const std::size_t others = names.size() - 1;
    return others == 1 ? tr("%1 One more file cannot be played either: “%2”.").arg(reason, names.back())
                       : tr("%1 %2 more files cannot be played either.").arg(reason, countText(others));
}

QString repeatText(RepeatMode mode) {
    switch (mode) {
    case RepeatMode::all:
        return tr("Repeat: all songs");
    case RepeatMode::one:
        return tr("Repeat: this song");
    case RepeatMode::off:
        break;
    }
    return tr("Repeat: off");
}

} // namespace segue::ui
