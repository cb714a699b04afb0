// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/events/correction_events.h"

#include <QObject>
#include <QPointer>

#include <vector>

class QWidget;

namespace segue::ui {

class CorrectionDialog;
class EngineBridge;
class NoticeBoard;
class Settings;

/// Opens the editor of corrections for songs, and says what was corrected with a button that undoes it.
class CorrectionWires final : public QObject {
    Q_OBJECT

public:
    CorrectionWires(EngineBridge& bridge, Settings& settings, NoticeBoard& board, QWidget* window);

    void edit(const std::vector<TrackId>& songs); ///< opens when the engine has told what is known of them

private:
    void show(const CorrectionsLoaded& event);
    void tell(const CorrectionsChanged& event);
    void connectDialog(CorrectionDialog& dialog);

    EngineBridge& m_bridge;
    Settings& m_settings;
    NoticeBoard& m_board;
    QWidget* m_window;
    RequestId m_request = 0;
    QPointer<CorrectionDialog> m_dialog;
};

} // namespace segue::ui
