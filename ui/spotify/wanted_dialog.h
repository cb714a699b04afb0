// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/events.h"

#include <QDialog>

#include <filesystem>

class QLabel;
class QPushButton;
class QTreeWidget;

namespace segue::ui {

class Settings;

/// What is liked on Spotify and not in the listener's music, by album: to be looked through, and saved for a shop. Songs that are
/// near it are not offered.
class WantedDialog final : public QDialog {
    Q_OBJECT

public:
    WantedDialog(Settings& settings, const SpotifySource& source, QWidget* window);

    void showAlbums(const SpotifyWantedLoaded& event);
    [[nodiscard]] SpotifySourceId source() const { return m_source; }

Q_SIGNALS:
    void exportWanted(segue::SpotifySourceId source, const std::filesystem::path& file);
    void openWanted(const QString& address, const QString& link);

private:
    void askWhereTo(bool isTable);
    void openChosen();

    Settings& m_settings;
    SpotifySourceId m_source;
    QString m_name;
    QLabel* m_words;
    QTreeWidget* m_tree;
    QPushButton* m_open;
    QPushButton* m_table;
    QPushButton* m_text;
};

} // namespace segue::ui
