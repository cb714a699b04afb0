// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/events.h"

#include <QObject>
#include <QPointer>

#include <filesystem>
#include <vector>

class QWidget;

namespace segue::ui {

class ConnectDialog;
class ImportDialog;
class Settings;
class WantedDialog;

/// The dialogs about Spotify. Each is shown without waiting for it, and only once.
class SpotifyDialogs final : public QObject {
    Q_OBJECT

public:
    SpotifyDialogs(Settings& settings, QWidget* window);

    void askToImport(SpotifySourceId source);  ///< 0: a new one
    void askToConnect(SpotifySourceId source); ///< likewise
    void askToRemove(const SpotifySource& source);
    void showWanted(const SpotifySource& source);
    void showAddress(const QString& address); ///< that could not be opened
    void takeSources(const std::vector<SpotifySource>& sources);
    void takeWanted(const SpotifyWantedLoaded& event);

Q_SIGNALS:
    void importWanted(const std::filesystem::path& file, segue::SpotifySourceId source);
    void connectWanted(const segue::SpotifyConnection& connection);
    void cancelWanted(segue::SpotifySourceId source);
    void removeWanted(segue::SpotifySourceId source);
    void listWanted(segue::SpotifySourceId source); ///< what is wanted of it
    void exportWanted(segue::SpotifySourceId source, const std::filesystem::path& file);
    void openWanted(const QString& address, const QString& link);
    void arrived(segue::SpotifySourceId source); ///< it is imported or connected

private:
    Settings& m_settings;
    QWidget* m_window;
    std::vector<SpotifySource> m_sources;
    QPointer<ImportDialog> m_import;
    QPointer<ConnectDialog> m_connect;
    QPointer<WantedDialog> m_wanted;
};

} // namespace segue::ui
