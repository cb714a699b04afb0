// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/decoder.h"

#include "engine/audio/ffmpeg/frame_mixer.h"
#include "engine/audio/ffmpeg/media_input.h"
#include "engine/audio/ffmpeg/resampler.h"
#include "engine/words/error.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <vector>

namespace segue::audio {

using std::chrono::milliseconds;

namespace {

std::int64_t framesIn(milliseconds time, int rateHz) { return (time.count() * rateHz + 500) / 1000; }

} // namespace

class Decoder::Impl final {
public:
    Impl(const std::filesystem::path& path, OutputFormat output, std::stop_token stop)
        : m_stop(std::move(stop))
        , m_input(path, m_stop, output.isTrimmed)
        , m_output(output) {
        if (m_output.rateHz == 0)
            m_output.rateHz = m_input.format().rateHz;
        if (m_output.channels == 0)
            m_output.channels = m_input.format().channels;
        // Built here so that a rate that cannot be resampled fails when opening and not in the middle.
        if (!m_stop.stop_requested())
            prepareResampler(m_input.format().rateHz);
    }

    [[nodiscard]] ffmpeg::MediaInput& input() { return m_input; }
    [[nodiscard]] OutputFormat output() const { return m_output; }
    void observeChannels(ChannelObserver observer) { m_channelObserver = std::move(observer); }

    std::size_t read(std::span<float> interleaved) {
        const auto channels = static_cast<std::size_t>(std::max(1, m_output.channels));
        const std::size_t wanted = interleaved.size() / channels * channels;
        std::size_t done = 0;
        while (done < wanted && !m_stop.stop_requested()) {
            if (m_taken == m_ready.size() && !refill())
                break;
            const std::size_t part = std::min(wanted - done, m_ready.size() - m_taken);
            std::copy_n(m_ready.begin() + static_cast<std::ptrdiff_t>(m_taken), part,
                        interleaved.begin() + static_cast<std::ptrdiff_t>(done));
            m_taken += part;
            done += part;
        }
        m_position += static_cast<std::int64_t>(done / channels);
        return done / channels;
    }

    void seek(milliseconds position) {
        const int rateHz = m_input.format().rateHz;
        const std::int64_t target = m_input.window().first + std::max<std::int64_t>(0, framesIn(position, rateHz));
        clear();
        m_position = framesIn(std::max(milliseconds(0), position), m_output.rateHz);
        // Lossy codecs need some packets before the target to have their state (MP3: its bit reservoir, Opus: 80 ms),
        // and some containers land late: then try from further back, at last from the beginning.
        for (const std::int64_t seconds : std::array<std::int64_t, 2>{1, 10}) {
            const std::int64_t from = target - (seconds == 1 ? rateHz / 2 : seconds * rateHz);
            if (from <= 0 || m_stop.stop_requested())
                break;
            if (m_input.seekTo(from) && discardUntil(target, false))
                return;
        }
        m_ended = !m_input.rewind() || !discardUntil(target, true);
    }

    [[nodiscard]] milliseconds position() const {
        return milliseconds(m_output.rateHz > 0 ? m_position * 1000 / m_output.rateHz : 0);
    }

    milliseconds measure() {
        const milliseconds length = m_input.measure();
        if (length > milliseconds(0))
            m_input.format().duration = length;
        seek(milliseconds(0));
        return length;
    }

private:
    void clear() {
        m_ready.clear();
        m_taken = 0;
        m_ended = m_last = false;
        m_resampler.reset();
    }

    void prepareResampler(int rateHz) {
        if (rateHz == m_output.rateHz)
            return;
        if (!m_resampler || m_resampler->fromHz() != rateHz)
            m_resampler.emplace(rateHz, m_output.rateHz, m_output.channels);
    }

    /// Replaces the ready samples by the next decoded sound; false at the end.
    bool refill() {
        m_ready.clear();
        m_taken = 0;
        while (m_ready.empty() && !m_ended) {
            if (const AVFrame* frame = m_last ? nullptr : m_input.nextFrame())
                accept(*frame, std::clamp<std::int64_t>(m_input.window().first - m_source, 0, frame->nb_samples));
            else
                finish();
        }
        return !m_ready.empty();
    }

    void finish() {
        m_ended = true;
        if (m_resampler && !m_stop.stop_requested())
            m_resampler->finish(m_ready);
    }

