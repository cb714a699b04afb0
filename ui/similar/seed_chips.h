// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/track.h"

#include <QWidget>

#include <vector>

class QToolButton;

namespace segue::ui {

class ChipRow;

/// The songs that a list is to be like besides its seed, and those that it is to be far from: a chip each, which a click takes
/// away. Of many of a kind the last chip stands for the rest and lists them in a menu. Hidden while there are none.
class SeedChips final : public QWidget {
    Q_OBJECT

public:
    static constexpr std::size_t kShown = 3; ///< chips of a kind

    explicit SeedChips(QWidget* parent = nullptr);

    void setSeeds(const std::vector<Track>& also, const std::vector<Track>& against);

Q_SIGNALS:
    void removeWanted(const segue::Track& track);
    void removeAllWanted(bool isAgainst);

private:
    void addKind(const std::vector<Track>& tracks, bool isAgainst);
    void addOne(const Track& track, bool isAgainst);
    void addRest(std::vector<Track> tracks, bool isAgainst);
    QToolButton* addChip(const QString& words, const QString& icon);

    ChipRow* m_row;
};

} // namespace segue::ui
