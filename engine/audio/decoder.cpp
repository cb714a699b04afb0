// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/decoder.h"

#include "engine/audio/ffmpeg/frame_mixer.h"
#include "engine/audio/ffmpeg/media_input.h"
#include "engine/audio/ffmpeg/resampler.h"
#include "engine/audio/section_cut.h"
#include "engine/audio/tags.h"
#include "engine/words/error.h"
#include "engine/words/section.h"

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
        , m_input(fileOf(path), m_stop, output.isTrimmed)
        , m_output(output) {
        if (m_output.rateHz == 0)
            m_output.rateHz = m_input.format().rateHz;
        if (m_output.channels == 0)
            m_output.channels = m_input.format().channels;
        // Built here so that a rate that cannot be resampled fails when opening and not in the middle.
        if (!m_stop.stop_requested())
            prepareResampler(m_input.format().rateHz);
        if (const auto section = sectionOf(path); section && !m_stop.stop_requested())
            enter(*section, path);
    }

    [[nodiscard]] ffmpeg::MediaInput& input() { return m_input; }
    [[nodiscard]] OutputFormat output() const { return m_output; }
    void setMonoGains(std::vector<float> gains) { m_output.monoGains = std::move(gains); }
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
        const std::int64_t music = m_input.window().first;
        const std::int64_t before = position.count() > 0 ? 0 : std::min(m_cut.begin, m_cut.margin);
        const std::int64_t target = music + m_cut.begin - before + std::max<std::int64_t>(0, framesIn(position, rateHz));
        clear();
        m_position = m_made = framesIn(std::max(milliseconds(0), position), m_output.rateHz);
        m_toDrop = before * m_output.rateHz / std::max(1, rateHz);
        if (target >= music + m_cut.end) {
            m_ended = true;
            return;
        }
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
        const milliseconds whole = m_input.measure();
        const milliseconds length = whole > milliseconds(0) ? lengthWithin(whole) : whole;
        if (length > milliseconds(0))
            m_input.format().duration = length;
        seek(milliseconds(0));
        return length;
    }

    /// Times of packets are told from the section's beginning; those behind its end are as behind the end of a file.
    bool visit(milliseconds from, const PacketVisitor& visitor) {
        const int rateHz = m_input.format().rateHz;
        const std::int64_t first = m_cut.begin + framesIn(std::max(milliseconds(0), from), rateHz);
        if (m_cut.isWhole())
            return m_input.visitPackets(first, visitor);
        const auto begin = timeOf(m_cut.begin);
        const auto end = m_cut.end == SectionCut::kOpen ? std::chrono::microseconds::max() : timeOf(m_cut.end);
        return m_input.visitPackets(first, [&](const Packet& packet) {
            return packet.at < end && visitor({packet.at - begin, packet.duration, packet.bytes});
        });
    }

    void observePackets(PacketObserver observer) {
        if (observer && !m_cut.isWhole())
            observer = [begin = timeOf(m_cut.begin), told = std::move(observer)](
                           std::chrono::microseconds at, std::span<const std::byte> packet) { told(at - begin, packet); };
        m_input.observe(std::move(observer));
    }

