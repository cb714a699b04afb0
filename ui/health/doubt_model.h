// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/events/genre_events.h"

#include <QAbstractListModel>

#include <vector>

namespace segue::ui {

/// Songs whose tag and sound disagree: those to be answered, or those that were.
class DoubtModel final : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role { ///< beyond Qt's own
        artistRole = Qt::UserRole,
        doubtRole,    ///< what disagrees
        strengthRole, ///< [0, 1]
        answerRole,   ///< what was said; empty: nothing
    };

    explicit DoubtModel(QObject* parent = nullptr);

    void setDoubts(std::vector<GenreDoubt> doubts);
    void showAnswered(bool answered);
    [[nodiscard]] bool showsAnswered() const { return m_answered; }
    [[nodiscard]] std::size_t answeredCount() const;
    [[nodiscard]] const GenreDoubt& doubt(int row) const { return m_doubts[m_rows[static_cast<std::size_t>(row)]]; }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

private:
    void choose();

    std::vector<GenreDoubt> m_doubts;
    std::vector<std::size_t> m_rows; ///< shown
    bool m_answered = false;
};

} // namespace segue::ui
