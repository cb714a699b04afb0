// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/process/process_reader.h"

#include <algorithm>
#include <csignal>
#include <ctime>
#include <poll.h>
#include <pthread.h>
#include <utility>

namespace segue::analysis {

namespace {

constexpr int kLookEveryMs = 100;       ///< whether somebody asked to stop, or a process takes too long
constexpr std::size_t kKept = 4;        ///< processes that may stand idle
constexpr std::size_t kForAnother = 64; ///< so many requests pay for the start of another process

/// A process that died must not end us when we write to it. What it sent meanwhile is taken away again.
class WithoutPipeSignal final {
public:
    WithoutPipeSignal() {
        ::sigemptyset(&m_pipe);
        ::sigaddset(&m_pipe, SIGPIPE);
        ::sigset_t pending;
        ::sigpending(&pending);
        m_wasPending = ::sigismember(&pending, SIGPIPE) == 1;
        ::pthread_sigmask(SIG_BLOCK, &m_pipe, &m_before);
    }
    ~WithoutPipeSignal() {
        constexpr timespec kAtOnce{};
        if (!m_wasPending)
            static_cast<void>(::sigtimedwait(&m_pipe, nullptr, &kAtOnce));
        ::pthread_sigmask(SIG_SETMASK, &m_before, nullptr);
    }
    WithoutPipeSignal(const WithoutPipeSignal&) = delete;
    WithoutPipeSignal& operator=(const WithoutPipeSignal&) = delete;

private:
    ::sigset_t m_pipe{}, m_before{};
    bool m_wasPending = false;
};

/// Waits for any of the lines, and serves all.
void serve(std::vector<std::unique_ptr<ReadingLine>>& lines, const ReadingLine::Told& told) {
    std::vector<pollfd> entries;
    for (const auto& line : lines) {
        const auto [output, input] = line->prepare();
        entries.push_back(output);
        entries.push_back(input);
    }
    if (::poll(entries.data(), entries.size(), kLookEveryMs) < 0)
        return; // a signal came
    for (std::size_t i = 0; i < lines.size(); ++i)
        lines[i]->serve(entries[2 * i].revents != 0, entries[2 * i + 1].revents != 0, told);
}

} // namespace

ProcessReader::ProcessReader(ReadingOptions options)
    : m_options(std::move(options)) {}

ProcessReader::~ProcessReader() = default;

ProcessReader::Lines ProcessReader::takeLines(std::size_t requests) {
    const auto wanted =
        std::clamp<std::size_t>(requests / kForAnother, 1, static_cast<std::size_t>(std::max(1, m_options.processes)));
    Lines lines;
    {
        const std::lock_guard lock(m_mutex);
        for (; lines.size() < wanted && !m_idle.empty(); m_idle.pop_back())
            lines.push_back(std::move(m_idle.back()));
    }
    for (const auto& line : lines)
        line->rest();
    while (lines.size() < wanted)
        lines.push_back(std::make_unique<ReadingLine>(m_options, m_disks));
    return lines;
}

void ProcessReader::giveBack(Lines lines) {
    const std::lock_guard lock(m_mutex);
    for (auto& line : lines)
        if (m_idle.size() < kKept)
            m_idle.push_back(std::move(line));
}

template <typename RequestAt>
void ProcessReader::read(std::size_t count, const RequestAt& requestAt, const std::stop_token& stop,
                         const ReadingLine::Told& told) {
    const WithoutPipeSignal quiet;
    Lines lines = takeLines(count);
    std::size_t next = 0;
    const auto isBusy = [](const auto& line) { return line->isBusy(); };
    while (!stop.stop_requested()) {
        for (const auto& line : lines)
            for (; next < count && line->hasRoom(); ++next)
                line->ask(requestAt(next));
        if (std::ranges::none_of(lines, isBusy))
            return giveBack(std::move(lines));
        serve(lines, told);
    }
}

void ProcessReader::readTags(std::span<const std::filesystem::path> songs, const audio::TagOptions& options,
                             const std::stop_token& stop, const Told& told) {
    const auto requestAt = [&](std::size_t i) { return ReadRequest{.id = i, .song = songs[i], .options = options}; };
    read(songs.size(), requestAt, stop, [&](std::uint64_t id, ReadingLine::Found found) {
        if (auto* tags = std::get_if<audio::Tags>(&found))
            told(id, std::move(*tags));
        else
            told(id, std::move(std::get<audio::NotRead>(found)));
    });
}

template <typename What>
audio::Reading<What> ProcessReader::readOne(ReadRequest request, const std::stop_token& stop) {
    audio::Reading<What> answer = audio::NotRead{};
    read(
        1, [&](std::size_t) { return request; }, stop,
        [&](std::uint64_t, ReadingLine::Found found) {
            if (auto* what = std::get_if<What>(&found))
                answer = std::move(*what);
            else
                answer = std::move(std::get<audio::NotRead>(found));
        });
    return answer;
}

audio::Reading<std::optional<CoverImage>> ProcessReader::readCover(const std::filesystem::path& song, const std::stop_token& stop) {
    return readOne<std::optional<CoverImage>>({.song = song, .kind = ReadKind::cover}, stop);
}

audio::Reading<std::optional<audio::CoverThumbnails>> ProcessReader::readThumbnails(const audio::ThumbnailRequest& request,
                                                                                    const std::stop_token& stop) {
    return readOne<std::optional<audio::CoverThumbnails>>(
        {.song = request.song, .kind = ReadKind::thumbnails, .from = request.from, .unless = request.unless}, stop);
}

audio::Reading<audio::StreamFormat> ProcessReader::readFormat(const std::filesystem::path& song, const std::stop_token& stop) {
    return readOne<audio::StreamFormat>({.song = song, .kind = ReadKind::format}, stop);
}

audio::Reading<audio::Extras> ProcessReader::readExtras(const std::filesystem::path& song, const std::stop_token& stop) {
    return readOne<audio::Extras>({.song = song, .kind = ReadKind::extras}, stop);
}

} // namespace segue::analysis
