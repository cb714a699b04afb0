// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/events.h"
#include "ui/similar/seed_drop_zones.h"

#include <QObject>
#include <QTimer>

#include <filesystem>
#include <map>
#include <set>
#include <vector>

namespace segue::ui {

class EngineBridge;
class LibraryWires;

/// What the listener opens from outside: named on the command line, dropped on the window, or sent by another program. Files
/// that are music play, in the order given, as a context of their own; they come into no library. A folder becomes a library, as
/// ever. Where none of the files can be played, what plays goes on.
///
/// What each path is the engine says, whose disk may never answer: those that are known play soon, and the others are put behind
/// them when their disk has answered. Of very many the first hundred are looked at before they play.
class OpenedFiles final : public QObject {
    Q_OBJECT

public:
    static constexpr std::size_t kMostLookedAt = 100;

    OpenedFiles(EngineBridge& bridge, LibraryWires& libraries);

    void play(const std::vector<std::filesystem::path>& paths);
    /// Dropped on the Recommendation list.
    void makeSeeds(const std::vector<std::filesystem::path>& paths, SeedRole role);

Q_SIGNALS:
    void seedWanted(const std::filesystem::path& song, segue::ui::SeedRole role); ///< after `only` the others are `also`
    void refused(const QString& why); ///< of files that are no music: one sentence, or two

private:
    void take(const std::filesystem::path& file);
    void takeDescribed(const FilesDescribed& event);
    void takePlayable(const std::filesystem::path& file, TrackId track);
    void tellRefused();
    void start();

    EngineBridge& m_bridge;
    LibraryWires& m_libraries;
    std::vector<std::filesystem::path> m_paths; ///< to be played, as given
    /// Those that can be played, as far as is known; the song of a library that each is, 0 for none.
    std::map<std::filesystem::path, TrackId> m_files;
    std::set<std::filesystem::path> m_asked; ///< what they hold is asked
    std::vector<DescribedFile> m_refused;    ///< not told yet
    std::size_t m_count = 0;                 ///< of different paths
    std::size_t m_settled = 0;               ///< of them, those of which is known whether they can be played
    std::set<std::filesystem::path> m_seeds; ///< that were opened to be seeds
    SeedRole m_role = SeedRole::only;        ///< of the next of them
    bool m_isStarted = false;                ///< what comes now comes late
    QTimer m_soon;
};

} // namespace segue::ui
