// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/bring_offer.h"

#include "ui/bridge/engine_bridge.h"
#include "ui/bring/bring_dialog.h"
#include "ui/bring/bring_wires.h"
#include "ui/kit/notice_board.h"
#include "ui/words/bring_text.h"

#include <utility>

namespace segue::ui {

BringOffer::BringOffer(EngineBridge& bridge, Settings& settings, NoticeBoard& board, QWidget* window)
    : QObject(window)
    , m_bridge(bridge)
    , m_settings(settings)
    , m_board(board)
    , m_window(window) {
    connect(&bridge, &EngineBridge::sourcesFound, this, &BringOffer::offer);
}

void BringOffer::open() {
    if (!m_dialog) {
        m_dialog = new BringDialog(m_settings, m_window);
        wireBringing(m_bridge, *m_dialog);
    }
    m_dialog->open();
}

void BringOffer::takeListed(bool isAnyLibrary) {
    if (std::exchange(m_hadNone, !isAnyLibrary) && isAnyLibrary) {
        m_isAsking = true;
        m_bridge.findSources();
    }
}

void BringOffer::offer(const SourcesFound& event) {
    if (!std::exchange(m_isAsking, false) || event.sources.empty() || m_dialog)
        return;
    QStringList names;
    for (const auto& source : event.sources)
        if (const auto name = sourceName(source.source); !names.contains(name))
            names << name;
    m_board.post({.level = BoardNotice::Level::information,
                  .sentence = tr("Your ratings, plays and playlists can come along from %1, once your songs are listed.")
                                  .arg(names.join(QStringLiteral(", "))),
                  .matter = QStringLiteral("bring along"),
                  .action = tr("Bring along…"),
                  .act = [this] { open(); }});
}

} // namespace segue::ui
