// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/radio_text.h"

#include "ui/words/format.h"
#include "ui/words/list_text.h"

#include <QCoreApplication>
#include <QStringList>

namespace segue::ui {

namespace {

QString tr(const char* sentence) { return QCoreApplication::translate("radio", sentence); }

} // namespace

QString reachText(RadioReach reach) {
    switch (reach) {
    case RadioReach::lockedIn:
        return tr("Locked in");
    case RadioReach::close:
        return tr("Close");
    case RadioReach::balanced:
        return tr("Balanced");
    case RadioReach::varied:
        return tr("Varied");
    case RadioReach::adventurous:
        break;
    }
    return tr("Adventurous");
}

QString relaxedText(RadioRelaxed relaxed) {
    switch (relaxed) {
    case RadioRelaxed::none:
        return {};
    case RadioRelaxed::steps:
        return tr("few songs of this tempo and loudness are left");
    case RadioRelaxed::window:
        return tr("artists come again sooner: few are left");
    case RadioRelaxed::albums:
        return tr("albums come again: few are left");
    case RadioRelaxed::artists:
        break;
    }
    return tr("the artist comes again: no other is left");
}

QString beginningText(const std::string& title, std::size_t songs) {
    return songs > 1 ? tr("%1 and %2 more").arg(text(title), countText(songs - 1)) : text(title);
}

QString radioNoteText(const RadioNote& note) {
    QStringList parts;
    if (!note.like.empty())
        parts << tr("Like “%1”").arg(text(note.like));
    for (std::size_t i = 0; i < note.reasons.size() && i < 2; ++i)
        parts << reasonText(note.reasons[i]);
    if (note.isSteered)
        parts << tr("chosen before songs like those you skipped");
    if (note.relaxed != RadioRelaxed::none)
        parts << relaxedText(note.relaxed);
    return parts.join(QStringLiteral(" · "));
}

} // namespace segue::ui
