// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointer>

class QWidget;

namespace segue {
struct SourcesFound;
}

namespace segue::ui {

class BringDialog;
class EngineBridge;
class NoticeBoard;
class Settings;

/// Opens the dialog that brings things along from another player. Who has just opened the first library is told which other
/// players' files there are.
class BringOffer final : public QObject {
    Q_OBJECT

public:
    BringOffer(EngineBridge& bridge, Settings& settings, NoticeBoard& board, QWidget* window);

    void open();
    void takeListed(bool isAnyLibrary);

private:
    void offer(const SourcesFound& event);

    EngineBridge& m_bridge;
    Settings& m_settings;
    NoticeBoard& m_board;
    QWidget* m_window;
    QPointer<BringDialog> m_dialog;
    bool m_hadNone = false; ///< libraries, when they were listed last
    bool m_isAsking = false;
};

} // namespace segue::ui
