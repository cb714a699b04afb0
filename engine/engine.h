// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/events.h"
#include "engine/playback/audio_sink.h"
#include "engine/service/background/background_commands.h"
#include "engine/service/library/library_commands.h"
#include "engine/service/library/problem_commands.h"
#include "engine/service/listening/listening_commands.h"
#include "engine/service/model/model_commands.h"
#include "engine/service/playback/playback_commands.h"
#include "engine/service/similar/similar_commands.h"
#include "engine/service/song/song_commands.h"
#include "engine/service/transfer/transfer_commands.h"

#include <filesystem>
#include <memory>

namespace segue {

/// What an engine is made of. Paths are made if they do not exist.
struct EngineOptions {
    std::filesystem::path database;      ///< SQLite file
    std::filesystem::path modelFolder;   ///< the model bundle to listen with while the listener has chosen none
    std::filesystem::path shippedModels; ///< folder of bundles that came with Segue; empty: the one around modelFolder
    std::filesystem::path ownModels;     ///< folder of bundles that the listener added; empty: none can be added
    bool fixedModel = false;             ///< listen and compare with modelFolder whatever was chosen, without changing the choice
    std::filesystem::path analyzer;      ///< the segue-analyzer program
    /// The same program, which also reads tags, covers and formats, in processes of its own; empty: they are read in this
    /// process, which a file may end (for tests).
    std::filesystem::path reader = {};
    int workers = 0;             ///< CPU budget for analysis; 0: half the cores, at least one
    bool readOnly = false;       ///< look songs up beside a running Segue; nothing is scanned, stored or locked
    bool outlines = true;        ///< read whole songs too when nothing waits for analysis; BackgroundCommands changes it
    bool pauseOnBattery = false; ///< let the analysis rest meanwhile; likewise
    std::filesystem::path powerSupplies = "/sys/class/power_supply"; ///< where Linux tells of them
    bool resumeAtStart = true;                 ///< look for changed files and go on with the analysis right away
    bool watch = false;                        ///< notice what happens in the libraries' folders while the engine runs
    bool guessCodePage = true;                 ///< of tags that do not say how they are written; LibraryCommands changes it
    bool watchWanted = true;                   ///< changes too, not only that a folder comes or goes; LibraryCommands changes it
    std::unique_ptr<playback::AudioSink> sink; ///< null: no playback
};

/// Everything the window and the command line can do: commands in, by subject, events out.
///
/// Thread rule: commands return at once and may be called from any one thread; the work happens on the engine's own
/// threads. The listener is called from those threads, one event at a time, and must not throw or block.
/// Failure rule: the constructor throws Error (the database cannot be opened: damaged, newer, locked; no model bundle);
/// after that, failures arrive as Notice events.
class Engine final {
public:
    Engine(EngineOptions options, EventListener listener);
    /// Stops every job (within 100 ms each), stores what is finished, closes the database. A disk that does not answer is
    /// waited for less than three seconds; what it holds up is left behind then, and ends with the process.
    ~Engine();
    Engine(const Engine&) = delete;
    Engine& operator=(const Engine&) = delete;

    [[nodiscard]] LibraryCommands& libraries();
    [[nodiscard]] SongCommands& songs();
    [[nodiscard]] ListeningCommands& listening();
    [[nodiscard]] SimilarCommands& similar();
    [[nodiscard]] ModelCommands& models();
    [[nodiscard]] ProblemCommands& problems();
    [[nodiscard]] TransferCommands& transfer();
    [[nodiscard]] PlaybackCommands& playback();
    [[nodiscard]] BackgroundCommands& background();

    /// After Error{damaged}: keeps the database under another name, so that an engine starts with a new one. @return that
    /// name. Throws Error{busy, io}.
    static std::filesystem::path setDatabaseAside(const std::filesystem::path& database);

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace segue
