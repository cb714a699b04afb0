// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/level_text.h"

#include <QCoreApplication>

#include <cmath>

namespace segue::ui {

namespace {

QString tr(const char* source) { return QCoreApplication::translate("LevelText", source); }

QString reason(LevelSource source) {
    switch (source) {
    case LevelSource::trackTag:
        return tr("by the gain in its tags");
    case LevelSource::albumTag:
        return tr("by its album's gain in its tags");
    case LevelSource::measuredTrack:
        return tr("by its loudness as Segue measured it");
    case LevelSource::measuredAlbum:
        return tr("by its album's loudness as Segue measured it");
    case LevelSource::excerpts:
        return tr("by the loudness of its excerpts, until Segue has read the whole song");
    case LevelSource::exact:
    case LevelSource::none:
        break;
    }
    return tr("by your pre-amplification; nothing is known of its loudness");
}

} // namespace

QString levelText(const AppliedLevel& level) {
    constexpr float kNothing = 0.05F; // what is shown as 0.0 dB
    if (level.source == LevelSource::none && std::abs(level.gainDb) < kNothing && level.heldBackDb < kNothing)
        return {};
    if (level.source == LevelSource::exact)
        return tr("This output gets every sample as it is in the file: neither the volume nor levelling is applied.");
    const QString size = QString::number(static_cast<double>(std::abs(level.gainDb)), 'f', 1);
    QString text = std::abs(level.gainDb) < kNothing ? tr("This song plays as loud as its file, %1.").arg(reason(level.source))
                   : level.gainDb > 0.F ? tr("This song plays %1 dB louder than its file, %2.").arg(size, reason(level.source))
                                        : tr("This song plays %1 dB softer than its file, %2.").arg(size, reason(level.source));
    if (level.heldBackDb < kNothing)
        return text;
    return text + QLatin1Char(' ') +
           tr("It is kept %1 dB lower than that, so that it does not clip.").arg(static_cast<double>(level.heldBackDb), 0, 'f', 1);
}

} // namespace segue::ui
