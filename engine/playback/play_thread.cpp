// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/playback/play_thread.h"

#include "engine/playback/sound/item_reader.h"
#include "engine/words/error.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace segue::playback {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kReportEvery{100};
/// How often the thread looks how far the sink is while something is about to change or little is decoded, at most.
constexpr milliseconds kLook{20};
constexpr double kLittle = 0.55;
/// The longest time that a fade takes until the device has pulled its end.
constexpr milliseconds kLongestFade{200};
constexpr int kBehind = 8; ///< after so many rounds of decoding without a pause the status is reported all the same

/// Whether two statuses differ in more than the position.
bool isNews(const PlaybackStatus& a, const PlaybackStatus& b) {
    const auto facts = [](const PlaybackStatus& status) {
        return std::tie(status.state, status.length, status.isStrained, status.problem, status.failedEntry, status.begun,
                        status.order, status.level.gainDb, status.level.source, status.level.heldBackDb, status.item.track.id,
                        status.item.track.path, status.item.start, status.item.entry);
    };
    return facts(a) != facts(b);
}

} // namespace

PlayThread::PlayThread(std::unique_ptr<AudioSink> sink, Follow follow, Player::Listener listener)
    : m_sink(std::move(sink))
    , m_listener(std::move(listener))
    , m_stream(m_mixer, {.follow = follow ? std::move(follow) : [](const PlayItem&) { return std::optional<PlayItem>(); },
                         .newToken = [this] { return newToken(); },
                         .hasCommands = [this] { return hasCommands(); },
                         .failed = [this](const PlayItem& item, const Message& why) { noteFailure(item, why); },
                         .wayFor = [this](int rateHz) { return m_sink ? m_sink->wayFor(rateHz) : AudioSink::Way(); },
                         .change = [this](const AudioSink::Way& way) { changeWay(way); }}) {
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
            m_isBehind = !m_stream.decode();
            listen();
            // At the start a few rounds without a report are normal; later they mean that the device is faster than the decoder,
            // and the listener has to be told.
            m_behind = m_isBehind ? m_behind + 1 : 0;
            if (m_behind % kBehind == 0)
                report();
        } catch (const std::exception& error) {
            standStill(error);
        }
    }
    if (m_sink) {
        m_sink->stop();
    }
}

/// Called when memory ran out, or a device or a listener threw: playing stops, and the next command tries again.
void PlayThread::standStill(const std::exception& error) noexcept {
    try {
        finish();
        m_now.problem = messageOf(error);
        m_now.failedEntry = 0;
        m_mustReport = true;
    } catch (...) { // there is no memory for the message either; the next command tries again
    }
}

/// Sleeps until there is something to do. @return false: the thread shall end
bool PlayThread::waitForCommands(std::stop_token stop) {
    const milliseconds wait = untilLook(); // unlocked: it asks the sink
    std::unique_lock lock(m_mutex);
    const auto posted = [this] { return !m_commands.empty(); };
    if (m_isBehind)
        return !stop.stop_requested();
    if (isMoving()) {
        m_wake.wait_for(lock, stop, wait, posted);
    } else if (!m_mustReport) {
        m_wake.wait(lock, stop, posted);
    }
    return !stop.stop_requested();
}

