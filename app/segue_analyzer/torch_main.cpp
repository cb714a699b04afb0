// SPDX-License-Identifier: GPL-3.0-or-later
//
// segue-analyzer-torch: reads requests from standard input, answers on standard output (engine/analysis/protocol.h), on a pool
// of threads. Started and ended by Segue; ends by itself when its standard input does.

#include "app/segue_analyzer/background_process.h"
#include "app/segue_analyzer/bundle_trial.h"
#include "app/segue_analyzer/song_gate.h"
#include "engine/analysis/process/protocol.h"
#include "engine/inference/torch/torch_embedder.h"
#include "engine/words/error.h"
#include "ui/words/english.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <malloc.h>
#include <mutex>
#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/task_arena.h>
#include <unistd.h>

namespace {

using namespace segue;

constexpr std::size_t kMegabyte = std::size_t{1} << 20U;
/// While the network is loaded: Torch itself and OpenBLAS's address space.
constexpr std::size_t kLoading = 768 * kMegabyte;
constexpr std::size_t kLoadingPerWorker = 192 * kMegabyte;
/// Afterwards, on top of that. Measured: a song takes 20 MB; a thread's stack is 4 MB, and there are two a worker.
constexpr std::size_t kSongs = 384 * kMegabyte;
constexpr std::size_t kPerWorker = 40 * kMegabyte;
constexpr std::size_t kOneSong = 20 * kMegabyte;
constexpr std::size_t kStacksPerWorker = 2 * 4 * kMegabyte;
constexpr int kMostWorkers = 64; ///< at a time, so that memory stays bounded: 1.6 GB measured, 2.9 GB at most
constexpr int kArenas = 4;       ///< of the allocator; more of them hold more that nobody uses

/// Writes whole frames to the pipe, from any thread. When nobody reads any more the process has no purpose.
class AnswerPipe final {
public:
    explicit AnswerPipe(int descriptor)
        : m_descriptor(descriptor) {}

    void send(const analysis::PipeMessage& message) {
        const auto frame = analysis::encode(message);
        const std::lock_guard lock(m_mutex);
        std::size_t sent = 0;
        while (sent < frame.size()) {
            const auto count = ::write(m_descriptor, frame.data() + sent, frame.size() - sent);
            if (count < 0 && errno != EINTR)
                std::_Exit(EXIT_SUCCESS);
            sent += count > 0 ? static_cast<std::size_t>(count) : 0;
        }
    }

private:
    int m_descriptor;
    std::mutex m_mutex;
};

/// How many songs there is room for at once. With what is usual, for as many as there are workers.
int songsWithin(std::size_t bytes, int workers) {
    const std::size_t stacks = static_cast<std::size_t>(workers) * kStacksPerWorker;
    return std::max(1, static_cast<int>((bytes - std::min(bytes, stacks)) / kOneSong));
}

bool isOutline(const analysis::Request& request) { return request.kind == analysis::TaskKind::outline; }

bool ranOutOfMemory(const std::optional<analysis::AnalysisOutcome>& outcome) {
    const auto* failure = outcome ? std::get_if<analysis::AnalysisFailure>(&*outcome) : nullptr;
    return failure != nullptr && failure->kind == analysis::kMemoryFailure;
}

std::optional<analysis::AnalysisOutcome> workOn(const analysis::Request& request, const analysis::Analyzer& analyzer,
                                                const std::function<void()>& giveWay) {
    if (isOutline(request))
        return analysis::Analyzer::outline(request.song, {}, giveWay);
    if (request.kind == analysis::TaskKind::identity)
        return analysis::Analyzer::identify(request.song);
    const bool measures = request.kind == analysis::TaskKind::analysis;
    return analyzer.analyse(request.song, {}, measures ? analysis::SoundFeaturesWanted::yes : analysis::SoundFeaturesWanted::no);
}

std::optional<analysis::AnalysisOutcome> answerTo(const analysis::Request& request, const analysis::Analyzer& analyzer,
                                                  app::SongGate& gate) {
    auto outcome = gate.beside([&] { return workOn(request, analyzer, [&] { gate.giveWay(); }); });
    return ranOutOfMemory(outcome) ? gate.alone([&] { return workOn(request, analyzer, [] {}); }) : outcome;
}

/// What is thrown here, for want of memory above all, ends the process as a crash: Segue starts it again and finds the
/// song, if it was one. A refusal would say that nothing can be analysed at all.
[[noreturn]] void serve(const analysis::Analyzer& analyzer, AnswerPipe& answers, int workers, int sideBySide) noexcept {
    app::SongGate gate(sideBySide);
    // Outlines have workers of their own: Segue asks for outlines only when nothing else waits, and a song that a listener
    // clicks on then must not stand behind an hour-long mix. They stand still at the gate while anything else is asked for,
    // so that no more threads work than the listener allows. One thread more, since TBB counts the reading thread, which
    // never works.
    const tbb::global_control threads(tbb::global_control::max_allowed_parallelism, 2 * static_cast<std::size_t>(workers) + 1);
    tbb::task_arena analyses(workers, 0);
    tbb::task_arena outlines(workers, 0);
    const auto work = [&](const analysis::Request& request) -> tbb::task_arena& {
        return isOutline(request) ? outlines : analyses;
    };
    analysis::FrameReader reader;
    std::array<std::uint8_t, 65'536> bytes{};
    while (true) {
        const auto count = ::read(STDIN_FILENO, bytes.data(), bytes.size());
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            std::_Exit(EXIT_SUCCESS); // Segue has gone; songs in flight are of no use to anybody
        reader.append(std::span(bytes).first(static_cast<std::size_t>(count)));
        while (auto message = reader.next())
            if (auto* request = std::get_if<analysis::Request>(&*message)) {
                if (!isOutline(*request))
                    gate.begin();
                work(*request).enqueue([&analyzer, &answers, &gate, one = std::move(*request)] {
                    if (auto outcome = answerTo(one, analyzer, gate))
                        answers.send(analysis::Answer{one.id, std::move(*outcome)});
                    if (!isOutline(one))
                        gate.end();
                });
            }
    }
}

} // namespace