private:
    [[nodiscard]] std::chrono::microseconds timeOf(std::int64_t sample) const {
        const int rateHz = std::max(1, m_input.format().rateHz);
        return std::chrono::microseconds(sample / rateHz * 1'000'000 + sample % rateHz * 1'000'000 / rateHz);
    }

    /// How much of a file of this length belongs to the section.
    [[nodiscard]] milliseconds lengthWithin(milliseconds whole) const {
        if (m_cut.isWhole())
            return whole;
        const int rateHz = std::max(1, m_input.format().rateHz);
        const std::int64_t end = whole > milliseconds(0) ? std::min(m_cut.end, framesIn(whole, rateHz)) : m_cut.end;
        return milliseconds(end == SectionCut::kOpen ? 0 : std::max<std::int64_t>(0, end - m_cut.begin) * 1000 / rateHz);
    }

    /// From now on the file seems to be this stretch of it. A stretch beyond its end is a song without sound.
    void enter(const Section& section, const std::filesystem::path& path) {
        m_cut = SectionCut::of(section, m_input.format().rateHz, m_output.rateHz);
        if (m_cut.isWhole())
            return;
        m_input.format().duration = lengthWithin(m_input.format().duration);
        seek(milliseconds(0));
        if (m_ready.empty() && !refill() && !m_stop.stop_requested())
            throw Error(ErrorKind::badFile, Message(MessageId::songNothingDecoded, {displayName(fileOf(path))}));
    }

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
        const std::size_t before = m_ready.size();
        finishResampling();
        keepWithinCut(before);
    }

    void finishResampling() {
        if (m_resampler && !m_stop.stop_requested())
            m_resampler->finish(m_ready);
    }

    /// Of what was made ready behind the first @p before, keeps what belongs to the section.
    void keepWithinCut(std::size_t before) {
        if (m_cut.isWhole())
            return;
        const auto channels = static_cast<std::size_t>(std::max(1, m_output.channels));
        const auto fresh = static_cast<std::int64_t>((m_ready.size() - before) / channels);
        const std::int64_t dropped = std::min(m_toDrop, fresh);
        const auto at = m_ready.begin() + static_cast<std::ptrdiff_t>(before);
        m_ready.erase(at, at + dropped * static_cast<std::ptrdiff_t>(channels));
        m_toDrop -= dropped;
        const std::int64_t kept = std::clamp<std::int64_t>(m_cut.delivered - m_made, 0, fresh - dropped);
        m_ready.resize(before + static_cast<std::size_t>(kept) * channels);
        m_made += kept;
        m_ended = m_ended || m_made >= m_cut.delivered;
    }

    /// Behind the last sample that is of use: of the music, or of the section and what a resampler hears behind it.
    [[nodiscard]] std::int64_t lastSource() const {
        const auto& window = m_input.window();
        const std::int64_t music = window.frames ? window.first + *window.frames : SectionCut::kOpen;
        return std::min(music, window.first + m_cut.end + m_cut.margin);
    }

    /// Makes a frame ready, without its first @p skipped samples.
    void accept(const AVFrame& frame, std::int64_t skipped) {
        const std::size_t before = m_ready.size();
        const std::int64_t until = std::clamp<std::int64_t>(lastSource() - m_source, 0, frame.nb_samples);
        m_source += frame.nb_samples;
        m_last = m_last || m_source >= lastSource();
        makeReady(frame, std::min(skipped, until), until);
        keepWithinCut(before);
    }

    void makeReady(const AVFrame& frame, std::int64_t skipped, std::int64_t until) {
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
    bool m_last = false;         ///< the end of the music, or of the section, is decoded
    SectionCut m_cut;
    std::int64_t m_toDrop = 0; ///< output frames from before a section
    std::int64_t m_made = 0;   ///< output frames of a section, from its beginning, that were made ready
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
void Decoder::setMonoGains(std::vector<float> gains) { m_impl->setMonoGains(std::move(gains)); }
milliseconds Decoder::position() const { return m_impl->position(); }
milliseconds Decoder::measureDuration() { return m_impl->measure(); }
GainTags Decoder::gainTags() const { return m_impl->input().gainTags(); }
bool Decoder::ranOutOfMemory() const { return m_impl->input().ranOutOfMemory(); }
bool Decoder::visitPackets(milliseconds from, const PacketVisitor& visit) { return m_impl->visit(from, visit); }
void Decoder::observeChannels(ChannelObserver observer) { m_impl->observeChannels(std::move(observer)); }
void Decoder::observePackets(PacketObserver observer) { m_impl->observePackets(std::move(observer)); }

} // namespace segue::audio
