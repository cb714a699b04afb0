// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/audio/pulse_stream.h"

#include <pulse/pulseaudio.h>

#include <algorithm>
#include <chrono>
#include <span>
#include <utility>

namespace segue::app {
namespace {

using playback::AudioSink;

/// The device's buffer: long enough for a busy machine, short enough that a pause feels immediate.
constexpr std::uint32_t kBufferMs = 200;
/// As much is asked for at once: few wake-ups, here and in the server.
constexpr std::uint32_t kAtOnceMs = 50;
/// With that much it begins to play.
constexpr std::uint32_t kBeginMs = 20;
constexpr int kAskTimeEvery = 4;

std::int64_t nowNs() {
    return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

constexpr pa_sample_spec kSpec{.format = PA_SAMPLE_FLOAT32NE, .rate = AudioSink::kRateHz, .channels = AudioSink::kChannels};

std::uint32_t bytesFor(std::uint32_t milliseconds) {
    return static_cast<std::uint32_t>(pa_usec_to_bytes(milliseconds * PA_USEC_PER_MSEC, &kSpec));
}

void forget(pa_operation* operation) {
    if (operation != nullptr)
        pa_operation_unref(operation);
}

pa_stream* newStream(pa_context* context) {
    pa_proplist* facts = pa_proplist_new();
    pa_proplist_sets(facts, PA_PROP_MEDIA_ROLE, "music");
    pa_stream* stream = pa_stream_new_with_proplist(context, "Segue", &kSpec, nullptr, facts);
    pa_proplist_free(facts);
    return stream;
}

} // namespace

struct PulseStream::Callbacks {
    static PulseStream& of(void* self) { return *static_cast<PulseStream*>(self); }

    static void stateChanged(pa_stream* stream, void* self) {
        const auto state = pa_stream_get_state(stream);
        if (state == PA_STREAM_READY)
            of(self).begin();
        else if (!PA_STREAM_IS_GOOD(state))
            of(self).m_events.ended();
    }
    static void wanted(pa_stream* /*stream*/, std::size_t bytes, void* self) { of(self).fill(bytes); }

    static void underflow(pa_stream* /*stream*/, void* self) {
        if (of(self).m_isRunning && !of(self).m_isHeld)
            ++of(self).m_figures.underruns;
    }

    static void moved(pa_stream* stream, void* self) {
        auto& it = of(self);
        it.m_isHeld = true;
        forget(pa_stream_cork(stream, 1, nullptr, nullptr));
        it.m_events.moved(std::exchange(it.m_device, pa_stream_get_device_name(stream)));
    }

    /// An output that rests woke for it by now, or is kept asleep by somebody.
    static void begun(pa_stream* stream, int /*success*/, void* self) { suspended(stream, self); }

