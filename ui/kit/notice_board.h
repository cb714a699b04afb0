// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

#include <functional>

namespace segue::ui {

/// A sentence for the listener that asks nothing.
struct BoardNotice {
    enum class Level { information, warning, error };
    Level level = Level::information;
    QString sentence;
    QString matter = {}; ///< what it is about: a newer one of the same matter takes its place; empty: the sentence itself
    QString place = {};  ///< where it belongs, and is seen alone; empty: anywhere
    QString action = {}; ///< what a button on it says; empty: there is none
    std::function<void()> act = {}; ///< what that does; the notice goes with it
};

/// Where the wings post their notices; the window shows them. Belongs to the window's thread.
class NoticeBoard final : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    void post(const BoardNotice& notice) { Q_EMIT posted(notice); }
    /// The cause is gone: notices of this matter are no longer shown.
    void settle(const QString& matter) { Q_EMIT settled(matter); }

Q_SIGNALS:
    void posted(const segue::ui::BoardNotice& notice);
    void settled(const QString& matter);
};

} // namespace segue::ui
