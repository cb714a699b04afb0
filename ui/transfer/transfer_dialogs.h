// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QWidget;

namespace segue::ui {

class EngineBridge;
class RecommendationPanel;

/// Asks where exports and playlists lie. The engine then says by itself how it went.
class TransferDialogs final : public QObject {
    Q_OBJECT

public:
    TransferDialogs(EngineBridge& bridge, QWidget* window);

    void exportLibraries();
    void importLibraries();
    void savePlaylist(const RecommendationPanel& panel); ///< nothing if the list is empty

private:
    EngineBridge& m_bridge;
    QWidget* m_window;
};

} // namespace segue::ui
