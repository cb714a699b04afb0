// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

namespace segue::ui {

/// A sentence for the listener that asks nothing.
struct BoardNotice {
    enum class Level { information, warning, error };
    Level level = Level::information;
    QString sentence;
    QString matter = {}; ///< what it is about; a newer notice of the same matter replaces it; empty: the sentence itself
    QString place = {};  ///< the only place where it is shown; empty: anywhere
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