    static void suspended(pa_stream* stream, void* self) {
        auto& it = of(self);
        const bool isSuspended = pa_stream_is_suspended(stream) > 0;
        if (!it.m_isRunning || isSuspended == it.m_isHeld || !it.isGood())
            return;
        it.m_isHeld = isSuspended;
        it.noteBuffered();
        if (isSuspended)
            forget(pa_stream_flush(stream, nullptr, nullptr)); // it would come again: see AudioSink::DeviceChanged
        it.m_events.suspended(isSuspended);
        if (!isSuspended)
            it.goOn();
    }
};

PulseStream::PulseStream(pa_context* context, const Route& route, AudioSink::Pull pull, SinkFigures& figures, Buffered& buffered,
                         Events events)
    : m_stream(newStream(context))
    , m_converter(std::move(pull), {})
    , m_figures(figures)
    , m_buffered(buffered)
    , m_events(std::move(events))
    , m_isPinned(route.isPinned) {
    if (m_stream == nullptr) {
        m_events.ended();
        return;
    }
    pa_stream_set_state_callback(m_stream, &Callbacks::stateChanged, this);
    pa_stream_set_write_callback(m_stream, &Callbacks::wanted, this);
    pa_stream_set_underflow_callback(m_stream, &Callbacks::underflow, this);
    pa_stream_set_moved_callback(m_stream, &Callbacks::moved, this);
    pa_stream_set_suspended_callback(m_stream, &Callbacks::suspended, this);
    constexpr auto kServers = static_cast<std::uint32_t>(-1); // the server knows best
    const pa_buffer_attr buffer{.maxlength = kServers,
                                .tlength = bytesFor(kBufferMs),
                                .prebuf = bytesFor(kBeginMs),
                                .minreq = bytesFor(kAtOnceMs),
                                .fragsize = kServers};
    const auto flags =
        static_cast<pa_stream_flags_t>(PA_STREAM_START_CORKED | PA_STREAM_ADJUST_LATENCY | PA_STREAM_INTERPOLATE_TIMING |
                                       (m_isPinned ? PA_STREAM_DONT_MOVE : PA_STREAM_NOFLAGS));
    const char* const output = route.output.empty() ? nullptr : route.output.c_str();
    if (pa_stream_connect_playback(m_stream, output, &buffer, flags, nullptr, nullptr) < 0)
        m_events.ended();
}

PulseStream::~PulseStream() {
    if (m_stream == nullptr)
        return;
    pa_stream_set_state_callback(m_stream, nullptr, nullptr);
    pa_stream_set_write_callback(m_stream, nullptr, nullptr);
    pa_stream_set_underflow_callback(m_stream, nullptr, nullptr);
    pa_stream_set_moved_callback(m_stream, nullptr, nullptr);
    pa_stream_set_suspended_callback(m_stream, nullptr, nullptr);
    if (PA_STREAM_IS_GOOD(pa_stream_get_state(m_stream)))
        pa_stream_disconnect(m_stream);
    pa_stream_unref(m_stream);
}

bool PulseStream::isGood() const { return m_isReady && pa_stream_get_state(m_stream) == PA_STREAM_READY; }

void PulseStream::begin() {
    m_isReady = true;
    m_device = pa_stream_get_device_name(m_stream);
    if (std::exchange(m_isRunning, false))
        setRunning(true);
    m_events.began();
}

void PulseStream::setRunning(bool isRunning) {
    if (std::exchange(m_isRunning, isRunning) == isRunning || !isGood())
        return;
    if (isRunning)
        return goOn();
    forget(pa_stream_cork(m_stream, 1, nullptr, nullptr));
    forget(pa_stream_flush(m_stream, nullptr, nullptr));
    m_buffered.set(0.0, false);
}

void PulseStream::goOn() {
    m_isHeld = false;
    if (!m_isRunning || !isGood())
        return;
    fill(pa_stream_writable_size(m_stream));
    forget(pa_stream_cork(m_stream, 0, &Callbacks::begun, this));
    askTime();
}

bool PulseStream::moveTo(const std::string& output) {
    if (!isGood() || m_isPinned)
        return false;
    forget(pa_context_move_sink_input_by_name(pa_stream_get_context(m_stream), pa_stream_get_index(m_stream), output.c_str(),
                                              nullptr, nullptr));
    return true;
}

/// Not by libpulse's own timer, which would run in a pause as well.
void PulseStream::askTime() {
    m_sinceTold = 0;
    forget(pa_stream_update_timing_info(m_stream, nullptr, nullptr));
}

void PulseStream::fill(std::size_t bytes) {
    if (!m_isRunning || m_isHeld || bytes == static_cast<std::size_t>(-1))
        return;
    const std::size_t frame = m_converter.bytesPerFrame();
    while (bytes >= frame) {
        void* place = nullptr;
        std::size_t size = bytes;
        if (pa_stream_begin_write(m_stream, &place, &size) < 0 || place == nullptr)
            return;
        size = std::min(size, bytes) / frame * frame;
        m_converter.fill({static_cast<std::byte*>(place), size});
        if (m_figures.firstSoundNs == 0 && std::ranges::any_of(std::span(static_cast<const std::byte*>(place), size),
                                                               [](std::byte byte) { return byte != std::byte{0}; }))
            m_figures.firstSoundNs = nowNs();
        if (size == 0 || pa_stream_write(m_stream, place, size, nullptr, 0, PA_SEEK_RELATIVE) < 0)
            return;
        bytes -= size;
    }
    ++m_figures.pulls;
    if (++m_sinceTold >= kAskTimeEvery)
        askTime();
    noteBuffered();
}

void PulseStream::noteBuffered() {
    pa_usec_t latency = 0;
    int isNegative = 0;
    if (pa_stream_get_latency(m_stream, &latency, &isNegative) < 0) // not known before the server told the time
        return m_buffered.set(kBufferMs * 1e-3, false);
    m_buffered.set(isNegative != 0 ? 0.0 : static_cast<double>(latency) * 1e-6, !m_isHeld);
}

} // namespace segue::app