int main(int argc, char** argv) {
    CLI::App options{"Analyses songs for Segue; not meant to be started by hand."};
    std::string modelFolder, triedFolder;
    int workers = 1;
    std::size_t memory = 0;
    auto* model = options.add_option("--model", modelFolder, "Folder of the model bundle to analyse songs with");
    options.add_option("--check-bundle", triedFolder, "Folder of a model bundle to be tried, and nothing else")->excludes(model);
    options.require_option(1, 0);
    options.add_option("--workers", workers, "Songs at a time; more than 64 count as 64")->check(CLI::Range(1, 256));
    options.add_option("--memory", memory, "Megabytes for songs, on top of what the network takes; 0: by the number of workers");
    CLI11_PARSE(options, argc, argv);

    std::signal(SIGPIPE, SIG_IGN);
    if (triedFolder.empty()) // somebody waits for a trial
        app::yieldToOthers();
    workers = std::min(workers, kMostWorkers);
    ::mallopt(M_ARENA_MAX, kArenas);
    app::limitMemory(kLoading + static_cast<std::size_t>(workers) * kLoadingPerWorker);
    inference::tameTorch(1);
    AnswerPipe answers(app::takeStandardOutput());
    try {
        if (!triedFolder.empty()) {
            answers.send(analysis::Hello{analysis::kProtocolVersion, app::tryBundle(triedFolder)});
            return EXIT_SUCCESS;
        }
        const analysis::Analyzer analyzer(inference::loadTorchEmbedder(inference::readBundle(modelFolder)));
        inference::reserveBlasMemory(workers);
        const std::size_t forSongs = memory > 0 ? memory * kMegabyte : kSongs + static_cast<std::size_t>(workers) * kPerWorker;
        if (const std::size_t inUse = app::memoryInUse(); inUse > 0)
            app::limitMemory(inUse + forSongs);
        answers.send(analysis::Hello{analysis::kProtocolVersion, analyzer.spec().id()});
        serve(analyzer, answers, workers, songsWithin(forSongs, workers));
    } catch (const std::exception& error) {
        answers.send(analysis::Refused{messageOf(error)});
        if (triedFolder.empty())
            std::fprintf(stderr, "segue-analyzer: %s\n", words::english(messageOf(error)).c_str());
        return EXIT_FAILURE;
    }
}
