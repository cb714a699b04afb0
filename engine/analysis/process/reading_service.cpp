// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/process/reading_service.h"

#include "engine/analysis/process/protocol.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <poll.h>
#include <sys/time.h>
#include <unistd.h>

namespace segue::analysis {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds kIdleLimit{60'000};
constexpr std::chrono::microseconds kWithheld{1000}; ///< answers wait so long for company
constexpr std::size_t kMostWithheld = 32U << 10U;    ///< bytes
/// Of one file, in processor time. Whoever asked gives up long before; should it be gone, nobody else would.
constexpr time_t kLongestSeconds = 120;

/// Answers on their way. When nobody reads any more the process has no purpose.
class Answers final {
public:
    explicit Answers(int output)
        : m_output(output) {}

    void put(const PipeMessage& message) {
        const auto frame = encode(message);
        m_bytes.insert(m_bytes.end(), frame.begin(), frame.end());
    }
    void flushIfDue() {
        if (m_bytes.size() >= kMostWithheld || Clock::now() - m_flushed >= kWithheld)
            flush();
    }
    void flush() {
        for (std::size_t sent = 0; sent < m_bytes.size();) {
            const auto count = ::write(m_output, m_bytes.data() + sent, m_bytes.size() - sent);
            if (count < 0 && errno != EINTR)
                std::_Exit(EXIT_SUCCESS);
            sent += count > 0 ? static_cast<std::size_t>(count) : 0;
        }
        m_bytes.clear();
        m_flushed = Clock::now();
    }

private:
    int m_output;
    std::vector<std::uint8_t> m_bytes;
    Clock::time_point m_flushed = Clock::now();
};

void beginToCount() {
    const itimerval limit{.it_interval = {}, .it_value = {.tv_sec = kLongestSeconds, .tv_usec = 0}};
    ::setitimer(ITIMER_PROF, &limit, nullptr);
}

void answerCover(const ReadRequest& request, std::optional<CoverImage> found, Answers& answers) {
    auto cover = found ? std::move(*found) : CoverImage{};
    auto& bytes = cover.pixels;
    bytes.insert(bytes.end(), cover.file.begin(), cover.file.end());
    std::size_t from = 0;
    do {
        const auto part = std::span(bytes).subspan(from, std::min(CoverPart::kMostBytes, bytes.size() - from));
        from += part.size();
        answers.put(ReadAnswer{request.id, CoverPart{.width = cover.width,
                                                     .height = cover.height,
                                                     .bytes = {part.begin(), part.end()},
                                                     .isLast = from == bytes.size()}});
        answers.flush();
    } while (from < bytes.size());
}

template <typename What, typename Tell>
void answer(const ReadRequest& request, audio::Reading<What> reading, Answers& answers, Tell&& tell) {
    if (auto* refusal = std::get_if<audio::NotRead>(&reading))
        answers.put(ReadAnswer{request.id, std::move(*refusal)});
    else
        tell(std::move(std::get<What>(reading)));
}

void carryOut(const ReadRequest& request, audio::FileReader& files, Answers& answers) {
    const auto tell = [&](auto found) { answers.put(ReadAnswer{request.id, std::move(found)}); };
    switch (request.kind) {
    case ReadKind::tags:
        return answer<audio::Tags>(request, files.readTags(request.song, request.options), answers, tell);
    case ReadKind::cover:
        return answer<std::optional<CoverImage>>(request, files.readCover(request.song), answers,
                                                 [&](auto cover) { answerCover(request, std::move(cover), answers); });
    case ReadKind::format:
        return answer<audio::StreamFormat>(request, files.readFormat(request.song), answers, tell);
    case ReadKind::extras:
        return answer<audio::Extras>(request, files.readExtras(request.song), answers, tell);
    case ReadKind::thumbnails:
        return answer<std::optional<audio::CoverThumbnails>>(
            request, files.readThumbnails({.song = request.song, .from = request.from, .unless = request.unless}), answers,
            [&](auto found) { tell(found ? std::move(*found) : audio::CoverThumbnails()); });
    }
}

/// @return false: there will be no more
bool receive(int input, FrameReader& frames) {
    pollfd entry{.fd = input, .events = POLLIN, .revents = 0};
    const int ready = ::poll(&entry, 1, static_cast<int>(kIdleLimit.count()));
    if (ready < 0 && errno == EINTR)
        return true;
    if (ready <= 0)
        return false;
    std::array<std::uint8_t, 65'536> bytes; // NOLINT: filled by read()
    const auto count = ::read(input, bytes.data(), bytes.size());
    if (count > 0)
        frames.append(std::span(bytes).first(static_cast<std::size_t>(count)));
    return count > 0 || (count < 0 && errno == EINTR);
}

} // namespace

void serveReading(audio::FileReader& files, int input, int output) {
    Answers answers(output);
    answers.put(Hello{});
    answers.flush();
    FrameReader frames;
    while (receive(input, frames)) {
        while (const auto message = frames.next()) {
            const auto* request = std::get_if<ReadRequest>(&*message);
            if (request == nullptr)
                continue;
            answers.flushIfDue();
            beginToCount();
            carryOut(*request, files, answers);
        }
        answers.flush();
    }
}

} // namespace segue::analysis
