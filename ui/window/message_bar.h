// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/kit/notice_board.h"

#include <QDateTime>
#include <QTimer>
#include <QWidget>

#include <chrono>
#include <vector>

class QLabel;
class QPushButton;
class QToolButton;

namespace segue::ui {

class IconLabel;

/// Notices over the lower edge of a page, newest first: nothing under the pointer moves for them. Each can be closed; each
/// leaves by itself in time, but not while the pointer or the focus is on it; and each leaves with the place it belongs to.
class MessageBar final : public QWidget {
    Q_OBJECT

public:
    /// @param page it lies over; its parent
    explicit MessageBar(QWidget* page);

    void showNotice(const BoardNotice& notice);
    void settle(const QString& matter);    ///< its cause is gone: so is it
    void setPlace(const QString& place);   ///< what is seen now; what belongs elsewhere leaves
    [[nodiscard]] QString message() const; ///< empty: there is none
    /// How long a notice stays that nobody closes.
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

    std::vector<Shown> m_notices; ///< newest last; one of a matter
    QString m_place;
    IconLabel* m_sign;
    QLabel* m_text;
    QLabel* m_age;
    QPushButton* m_act;
    QToolButton* m_close;
    QTimer m_life;
    QTimer m_minute; ///< the age is written anew
};

} // namespace segue::ui
