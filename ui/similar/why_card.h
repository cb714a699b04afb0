// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/events.h"

#include <QFrame>

class QVBoxLayout;

namespace segue::ui {

/// Why a song is in the list: how near it is, what it has in common with the seed, and which versions of it stand behind it, to be
/// heard. Opens over the row and closes with Escape or a click elsewhere; deletes itself then.
class WhyCard final : public QFrame {
    Q_OBJECT

public:
    WhyCard(const Recommendation& song, const Track& seed, QWidget* parent);

    void openAt(QPoint globalPosition, int width); ///< below it if there is room, else above

Q_SIGNALS:
    void previewWanted(const segue::Track& version);

private:
    void addLine(const QString& words, bool isMuted);
    void addVersion(const Track& version);

    QVBoxLayout* m_column;
};

} // namespace segue::ui