/// Rarely where nothing changes but the position: each look wakes a processor.
milliseconds PlayThread::untilLook() const {
    if (m_now.state != PlayState::playing || m_now.isFading || m_mixer.filled() < kLittle)
        return kLook;
    const auto sinceReport = std::chrono::steady_clock::now() - m_reportedAt;
    auto wait = kReportEvery - std::chrono::floor<milliseconds>(sinceReport);
    const auto& map = m_stream.map();
    const std::uint64_t heard = m_mixer.heard(latency());
    if (map.size() > 1)
        wait = std::min(wait, timeOf(std::max(map.at(1).first, heard) - heard, map.at(1).rateHz));
    return std::clamp(wait, kLook, kReportEvery);
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

/// Called before more is decoded, when least is left in the buffer: that is how a computer that is too busy is recognised.
void PlayThread::watch() {
    if (m_now.state == PlayState::playing && isMoving()) {
        m_watch.look(m_mixer.filled(), m_stream.isDecoding(), std::chrono::steady_clock::now());
    }
}

/// The stop token for the reader that is opened next. All open readers share it: during a crossfade there are two.
std::stop_token PlayThread::newToken() {
    const std::lock_guard lock(m_mutex);
    if (m_decoding.stop_requested())
        m_decoding = std::stop_source();
    if (m_replaced || m_isEnding)
        m_decoding.request_stop();
    return m_decoding.get_token();
}

void PlayThread::forgetProblem() {
    m_now.problem.clear();
    m_now.failedEntry = 0;
}

/// Reported at once, because the next item may fail too, and every failure is to be reported.
void PlayThread::noteFailure(const PlayItem& item, const Message& why) {
    m_now.problem = why;
    m_now.failedEntry = item.entry;
    m_mustReport = true;
    report();
}

/// Begins with an item or what follows it; if nothing can be played, playing ends.
bool PlayThread::begin(const PlayItem& item, milliseconds from) {
    m_watch.begin(std::chrono::steady_clock::now());
    if (!m_stream.begin(item, from)) {
        finish();
        return false;
    }
    m_now.item = m_stream.map().heard().item;
    return true;
}

/// The sink takes sound of another rate only when it rests.
void PlayThread::changeWay(const AudioSink::Way& way) {
    m_mixer.setWay(way.rateHz, way.isExact);
    if (!m_sink)
        return;
    if (std::exchange(m_now.sinkRuns, false))
        m_sink->suspend();
    m_sink->setRate(way.rateHz);
}

void PlayThread::startSound() {
    if (m_stream.isOutdated() && !begin(m_now.item, m_stream.map().position(m_mixer.heard(latency()))))
        return;
    if (m_stream.map().empty())
        return;
    m_now.state = PlayState::playing;
    m_now.isFading = false;
    m_watch.begin(std::chrono::steady_clock::now());
    m_mixer.setPaused(false);
    if (m_sink) {
        if (!m_now.sinkRuns && m_mixer.aheadSeconds() == 0.0)
            m_isBehind = !m_stream.decode(); // else the device is given silence first
        m_sink->resume();
        m_now.sinkRuns = true;
    }
}

/// Compares what is heard with what was decoded: goes on to the next item, ends, lets the device rest.
void PlayThread::listen() {
    const std::uint64_t heard = m_mixer.heard(latency());
    if (m_stream.hear(heard)) {
        m_now.item = m_stream.map().heard().item;
        ++m_now.begun;
        if (!m_stream.map().hasFailures())
            forgetProblem();
        report();
    }
    const bool isDecoded = !m_stream.isDecoding() && heard >= m_mixer.written();
    if (m_now.state == PlayState::playing && isDecoded && !hasCommands() && !changeItem())
        finish();
    endFade();
    if (m_now.state != PlayState::playing && m_now.sinkRuns && m_mixer.isQuiet(latency())) {
        m_sink->suspend();
        m_now.sinkRuns = false;
    }
}

/// What follows goes to the sink another way, at its own rate.
bool PlayThread::changeItem() {
    if (!m_stream.changeWay())
        return false;
    m_now.item = m_stream.map().heard().item;
    ++m_now.begun;
    startSound();
    return true;
}

/// Nothing is left to play. The last item stays loaded, so that it can be started again.
void PlayThread::finish() {
    m_now.state = PlayState::stopped;
    m_now.isFading = false;
    m_mixer.setPaused(true);
    m_stream.clear();
}

void PlayThread::play(const PlayOrder& order) {
    forgetProblem();
    m_now.order = order.number;
    m_now.item = order.item;
    if (order.item.track.path.empty()) {
        finish();
        return;
    }
    ++m_now.begun;
    if (!begin(order.item, order.from))
        return;
    if (order.isPaused) {
        m_now.state = PlayState::paused;
        m_now.isFading = false;
        m_mixer.setPaused(true);
    } else {
        startSound();
    }
}

void PlayThread::followChanged() { m_stream.followChanged(); }

void PlayThread::setSound(const SoundSettings& settings) { m_stream.setSound(settings); }

void PlayThread::pause() {
    if (m_now.state == PlayState::playing) {
        m_now.state = PlayState::paused;
        m_mixer.setPaused(true);
        m_now.isFading = isMoving();
        m_now.fadesUntil = std::chrono::steady_clock::now() + kLongestFade +
                           std::chrono::duration_cast<milliseconds>(std::chrono::duration<double>(latency()));
    }
}

/// The pause is reported when the fade is over and nothing is heard any more.
void PlayThread::endFade() {
    if (m_now.isFading && (m_mixer.isQuiet(latency()) || std::chrono::steady_clock::now() > m_now.fadesUntil)) {
        m_now.isFading = false;
        m_mustReport = true;
    }
}

void PlayThread::resume() {
    if (m_now.state == PlayState::stopped && !m_now.item.track.path.empty()) {
        forgetProblem();
        ++m_now.begun;
        (void)begin(m_now.item, milliseconds(0));
    }
    startSound();
}

void PlayThread::stop() {
    forgetProblem();
    finish();
}

void PlayThread::seek(milliseconds position) {
    if (m_now.state == PlayState::stopped || m_stream.map().empty())
        return;
    m_watch.begin(std::chrono::steady_clock::now());
    if (m_stream.seek(position))
        m_now.item = m_stream.map().heard().item;
    else
        finish();
}

/// What the device took along unheard is decoded again, so that the music goes on where it was heard to.
void PlayThread::deviceChanged(const Message& problem) {
    if (!problem.empty() && m_now.deviceProblem.empty() && m_now.sinkRuns) {
        listen();
        m_mixer.cut();
        if (!m_stream.map().empty())
            seek(m_stream.map().position(m_mixer.heard(latency())));
    }
    m_now.deviceProblem = problem;
    if (problem.empty() && m_now.state == PlayState::playing) {
        startSound();
    }
}

PlaybackStatus PlayThread::status() const {
    PlaybackStatus status;
    const bool silent = !m_now.deviceProblem.empty() && m_now.state == PlayState::playing;
    status.state = silent ? PlayState::paused : m_now.isFading ? PlayState::playing : m_now.state;
    status.item = m_now.item;
    status.position = m_stream.map().position(m_mixer.heard(latency()));
    if (!m_stream.map().empty()) {
        status.length = m_stream.map().heard().length;
        status.level = m_stream.map().heard().level;
    }
    status.isStrained = m_now.state == PlayState::playing && m_watch.isStrained();
    status.problem = m_now.deviceProblem.empty() ? m_now.problem : m_now.deviceProblem;
    status.failedEntry = m_now.deviceProblem.empty() ? m_now.failedEntry : 0;
    status.begun = m_now.begun;
    status.order = m_now.order;
    return status;
}

void PlayThread::report() {
    PlaybackStatus now = status();
    const bool changed = m_mustReport || isNews(now, m_reported);
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
