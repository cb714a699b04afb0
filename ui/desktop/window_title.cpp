// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desktop/window_title.h"

#include "ui/words/format.h"

#include <QStringList>

namespace segue::ui {

QString windowTitle(const PlayerFacts& facts) {
    QStringList parts;
    if (facts.isLoaded() && facts.state != playback::PlayState::stopped) {
        for (const auto& part : {facts.track.title, facts.track.artist})
            if (const QString words = text(part).simplified(); !words.isEmpty())
                parts << words;
    }
    parts << QStringLiteral("Segue");
    return parts.join(QStringLiteral(" – "));
}

QString escapedTitle(const QString& title) {
    QString escaped = title;
    return escaped.replace(QLatin1String("[*]"), QLatin1String("[*][*]"));
}

} // namespace segue::ui
