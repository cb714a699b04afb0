// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/events.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace segue::ui {

/// What Segue learned: everything that the listener said of songs, each to be taken back, and all to be forgotten.
class LearnedCard final : public QWidget {
    Q_OBJECT

public:
    static constexpr std::size_t kShown = 100; ///< rows at most; older ones are counted

    explicit LearnedCard(QWidget* parent = nullptr);

    void showFeedback(const FeedbackChanged& event);
    [[nodiscard]] std::size_t count() const { return m_all.size(); }

Q_SIGNALS:
    void takeBackWanted(std::int64_t feedback);
    void forgetAllWanted();

private:
    void addRow(const Feedback& feedback);

    std::vector<Feedback> m_all;
    QLabel* m_none;
    QWidget* m_rows;
    QVBoxLayout* m_list;
    QPushButton* m_forget;
};

} // namespace segue::ui
