// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/events.h"
#include "engine/playback/audio_sink.h"
#include "engine/words/track.h"

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace segue {

/// What an engine is made of. Paths are made if they do not exist.
struct EngineOptions {
    std::filesystem::path database;     ///< SQLite file
    std::filesystem::path modelFolder;  ///< the model bundle to listen with while the listener has chosen none
    std::filesystem::path shippedModels; ///< folder of bundles that came with Segue; empty: the one around modelFolder
    std::filesystem::path ownModels;     ///< folder of bundles that the listener added; empty: none can be added
    bool fixedModel = false; ///< listen and compare with modelFolder whatever was chosen, without changing the choice
    std::filesystem::path analyzer;     ///< the segue-analyzer program
    int workers = 0;                    ///< CPU budget for analysis; 0: half the cores, at least one
    bool readOnly = false;      ///< look songs up beside a running Segue; nothing is scanned, stored or locked
    bool outlines = true;       ///< read whole songs too when nothing waits for analysis; setOutlinesWanted() changes it
    bool pauseOnBattery = false; ///< let the analysis rest meanwhile; setPauseOnBattery() changes it
    std::filesystem::path powerSupplies = "/sys/class/power_supply"; ///< where Linux tells of them
    bool resumeAtStart = true;  ///< look for changed files and go on with the analysis right away
    bool watch = false;         ///< notice what happens in the libraries' folders while the engine runs
    bool guessCodePage = true;  ///< of tags that do not say how they are written; setGuessCodePage() changes it
    bool watchWanted = true;    ///< changes too, not only that a folder comes or goes; setWatchWanted() changes it
    std::unique_ptr<playback::AudioSink> sink; ///< null: no playback
};

/// Everything the window and the command line can do: commands in, events out.
///
/// Thread rule: commands return at once and may be called from any one thread; the work happens on the engine's own
/// threads. The listener is called from those threads, one event at a time, and must not throw or block.
/// Failure rule: the constructor throws Error (the database cannot be opened: damaged, newer, locked; no model bundle);
/// after that, failures arrive as Notice events.
class Engine final {
public:
    Engine(EngineOptions options, EventListener listener);
    /// Stops every job (within 100 ms each), stores what is finished, closes the database.
    ~Engine();
    Engine(const Engine&) = delete;
    Engine& operator=(const Engine&) = delete;

    // Libraries. Each change is followed by LibrariesChanged.
    void addLibrary(std::filesystem::path root, std::string name = {}); ///< scans and analyses; empty name: "Local Music #n"
    /// Writes the demo music into the folder (progress stage: composing), then adds it as a library.
    void addDemoLibrary(std::filesystem::path folder);
    void renameLibrary(LibraryId library, std::string name);
    void removeLibrary(LibraryId library); ///< forgets the rows; the music files are never touched
    void rescan(LibraryId library);        ///< looks for changed files; files that failed before are kept as they are
    void listLibraries();                  ///< answered by LibrariesChanged
    /// The library's folder is here now: everything known of its songs stays. A folder that holds few of them is answered
    /// by RelocationDoubtful, unless the listener `isSure`.
    void relocateLibrary(LibraryId library, std::filesystem::path root, bool isSure = false);
    /// The answer to Absence::emptied: its songs are missing from now on, or it is not mounted and stays as it is.
    void answerEmptied(LibraryId library, bool isEmptied);
    void forgetMissing(LibraryId library); ///< the songs whose files are gone, at once; what was heard in them stays
    /// Whether changes in the folders are noticed by themselves (EngineOptions::watch); that a folder comes or goes is in
    /// any case.
    void setWatchWanted(bool wanted);
    /// Whether the code page of old tags is guessed (EngineOptions::guessCodePage). All libraries are looked through, and the tags
    /// of all songs read again.
    void setGuessCodePage(bool wanted);

    // Songs. Details, outline and spectrogram of a file that killed the analyzer are the reason: it is not opened here, but
    // where the listener has it played.
    void loadTracks(RequestId request, LibraryId library); ///< answered by TracksLoaded
    void loadCover(RequestId request, std::filesystem::path song); ///< answered by CoverLoaded
    void loadDetails(RequestId request, std::filesystem::path song); ///< answered by SongDetailsLoaded
    /// Answered by OutlineLoaded, at once if it is stored, else while the song is read; then it is stored. The newest
    /// request is read first and the one it interrupts after it; what is older still is void.
    void loadOutline(RequestId request, std::filesystem::path song);
    /// Answered by SpectrogramTileLoaded, one for each tile. A newer request makes what is left of an older one void.
    void loadSpectrogram(RequestId request, SpectrogramRequest wanted);
    /// The listener's stars for a song, 1 to 5; 0: none. They are the recording's, in whichever file; the file stays as it is.
    void rate(TrackId track, int stars);

    // Networks. Each change is followed by ModelsChanged. Songs are compared by what one network heard; when another one is
    // to be used it listens to all songs anew, with ModelChangeProgress, and takes over when it has heard all of them.
    void listModels(); ///< answered by ModelsChanged
    void useModel(std::string idOrName); ///< the choice is kept in the database
    void keepModel();  ///< gives a change up: the network in use listens again
    void addModel(std::filesystem::path folder); ///< a bundle of the documented form is tried and copied; a Notice says how it went
    void removeModel(std::filesystem::path folder); ///< one that was added; what it heard stays
    void forgetHeard(std::string id); ///< the embeddings of a network that is not in use

    // Files that could not be read.
    void countProblems(); ///< answered by ProblemsChanged
    void listProblems(RequestId request); ///< answered by ProblemsLoaded
    void tryAgain(std::vector<TrackId> tracks); ///< before all that nobody asked for

    // Background work.
    void pauseAnalysis();  ///< "cancel": stops scan and analysis now; what is done is kept
    void resumeAnalysis(); ///< goes on where it stopped, also where it rested by itself
    void setPauseOnBattery(bool wanted);
    /// Rows on the screen, top to bottom: those that wait are analysed next. At most a few times a second.
    void setVisibleTracks(std::vector<TrackId> tracks);
    void setWorkers(int workers); ///< 0: half the cores
    /// Whether whole songs are read for their outlines when nothing waits for analysis.
    void setOutlinesWanted(bool wanted);

    /// Answered by RecommendationsReady. A newer request makes an unanswered older one void.
    void recommend(RequestId request, RecommendationQuery query);

    // Files for elsewhere; a Notice says how it went.
    void exportLibraries(std::filesystem::path file); ///< all that is known of the music, as one file; replaces only an export
    /// Adds what an export holds: all of it or nothing; LibrariesChanged follows. A library is offline until its folder is
    /// found. @param roots where libraries lie here, by their names in the file
    void importLibraries(std::filesystem::path file, std::map<std::string, std::filesystem::path> roots = {});
    void cancelTransfer(); ///< export or import: as if it had not begun
    void savePlaylist(std::filesystem::path file, std::vector<Track> songs); ///< as M3U8; replaces only a playlist

    // Playback; answered by PlaybackChanged.
    void play(std::vector<playback::PlayItem> items, std::size_t index);
    void playNext(playback::PlayItem item);
    void pause();
    void resume();
    void stop();
    void next();
    void previous();
    void seek(std::chrono::milliseconds position);
    void setVolume(float volume);

    [[nodiscard]] ModelCard model() const; ///< of the network in use

    /// After Error{damaged}: keeps the database under another name, so that an engine starts with a new one. @return that
    /// name. Throws Error{busy, io}.
    static std::filesystem::path setDatabaseAside(const std::filesystem::path& database);

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace segue
