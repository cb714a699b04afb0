// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/segue_cli/commands.h"
#include "app/segue_cli/engine_session.h"
#include "app/segue_cli/interruption.h"
#include "engine/words/error.h"
#include "engine/words/section.h"
#include "ui/words/english.h"

#include <cstdio>
#include <map>
#include <set>
#include <string>

namespace segue::cli {

namespace {

/// What the events say, for the summary.
class ScanSummary final {
public:
    /// @return true when everything is done
    bool handle(const Event& event) {
        if (const auto* progress = std::get_if<Progress>(&event))
            return onProgress(*progress);
        if (const auto* changed = std::get_if<TracksChanged>(&event))
            for (const auto& track : changed->tracks) {
                if (changed->outlined)
                    m_outlined.insert(track.id);
                else if (changed->heard || m_heard.contains(track.id)) // not what only moved, went or came back
                    m_heard[track.id] = track;
            }
        if (const auto* libraries = std::get_if<LibrariesChanged>(&event))
            m_libraries = libraries->libraries;
        if (const auto* notice = std::get_if<Notice>(&event)) {
            std::fprintf(stderr, "\n%s\n", words::english(notice->message).c_str());
            m_errors += notice->level == Notice::Level::error ? 1 : 0;
        }
        return false;
    }

    /// @return the exit code: 1 only if nothing could be done
    int print() const {
        std::size_t done = 0, failed = 0;
        for (const auto& [id, track] : m_heard) {
            done += track.state == AnalysisState::done ? 1 : 0;
            failed += track.state == AnalysisState::failed ? 1 : 0;
            if (track.state == AnalysisState::failed)
                std::printf("failed: %s: %s\n", fileOf(track.path).c_str(), words::english(track.problem).c_str());
            if (track.state == AnalysisState::unheard)
                std::printf("not compared: %s: %s\n", fileOf(track.path).c_str(), words::english(track.problem).c_str());
        }
        for (const auto& library : m_libraries)
            std::printf("library: %s, %zu songs, %s%s\n", library.name.c_str(), library.trackCount, library.root.c_str(),
                        library.offline ? " (offline)" : "");
        std::printf("analysed now: %zu, failed: %zu, waveforms: %zu\n", done, failed, m_outlined.size());
        return m_errors > 0 && done == 0 ? 1 : 0;
    }

private:
    static const char* wordFor(const Progress& progress) {
        if (progress.stage == Progress::Stage::scanning)
            return "scanning";
        if (progress.stage == Progress::Stage::outlining)
            return "drawing waveforms";
        return progress.running ? "analysing" : "analysed";
    }

    static bool onProgress(const Progress& progress) {
        std::fprintf(stderr, "\r%s %zu / %zu, %.1f songs/s", wordFor(progress), progress.done, progress.total,
                     progress.songsPerSecond);
        if (progress.timeLeft)
            std::fprintf(stderr, ", %lld s left", static_cast<long long>(progress.timeLeft->count()));
        std::fprintf(stderr, "   ");
        if (!progress.running)
            std::fprintf(stderr, "\n");
        return !progress.running;
    }

    std::map<TrackId, Track> m_heard;
    std::set<TrackId> m_outlined;
    std::vector<Library> m_libraries;
    int m_errors = 0;
};

} // namespace

int runScan(const std::vector<std::filesystem::path>& folders, const ScanOptions& options, const CommonOptions& common) {
    watchForInterruption();
    EngineSession session(common, false, options.outlines, options.guessCodePage);
    ScanSummary summary;
    for (const auto& folder : folders)
        session.engine().libraries().add(folder);
    session.run([&](const Event& event) { return summary.handle(event); }, isInterrupted);
    if (isInterrupted()) {
        std::fprintf(stderr, "\nStopped. What is analysed is kept; the same command goes on from here.\n");
        return 1;
    }
    // Another network may have heard its last song just now: the list of networks comes after it took over.
    session.engine().models().list();
    session.run([&](const Event& event) {
        summary.handle(event);
        return std::holds_alternative<ModelsChanged>(event);
    });
    // The last rows may still be on their way: the list of libraries comes after them.
    session.engine().libraries().list();
    session.run([&](const Event& event) {
        summary.handle(event);
        return std::holds_alternative<LibrariesChanged>(event);
    });
    session.engine().genres().hear();
    session.run(
        [&](const Event& event) {
            summary.handle(event);
            const auto* heard = std::get_if<GenresHeard>(&event);
            if (heard != nullptr && heard->isRunning)
                std::fprintf(stderr, "\rcomparing genres %zu / %zu%s", heard->done, heard->total,
                             heard->done < heard->total ? "   " : "\n");
            return heard != nullptr && !heard->isRunning;
        },
        isInterrupted);
    return summary.print();
}

} // namespace segue::cli
