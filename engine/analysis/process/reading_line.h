// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/analysis/process/child_process.h"
#include "engine/analysis/process/protocol.h"
#include "engine/analysis/process/suspicion.h"
#include "engine/analysis/process/watchdog.h"
#include "engine/words/disk_questions.h"

#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <variant>
#include <vector>

struct pollfd;

namespace segue::analysis {

struct ReadingOptions {
    std::filesystem::path program;               ///< segue-analyzer; it is started with --read
    int processes = 1;                           ///< at a time, for one reading of many
    std::chrono::milliseconds fileLimit{20'000}; ///< without an answer, before a file is given up
};

/// One reading process and what it was asked: keeps it fed, and finds the file that it died of by sending what it had not
/// answered once more, one at a time (Suspicion). A file that it dies of again is given up.
///
/// A process that only waits is one that waits for a disk, unless the disk answers others: then it hangs.
///
/// Thread rule: one thread at a time, with SIGPIPE blocked. Throws Error{process} where the program cannot work at all.
class ReadingLine final {
public:
    using Found = std::variant<audio::NotRead, audio::Tags, std::optional<CoverImage>, audio::StreamFormat, audio::Extras,
                               std::optional<audio::CoverThumbnails>>;
    using Told = std::function<void(std::uint64_t id, Found found)>;

    ReadingLine(const ReadingOptions& options, DiskQuestions disks)
        : m_options(options)
        , m_disks(std::move(disks)) {}

    [[nodiscard]] bool hasRoom() const; ///< for another request
    [[nodiscard]] bool isBusy() const { return !m_inFlight.empty() || !m_suspects.empty() || !m_again.empty(); }
    void ask(ReadRequest request) { m_again.push_back(std::move(request)); }
    /// Sends what is to be sent. @return what to wait for: two entries for poll()
    [[nodiscard]] std::pair<pollfd, pollfd> prepare();
    /// After poll(), whatever it said.
    void serve(bool mayRead, bool mayWrite, const Told& told);
    void rest(); ///< nothing is asked just now: what was suspected is forgotten

private:
    void start();
    void send(const ReadRequest& request);
    void fill();
    void write();
    void receive(const Told& told);
    void take(PipeMessage message, const Told& told);
    void take(ReadAnswer answer, const Told& told);
    void takePart(CoverPart part, const Told& told);
    void takeThumbnails(audio::CoverThumbnails thumbnails, const Told& told);
    void finish(Found found, const Told& told);
    void lookAtTime(const Told& told);
    [[nodiscard]] bool doesDiskAnswer() const;
    void died(Fate fate, const audio::NotRead& blame, const Told& told);

    const ReadingOptions& m_options;
    DiskQuestions m_disks;
    /// What one life of the process knows.
    struct Life {
        std::unique_ptr<ChildProcess> child;
        FrameReader frames;
        std::vector<std::uint8_t> unsent;
        std::optional<CoverPart> cover; ///< as far as it came
        std::chrono::steady_clock::time_point lastSign = std::chrono::steady_clock::now();
        bool saidHello = false;
        bool isWatched = false; ///< it has been quiet for a while
    };
    Life m_life;
    std::deque<ReadRequest> m_inFlight; ///< in the order of sending, in which they are answered
    std::deque<ReadRequest> m_suspects; ///< to be tried one at a time
    std::deque<ReadRequest> m_again;    ///< to be sent
    Suspicion m_suspicion;
    Watchdog m_watchdog;
    int m_deathsBeforeHello = 0; ///< one after another
};

} // namespace segue::analysis
