// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/kit/notice_board.h"

#include <QTimer>
#include <QWidget>

#include <vector>

class QLabel;
class QToolButton;

namespace segue::ui {

class IconLabel;

/// Notices inside the window, newest first; information leaves by itself, the rest when it is closed.
class MessageBar final : public QWidget {
    Q_OBJECT

public:
    explicit MessageBar(QWidget* parent = nullptr);

    void showNotice(const BoardNotice& notice);
    [[nodiscard]] QString message() const;

private:
    void showNewest();
    void closeNewest();

    std::vector<BoardNotice> m_notices; ///< newest last; never the same sentence twice
    IconLabel* m_sign;
    QLabel* m_text;
    QToolButton* m_close;
    QTimer m_timer;
};

} // namespace segue::ui
