// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/events.h"

#include <QFrame>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace segue::ui {

/// Why a song is in the list: how near it is, what it has in common with the seed, where both sound most alike, and which versions
/// of it stand behind it, all to be heard. Opens over the row and closes with Escape or a click elsewhere; deletes itself then.
class WhyCard final : public QFrame {
    Q_OBJECT

public:
    WhyCard(const Recommendation& song, const Track& seed, QWidget* parent);

    void openAt(QPoint globalPosition, int width); ///< below it if there is room, else above
    void showMoments(const MomentsFound& found);   ///< until then it says that they are looked for

Q_SIGNALS:
    void previewWanted(const segue::Track& version);
    void momentWanted(const segue::playback::PlayItem& item);
    /// Short stretches of both, in turn.
    void comparisonWanted(const std::vector<segue::playback::PlayItem>& items);

private:
    QLabel* addLine(QVBoxLayout& column, const QString& words, bool isMuted);
    QPushButton* addButton(QVBoxLayout& column, const QString& icon, const QString& words, const QString& tip);
    void addVersion(const Track& version);
    void addMoment(const Track& track, const SongSpan& span);
    void fit();

    QVBoxLayout* m_column;
    QVBoxLayout* m_moments; ///< in it
    QLabel* m_looking;      ///< that they are looked for, or why there are none
    QPoint m_anchor;
};

} // namespace segue::ui
