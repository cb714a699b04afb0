// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/playback/play_thread.h"

#include "engine/words/error.h"

#include <algorithm>
#include <array>
#include <new>
#include <utility>

namespace segue::playback {
namespace {

using std::chrono::milliseconds;

/// How often the thread looks how far the sink is, while sound moves.
constexpr milliseconds kLook{20};
constexpr milliseconds kReportEvery{100};
/// previous() goes to the item's start if more than this was heard.
constexpr milliseconds kRestart{3'000};

} // namespace

PlayThread::PlayThread(std::unique_ptr<AudioSink> sink, Player::Listener listener)
    : m_sink(std::move(sink))
    , m_listener(std::move(listener)) {
    m_thread = std::jthread([this](std::stop_token stop) { run(std::move(stop)); });
}

PlayThread::~PlayThread() { end(); }

void PlayThread::end() {
    {
        const std::lock_guard lock(m_mutex);
        m_isEnding = true;
        m_decoding.request_stop();
    }
    m_thread.request_stop();
    if (m_thread.joinable())
        m_thread.join();
}

void PlayThread::post(Command command, bool replaces) {
    {
        const std::lock_guard lock(m_mutex);
        m_commands.push_back(std::move(command));
        if (replaces) {
            m_replaced = true;
            m_decoding.request_stop();
        }
    }
    m_wake.notify_one();
}

void PlayThread::run(std::stop_token stop) {
    if (m_sink) {
        m_sink->start(
            [this](std::span<float> interleaved) { m_mixer.pull(interleaved); },
            [this](const Message& problem) { post([problem](PlayThread& thread) { thread.deviceChanged(problem); }, false); });
    } else {
        m_now.deviceProblem = MessageId::playNoOutput;
    }
    while (waitForCommands(stop)) {
        try {
            carryOutCommands();
            watch();
            fill();
            follow();
            report();
        } catch (const std::exception& error) {
            standStill(error);
        }
    }
    if (m_sink) {
        m_sink->stop();
    }
}

/// Memory is short, or a device or a listener threw: nothing is played, and it can be tried again.
void PlayThread::standStill(const std::exception& error) noexcept {
    try {
        finish();
        m_now.problem = messageOf(error);
        m_mustReport = true;
    } catch (...) { // not even that can be said; the next command may fare better
    }
}

/// Sleeps until there is something to do. @return false: the thread shall end
bool PlayThread::waitForCommands(std::stop_token stop) {
    std::unique_lock lock(m_mutex);
    const auto posted = [this] { return !m_commands.empty(); };
    if (isMoving()) {
        m_wake.wait_for(lock, stop, kLook, posted);
    } else if (!m_mustReport) {
        m_wake.wait(lock, stop, posted);
    }
    return !stop.stop_requested();
}

void PlayThread::carryOutCommands() {
    std::vector<Command> commands;
    {
        const std::lock_guard lock(m_mutex);
        commands.swap(m_commands);
        m_replaced = false;
    }
    for (const Command& command : commands) {
        command(*this);
        m_mustReport = true;
    }
}

bool PlayThread::hasCommands() {
    const std::lock_guard lock(m_mutex);
    return !m_commands.empty();
}

/// Whether time passes for the thread: sound is on its way, or a pause is fading out.
bool PlayThread::isMoving() const { return m_now.sinkRuns && m_now.deviceProblem.empty(); }

double PlayThread::latency() const { return m_sink && m_now.deviceProblem.empty() ? m_sink->latencySeconds() : 0.0; }

/// Before more is decoded: a computer that is too busy shows in how little is left then.
void PlayThread::watch() {
    if (m_now.state == PlayState::playing && isMoving()) {
        m_watch.look(m_mixer.aheadSeconds(), m_now.reader.has_value(), std::chrono::steady_clock::now());
    }
}

/// Decodes ahead, on into the next item when one ends, so that no gap is heard between them.
void PlayThread::fill() {
    std::array<float, 2 * Mixer::kMostFrames> block{};
    while (m_now.reader && m_mixer.isHungry() && !hasCommands()) {
        const std::size_t frames = m_now.reader->read(block);
        if (frames > 0) {
            m_mixer.write(std::span(block).first(2 * frames));
            continue;
        }
        if (m_decoding.stop_requested()) {
            return;
        }
        if (const std::string why = m_now.reader->whyEndedEarly(); !why.empty()) {
            m_now.problem = Message(MessageId::playEndedEarly, {m_now.queue.at(m_now.readerIndex).track.title, why});
        }
        (void)openFrom(m_now.readerIndex + 1);
    }
}

/// Opens the first item from `index` on that can be played, at its start; none: nothing is open.
bool PlayThread::openFrom(std::size_t index) {
    m_now.reader.reset();
    for (; index < m_now.queue.size(); ++index) {
        std::stop_token stop;
        {
            const std::lock_guard lock(m_mutex);
            m_decoding = std::stop_source();
            if (m_replaced || m_isEnding) {
                m_decoding.request_stop();
            }
            stop = m_decoding.get_token();
        }
        const PlayItem& item = m_now.queue.at(index);
        try {
            m_now.reader.emplace(item, stop);
        } catch (const std::exception& error) {
            if (stop.stop_requested()) {
                return false;
            }
            m_now.problem = Message(MessageId::playNotPlayed, {item.track.title}).with(messageOf(error));
            continue;
        }
        m_now.readerIndex = index;
        m_now.segments.push_back({.first = m_mixer.written(), .index = index, .position = 0, .length = m_now.reader->length()});
        return true;
    }
    return false;
}

/// Drops what is on its way and begins at an item, or at the next one that can be played.
void PlayThread::startAt(std::size_t index, milliseconds position) {
    m_mixer.flush();
    m_watch.begin(std::chrono::steady_clock::now());
    m_now.segments.clear();
    m_now.queue.moveTo(index);
    if (!openFrom(index)) {
        finish();
        return;
    }
    m_now.queue.moveTo(m_now.readerIndex);
    if (position.count() > 0 && m_now.readerIndex == index) {
        m_now.reader->seek(position);
        m_now.segments.back().position = m_now.reader->position();
    }
}

void PlayThread::startSound() {
    if (!m_now.reader && m_now.segments.empty()) {
        return;
    }
    m_now.state = PlayState::playing;
    m_watch.begin(std::chrono::steady_clock::now());
    m_mixer.setPaused(false);
    if (m_sink) {
        m_sink->resume();
        m_now.sinkRuns = true;
    }
}

/// Compares what is heard with what was decoded: goes on to the next item, ends, lets the device rest.
void PlayThread::follow() {
    const std::uint64_t heard = m_mixer.heard(latency());
    while (m_now.segments.size() > 1 && heard >= m_now.segments[1].first) {
        m_now.segments.pop_front();
        m_now.queue.moveTo(m_now.segments.front().index);
    }
    if (m_now.state == PlayState::playing && !m_now.reader && heard >= m_mixer.written() && !hasCommands()) {
        finish();
    }
    if (m_now.state != PlayState::playing && m_now.sinkRuns && m_mixer.isQuiet(latency())) {
        m_sink->suspend();
        m_now.sinkRuns = false;
    }
}

/// Nothing more to play; the last item stays, to be started again.
void PlayThread::finish() {
    m_now.state = PlayState::stopped;
    m_now.reader.reset();
    m_now.segments.clear();
    m_mixer.setPaused(true);
    m_mixer.flush();
}

void PlayThread::play(PlayQueue queue) {
    m_now.problem.clear();
    m_now.queue = std::move(queue);
    if (m_now.queue.empty()) {
        finish();
        return;
    }
    startAt(m_now.queue.current(), milliseconds(0));
    startSound();
}

void PlayThread::playNext(PlayItem item) {
    const bool idle = m_now.state == PlayState::stopped;
    const bool ahead = m_now.reader ? m_now.readerIndex != m_now.queue.current() : !idle;
    const bool first = m_now.queue.empty();
    m_now.queue.insertNext(std::move(item));
    if (idle) {
        m_now.problem.clear();
        startAt(m_now.queue.current() + (first ? 0 : 1), milliseconds(0));
        startSound();
    } else if (ahead) {
        // What follows the current item is decoded already; the rest of the current one is decoded again.
        startAt(m_now.queue.current(), heardPosition());
    }
}

void PlayThread::pause() {
    if (m_now.state == PlayState::playing) {
        m_now.state = PlayState::paused;
        m_mixer.setPaused(true);
    }
}

void PlayThread::resume() {
    if (m_now.state == PlayState::stopped && !m_now.queue.empty()) {
        m_now.problem.clear();
        startAt(m_now.queue.current(), milliseconds(0));
    }
    startSound();
}

void PlayThread::stop() {
    m_now.problem.clear();
    finish();
}

void PlayThread::next() {
    m_now.problem.clear();
    if (!m_now.queue.hasNext()) {
        finish();
        return;
    }
    startAt(m_now.queue.current() + 1, milliseconds(0));
    startSound();
}

void PlayThread::previous() {
    m_now.problem.clear();
    if (m_now.queue.empty()) {
        return;
    }
    const std::size_t current = m_now.queue.current();
    const bool restart = heardPosition() > kRestart || !m_now.queue.hasPrevious();
    startAt(restart ? current : current - 1, milliseconds(0));
    startSound();
}

void PlayThread::seek(milliseconds position) {
    if (m_now.state == PlayState::stopped) {
        return;
    }
    const std::size_t current = m_now.queue.current();
    if (!m_now.reader || m_now.readerIndex != current || m_decoding.stop_requested()) {
        startAt(current, position);
        return;
    }
    m_mixer.flush();
    m_watch.begin(std::chrono::steady_clock::now());
    m_now.reader->seek(position);
    m_now.segments.clear();
    m_now.segments.push_back(
        {.first = m_mixer.written(), .index = current, .position = m_now.reader->position(), .length = m_now.reader->length()});
}

void PlayThread::deviceChanged(const Message& problem) {
    m_now.deviceProblem = problem;
    if (problem.empty() && m_now.state == PlayState::playing) {
        startSound();
    }
}

milliseconds PlayThread::heardPosition() const {
    if (m_now.segments.empty()) {
        return milliseconds(0);
    }
    const Segment& segment = m_now.segments.front();
    // After a jump the buffer still holds older sound: the position waits at the new place.
    const std::uint64_t heard = std::max(m_mixer.heard(latency()), segment.first);
    return timeOf(segment.position + heard - segment.first);
}

PlaybackStatus PlayThread::status() const {
    PlaybackStatus status;
    const bool silent = !m_now.deviceProblem.empty() && m_now.state == PlayState::playing;
    status.state = silent ? PlayState::paused : m_now.state;
    if (!m_now.queue.empty()) {
        status.item = m_now.queue.at(m_now.queue.current());
        status.hasNext = m_now.queue.hasNext();
        status.hasPrevious = m_now.queue.hasPrevious();
    }
    status.position = heardPosition();
    if (!m_now.segments.empty()) {
        status.length = m_now.segments.front().length;
        if (status.length.count() > 0) {
            status.position = std::min(status.position, status.length);
        }
    }
    status.isStrained = m_now.state == PlayState::playing && m_watch.isStrained();
    status.problem = m_now.deviceProblem.empty() ? m_now.problem : m_now.deviceProblem;
    return status;
}

void PlayThread::report() {
    PlaybackStatus now = status();
    const bool changed = m_mustReport || now.state != m_reported.state || now.hasNext != m_reported.hasNext ||
                         now.hasPrevious != m_reported.hasPrevious || now.length != m_reported.length ||
                         now.problem != m_reported.problem || now.isStrained != m_reported.isStrained ||
                         now.item.track.id != m_reported.item.track.id || now.item.track.path != m_reported.item.track.path ||
                         now.item.start != m_reported.item.start;
    const auto time = std::chrono::steady_clock::now();
    const bool moved = now.position != m_reported.position && time - m_reportedAt >= kReportEvery;
    if (!changed && !moved) {
        return;
    }
    m_mustReport = false;
    m_reported = std::move(now);
    m_reportedAt = time;
    if (m_listener) {
        m_listener(m_reported);
    }
}

} // namespace segue::playback