    /// How many samples of a frame come before the end of the music.
    [[nodiscard]] std::int64_t beforeEnd(const AVFrame& frame) const {
        const auto& window = m_input.window();
        const std::int64_t left = window.frames ? window.first + *window.frames - m_source : frame.nb_samples;
        return std::clamp<std::int64_t>(left, 0, frame.nb_samples);
    }

    /// Makes a frame ready, without its first @p skipped samples.
    void accept(const AVFrame& frame, std::int64_t skipped) {
        const std::int64_t until = beforeEnd(frame);
        m_source += frame.nb_samples;
        if (until < frame.nb_samples)
            m_last = true;
        skipped = std::min(skipped, until);
        m_mixed.clear();
        m_mixer.mix(frame, m_output, m_mixed);
        if (m_channelObserver)
            m_channelObserver(m_mixer.planes(), static_cast<std::size_t>(frame.ch_layout.nb_channels));
        const std::span<const float> kept = std::span<const float>(m_mixed).subspan(
            static_cast<std::size_t>(skipped * m_output.channels), static_cast<std::size_t>((until - skipped) * m_output.channels));
        if (frame.sample_rate == m_output.rateHz) {
            m_ready.insert(m_ready.end(), kept.begin(), kept.end());
            return;
        }
        try {
            prepareResampler(frame.sample_rate);
            m_resampler->convert(kept, m_ready);
        } catch (const Error&) {
            m_ended = true; // the sound changes in the middle to something that cannot be resampled
        }
    }

    /// Decodes up to the sample @p target. False if the sound begins after it (then nothing is ready) or ends before it.
    bool discardUntil(std::int64_t target, bool fromBeginning) {
        std::optional<std::int64_t> at;
        while (const AVFrame* frame = m_input.nextFrame()) {
            if (!at) {
                // Even at the beginning the stamp counts: some containers deliver the encoder's delay here.
                at = m_input.sampleOf(*frame);
                if (fromBeginning)
                    at = std::min<std::int64_t>(0, at.value_or(0));
            }
            if (!at || (*at > target && !fromBeginning))
                return false;
            if (*at + frame->nb_samples > target) {
                m_source = *at;
                accept(*frame, std::max<std::int64_t>(0, target - *at));
                return true;
            }
            *at += frame->nb_samples;
        }
        m_ended = true;
        return at.has_value(); // beyond the end: a place that has nothing to read, unless the jump itself went wrong
    }

    std::stop_token m_stop;
    ffmpeg::MediaInput m_input;
    OutputFormat m_output;
    std::optional<ffmpeg::Resampler> m_resampler;
    ffmpeg::FrameMixer m_mixer;
    ChannelObserver m_channelObserver;
    std::vector<float> m_mixed;  ///< scratch
    std::vector<float> m_ready;  ///< converted, interleaved
    std::size_t m_taken = 0;     ///< of m_ready
    std::int64_t m_position = 0; ///< output frames from the beginning
    std::int64_t m_source = 0;   ///< samples from the first that the file delivers to the next frame, at its own rate
    bool m_last = false;         ///< the end of the music is decoded
    bool m_ended = false;
};

Decoder::Decoder(const std::filesystem::path& path, OutputFormat output, std::stop_token stop)
    : m_impl(std::make_unique<Impl>(path, output, std::move(stop))) {}
Decoder::~Decoder() = default;
Decoder::Decoder(Decoder&&) noexcept = default;
Decoder& Decoder::operator=(Decoder&&) noexcept = default;

const StreamFormat& Decoder::format() const { return m_impl->input().format(); }
OutputFormat Decoder::output() const { return m_impl->output(); }
std::size_t Decoder::read(std::span<float> interleaved) { return m_impl->read(interleaved); }
void Decoder::seek(milliseconds position) { m_impl->seek(position); }
milliseconds Decoder::position() const { return m_impl->position(); }
milliseconds Decoder::measureDuration() { return m_impl->measure(); }
GainTags Decoder::gainTags() const { return m_impl->input().gainTags(); }
bool Decoder::ranOutOfMemory() const { return m_impl->input().ranOutOfMemory(); }
bool Decoder::visitPackets(milliseconds from, const PacketVisitor& visit) {
    return m_impl->input().visitPackets(framesIn(std::max(milliseconds(0), from), format().rateHz), visit);
}
void Decoder::observeChannels(ChannelObserver observer) { m_impl->observeChannels(std::move(observer)); }
void Decoder::observePackets(PacketObserver observer) { m_impl->input().observe(std::move(observer)); }

} // namespace segue::audio
