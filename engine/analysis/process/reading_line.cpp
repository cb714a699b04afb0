// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/process/reading_line.h"

#include "engine/words/error.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <fstream>
#include <poll.h>
#include <unistd.h>
#include <utility>

namespace segue::analysis {

namespace {

using audio::NotRead;
using Clock = std::chrono::steady_clock;

constexpr std::size_t kWindow = 32;   ///< asked for ahead, so that the process never waits for us
constexpr int kDeathsBeforeHello = 3; ///< then the program itself is at fault, not a file
constexpr int kQuietPart = 20;        ///< of a file's limit: from then on the process is watched
constexpr std::chrono::milliseconds kDeathGrace{2000};
constexpr std::chrono::milliseconds kStartLimit{20'000};

std::chrono::milliseconds since(Clock::time_point time) {
    return std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - time);
}

NotRead crashed(const std::string& how) { return {.why = NotRead::Why::crashed, .reason = {MessageId::fileCrashesReader, {how}}}; }

} // namespace

bool ReadingLine::hasRoom() const { return m_suspects.empty() && m_inFlight.size() + m_again.size() < kWindow; }

void ReadingLine::rest() {
    m_suspicion.clear();
    if (!m_life.child)
        return;
    pollfd entry{.fd = m_life.child->output(), .events = POLLIN, .revents = 0};
    if (::poll(&entry, 1, 0) != 0)
        m_life = {}; // it ended, or says what nobody asked
}

void ReadingLine::start() {
    if (m_life.child)
        return;
    m_life = {};
    m_life.child = std::make_unique<ChildProcess>(m_options.program, std::vector<std::string>{"--read"});
}

void ReadingLine::send(const ReadRequest& request) {
    start();
    const auto frame = encode(request);
    m_life.unsent.insert(m_life.unsent.end(), frame.begin(), frame.end());
    if (m_inFlight.empty()) {
        m_life.lastSign = Clock::now();
        m_life.isWatched = false;
    }
    m_inFlight.push_back(request);
}

void ReadingLine::fill() {
    if (!m_suspects.empty()) {
        if (!m_inFlight.empty())
            return;
        auto suspect = std::move(m_suspects.front());
        m_suspects.pop_front();
        return send(suspect);
    }
    for (; !m_again.empty() && m_inFlight.size() < kWindow; m_again.pop_front())
        send(m_again.front());
}

std::pair<pollfd, pollfd> ReadingLine::prepare() {
    fill();
    if (m_life.child && !m_life.unsent.empty())
        write(); // mostly there is room in the pipe
    const int output = m_life.child ? m_life.child->output() : -1;
    const int input = m_life.child && !m_life.unsent.empty() ? m_life.child->input() : -1;
    return {{.fd = output, .events = POLLIN, .revents = 0}, {.fd = input, .events = POLLOUT, .revents = 0}};
}

void ReadingLine::serve(bool mayRead, bool mayWrite, const Told& told) {
    if (m_life.child && mayWrite)
        write();
    if (m_life.child && mayRead)
        receive(told);
    else if (m_life.child && !m_inFlight.empty())
        lookAtTime(told);
}

void ReadingLine::write() {
    auto& unsent = m_life.unsent;
    const auto count = ::write(m_life.child->input(), unsent.data(), unsent.size());
    if (count > 0)
        unsent.erase(unsent.begin(), unsent.begin() + count);
    else if (errno != EAGAIN && errno != EINTR)
        unsent.clear(); // it is dead; receive() sees that, too
}

void ReadingLine::receive(const Told& told) {
    std::array<std::uint8_t, 65'536> bytes; // NOLINT: filled by read()
    const auto count = ::read(m_life.child->output(), bytes.data(), bytes.size());
    if (count < 0 && (errno == EAGAIN || errno == EINTR))
        return;
    if (count <= 0) {
        const auto ending = m_life.child->end(kDeathGrace);
        const bool isInnocent = ending.isFromOutside || ending.how == "exit code 0";
        return died(isInnocent ? Fate::killed : Fate::crashed, crashed(ending.how), told);
    }
    try {
        m_life.frames.append(std::span(bytes).first(static_cast<std::size_t>(count)));
    } catch (const std::bad_alloc&) {
        m_life = {};
        throw;
    }
    while (m_life.child) {
        std::optional<PipeMessage> message;
        try {
            message = m_life.frames.next();
        } catch (const Error&) {
            return died(Fate::crashed, crashed("nonsense"), told);
        }
        if (!message)
            return;
        take(std::move(*message), told);
    }
}

void ReadingLine::take(PipeMessage message, const Told& told) {
    m_life.lastSign = Clock::now();
    m_life.isWatched = false;
    if (const auto* hello = std::get_if<Hello>(&message)) {
        m_life.saidHello = true;
        m_deathsBeforeHello = 0;
        if (hello->protocol != kProtocolVersion)
            throw Error{ErrorKind::process, MessageId::analyzerOtherVersion};
    } else if (const auto* refused = std::get_if<Refused>(&message)) {
        throw Error{ErrorKind::process, refused->reason};
    } else if (auto* answer = std::get_if<ReadAnswer>(&message)) {
        take(std::move(*answer), told);
    }
}

void ReadingLine::take(ReadAnswer answer, const Told& told) {
    constexpr std::array kAnswers{ReadKind::tags, ReadKind::cover, ReadKind::format, ReadKind::extras, ReadKind::thumbnails};
    const std::size_t kind = answer.found.index(); // 0: refused
    if (m_inFlight.empty() || m_inFlight.front().id != answer.id || (kind > 0 && kAnswers.at(kind - 1) != m_inFlight.front().kind))
        return died(Fate::crashed, crashed("nonsense"), told);
    if (auto* part = std::get_if<CoverPart>(&answer.found))
        return takePart(std::move(*part), told);
    if (auto* thumbnails = std::get_if<audio::CoverThumbnails>(&answer.found))
        return takeThumbnails(std::move(*thumbnails), told);
    if (auto* refusal = std::get_if<NotRead>(&answer.found))
        return finish(std::move(*refusal), told);
    if (auto* tags = std::get_if<audio::Tags>(&answer.found))
        return finish(std::move(*tags), told);
    if (auto* extras = std::get_if<audio::Extras>(&answer.found))
        return finish(std::move(*extras), told);
    finish(std::move(std::get<audio::StreamFormat>(answer.found)), told);
}

void ReadingLine::takePart(CoverPart part, const Told& told) {
    auto& cover = m_life.cover;
    if (!cover)
        cover = CoverPart{.width = part.width, .height = part.height, .bytes = {}};
    if (cover->bytes.size() + part.bytes.size() > CoverPart::kMostOfAll)
        return died(Fate::crashed, crashed("nonsense"), told);
    cover->bytes.insert(cover->bytes.end(), part.bytes.begin(), part.bytes.end());
    if (!part.isLast)
        return;
    const auto whole = std::exchange(cover, std::nullopt);
    auto image = coverOf(*whole);
    if (!image && !whole->bytes.empty())
        return died(Fate::crashed, crashed("nonsense"), told);
    finish(std::move(image), told);
}

void ReadingLine::takeThumbnails(audio::CoverThumbnails thumbnails, const Told& told) {
    if (thumbnails.content.empty())
        return finish(std::optional<audio::CoverThumbnails>(), told);
    const auto isEmpty = [](const auto& file) { return file.empty(); };
    const auto isLarge = [](const auto& file) { return file.size() > audio::CoverThumbnails::kMostBytes; };
    const auto& files = thumbnails.files;
    const bool isWhole = std::ranges::none_of(files, isEmpty);
    const bool isNone = std::ranges::all_of(files, isEmpty) && thumbnails.content == m_inFlight.front().unless;
    if (!audio::isCoverContent(thumbnails.content) || !(isWhole || isNone) || std::ranges::any_of(files, isLarge))
        return died(Fate::crashed, crashed("nonsense"), told);
    finish(std::optional(std::move(thumbnails)), told);
}

void ReadingLine::finish(Found found, const Told& told) {
    const auto id = m_inFlight.front().id;
    m_suspicion.acquit(id);
    m_inFlight.pop_front();
    told(id, std::move(found));
}

/// Called now and then while something is in flight and nothing comes.
void ReadingLine::lookAtTime(const Told& told) {
    if (!m_life.saidHello) {
        if (since(m_life.lastSign) >= kStartLimit)
            died(Fate::killed, {}, told);
        return;
    }
    if (!m_life.isWatched) {
        if (since(m_life.lastSign) < m_options.fileLimit / kQuietPart)
            return;
        m_watchdog.sign(m_life.child.get());
        m_life.isWatched = true;
        return;
    }
    if (since(m_watchdog.last()) < m_options.fileLimit)
        return;
    const auto finding = m_watchdog.look(*m_life.child, m_options.fileLimit, 1);
    if (finding == Watchdog::Finding::waits || (finding == Watchdog::Finding::stalled && !doesDiskAnswer()))
        return;
    const auto seconds = std::to_string(std::chrono::ceil<std::chrono::seconds>(m_options.fileLimit).count());
    died(Fate::tooLong, {.why = NotRead::Why::tooLong, .reason = {MessageId::fileNeverRead, {seconds}}}, told);
}

bool ReadingLine::doesDiskAnswer() const {
    const auto song = m_inFlight.front().song;
    const auto look = [song] {
        std::ifstream(song).get();
        return true;
    };
    return m_disks.ask<bool>(song.parent_path(), look).has_value();
}

/// What was not answered becomes suspect and is tried once more, alone, unless it was alone and is guilty. So a process that is
/// killed from outside costs no file.
void ReadingLine::died(Fate fate, const NotRead& blame, const Told& told) {
    const bool hadStarted = m_life.saidHello;
    m_life = {};
    auto begun = std::exchange(m_inFlight, {});
    if (!hadStarted) {
        if (++m_deathsBeforeHello >= kDeathsBeforeHello)
            throw Error{ErrorKind::process, Message(MessageId::analyzerEndsAtOnce, {m_options.program.string()})};
        m_again.insert(m_again.begin(), begun.begin(), begun.end());
        return;
    }
    const bool isAlone = begun.size() == 1;
    const Fate counted = fate == Fate::killed ? Fate::killed : Fate::crashed; // one that hangs needs no third try either
    std::vector<std::uint64_t> guilty;
    for (auto& request : begun) {
        if (m_suspicion.isGuilty(request.id, counted, isAlone))
            guilty.push_back(request.id);
        else
            m_suspects.push_back(std::move(request));
    }
    for (const auto id : guilty)
        told(id, blame);
}

} // namespace segue::analysis
