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

/// Asks for the files of exports and playlists. The engine then reports how it went.
class TransferDialogs final : public QObject {
    Q_OBJECT

public:
    TransferDialogs(Settings& settings, QWidget* window);

    void exportLibraries();
    void importLibraries();
    void exportDoubts();                                               ///< songs whose tag and sound disagree, as a table
    void savePlaylist(const QString& title, std::vector<Track> songs); ///< does nothing without songs

Q_SIGNALS:
    void exportWanted(const std::filesystem::path& file);
    void importWanted(const std::filesystem::path& file);
    void doubtsWanted(const std::filesystem::path& file);
    void playlistWanted(const std::filesystem::path& file, const std::vector<segue::Track>& songs);

private:
    Settings& m_settings;
    QWidget* m_window;
};

} // namespace segue::ui
