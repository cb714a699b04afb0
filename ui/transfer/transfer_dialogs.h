// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/track.h"

#include <QObject>
#include <QString>

#include <filesystem>
#include <vector>

class QWidget;

namespace segue::ui {

class Settings;

/// Asks where exports and playlists lie. The engine then says by itself how it went.
class TransferDialogs final : public QObject {
    Q_OBJECT

public:
    TransferDialogs(Settings& settings, QWidget* window);

    void exportLibraries();
    void importLibraries();
    void savePlaylist(const QString& title, std::vector<Track> songs); ///< nothing if there are none

Q_SIGNALS:
    void exportWanted(const std::filesystem::path& file);
    void importWanted(const std::filesystem::path& file);
    void playlistWanted(const std::filesystem::path& file, const std::vector<segue::Track>& songs);

private:
    Settings& m_settings;
    QWidget* m_window;
};

} // namespace segue::ui
