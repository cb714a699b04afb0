// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/events.h"

#include <QObject>

#include <filesystem>

class QWidget;

namespace segue::ui {

class AllMusic;
class Settings;

/// What is asked about playlists: rules, notes, files, and the report of an import. Each dialog is shown without waiting for it.
class PlaylistDialogs final : public QObject {
    Q_OBJECT

public:
    PlaylistDialogs(Settings& settings, AllMusic& allMusic, QWidget* window);

    void askForFile(PlaylistId folder);
    void askWhereTo(const Playlist& playlist);
    void writeRules(PlaylistId folder);
    void writeRulesLike(const Track& track); ///< of songs that sound like it
    void changeRules(const Playlist& playlist);
    void writeNotes(const Playlist& playlist);
    void showReport(const PlaylistImported& event);

Q_SIGNALS:
    void importWanted(const std::filesystem::path& file, segue::PlaylistId folder);
    void exportWanted(segue::PlaylistId playlist, const std::filesystem::path& file, segue::PlaylistFormat format, bool isRelative);
    /// @param playlist 0: a new one
    void rulesWritten(segue::PlaylistId playlist, segue::PlaylistId folder, const QString& name, const segue::PlaylistRules& rules);
    void notesWritten(segue::PlaylistId playlist, const QString& notes);

private:
    void openRules(PlaylistId playlist, PlaylistId folder, const QString& name, const PlaylistRules& rules,
                   const QString& likeTitle);

    Settings& m_settings;
    AllMusic& m_allMusic;
    QWidget* m_window;
};

} // namespace segue::ui
