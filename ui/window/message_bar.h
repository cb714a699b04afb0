// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/kit/notice_board.h"

#include <QDateTime>
#include <QTimer>
#include <QWidget>

#include <chrono>
#include <vector>

class QGridLayout;
class QLabel;
class QPushButton;
class QToolButton;

namespace segue::ui {

class IconLabel;

/// Notices over the lower edge of a page, newest first; they move nothing under the pointer. Each can be closed and
/// disappears by itself after a while, but not while the pointer or the focus is on it. A notice that belongs to a place
/// disappears with it.
class MessageBar final : public QWidget {
    Q_OBJECT

public:
    /// @param page the page it is shown over; its parent
    explicit MessageBar(QWidget* page);

    void showNotice(const BoardNotice& notice);
    void settle(const QString& matter);    ///< the cause is gone: removes the notice
    void setPlace(const QString& place);   ///< the place shown now; removes notices that belong elsewhere
    [[nodiscard]] QString message() const; ///< the newest notice; empty: there is none
    /// How long a notice stays if nobody closes it.
    [[nodiscard]] static std::chrono::milliseconds lifeOf(BoardNotice::Level level);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    struct Shown {
        BoardNotice notice;
        QDateTime since;
    };

    void showNewest();
    void closeNewest();
    void letGo();
    void lie();
    [[nodiscard]] bool isHeld() const;
    [[nodiscard]] QString ageText() const;

    std::vector<Shown> m_notices; ///< newest last; one for each matter
    QString m_place;
    QGridLayout* m_grid;
    IconLabel* m_sign;
    QLabel* m_text;
    QLabel* m_age;
    QPushButton* m_act;
    QToolButton* m_close;
    QTimer m_life;
    QTimer m_minute; ///< updates the age of notices
};

} // namespace segue::ui
