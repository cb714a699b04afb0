// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/correct/correction_wires.h"

#include "ui/bridge/engine_bridge.h"
#include "ui/correct/correction_dialog.h"
#include "ui/kit/notice_board.h"
#include "ui/words/format.h"

namespace segue::ui {

CorrectionWires::CorrectionWires(EngineBridge& bridge, Settings& settings, NoticeBoard& board, QWidget* window)
    : QObject(window)
    , m_bridge(bridge)
    , m_settings(settings)
    , m_board(board)
    , m_window(window) {
    connect(&bridge, &EngineBridge::correctionsLoaded, this, &CorrectionWires::show);
    connect(&bridge, &EngineBridge::correctionsChanged, this, &CorrectionWires::tell);
}

void CorrectionWires::edit(const std::vector<TrackId>& songs) {
    if (!songs.empty())
        m_request = m_bridge.listCorrections(songs);
}

void CorrectionWires::show(const CorrectionsLoaded& event) {
    if (event.request != m_request || event.songs.empty())
        return;
    if (!m_dialog) {
        m_dialog = new CorrectionDialog(m_settings, m_window);
        connectDialog(*m_dialog);
    }
    m_dialog->showSongs(event.songs);
    m_dialog->open();
}

void CorrectionWires::connectDialog(CorrectionDialog& dialog) {
    connect(&dialog, &CorrectionDialog::correctWanted, &m_bridge, &EngineBridge::correctSongs);
    connect(&dialog, &CorrectionDialog::coverWanted, &m_bridge, &EngineBridge::correctCover);
    connect(&dialog, &CorrectionDialog::revertWanted, &m_bridge, &EngineBridge::revertCorrections);
    connect(&dialog, &CorrectionDialog::keepWanted, &m_bridge, &EngineBridge::keepCorrections);
    connect(&dialog, &CorrectionDialog::exportWanted, &m_bridge, &EngineBridge::exportCorrections);
}

void CorrectionWires::tell(const CorrectionsChanged& event) {
    if (m_dialog && m_dialog->isVisible())
        edit(m_dialog->songs()); // which shows what they say now
    BoardNotice notice{.level = BoardNotice::Level::information,
                       .sentence = event.isUndo ? tr("Undone: %1 say what they said before.").arg(songsText(event.songs))
                                                : tr("Corrected: %1. The files stay as they are.").arg(songsText(event.songs)),
                       .matter = QStringLiteral("corrections")};
    if (!event.isUndo && event.canUndo) {
        notice.action = tr("Undo");
        notice.act = [this] { m_bridge.undoCorrections(); };
    }
    m_board.post(notice);
}

} // namespace segue::ui
