// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/audio/gain_tags.h"
#include "engine/audio/stream_format.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace segue::audio {

/// What read() delivers.
struct OutputFormat {
    int rateHz = 0;                    ///< 0: the file's own rate; otherwise resampled to this
    int channels = 0;                  ///< 0: the file's own; 1: the mean of all channels; 2: stereo
    std::vector<float> monoGains = {}; ///< for one channel: the gain of each of the file's channels, instead of the mean
    /// The music alone, to the sample, without what the encoder put before and behind it, and format().duration is its length.
    /// For playing: what is analysed keeps the places it always had.
    bool isTrimmed = false;
};

/// Decodes one file to float PCM, nominally in [-1, 1] (lossy files overshoot a little; NaN and infinity become 0).
///
/// Use: construct, then read() until it returns 0. At the file's own rate samples pass through unchanged.
/// Damaged stretches in the middle are skipped and the rest is delivered.
///
/// Stopping: when the stop token is asked to stop, opening, reading and seeking return soon (also out of a blocked
/// disk), and the decoder is from then on at its end. Stopping is not an error: ask the token.
///
/// Thread rule: one thread at a time. Many decoders may run side by side.
/// Failure rule: the constructor throws Error{io} (cannot be opened) or Error{badFile} (holds no sound that can be
/// decoded: empty, text, a video without sound; or at a rate outside 1,000 to 6,000,000 Hz) or
/// Error{noMemory}; read() and seek() throw nothing but std::bad_alloc.
class Decoder final {
public:
    /// Opens a file and decodes its first block, so that a constructed decoder has sound. The name is taken byte by
    /// byte: it need not be UTF-8.
    explicit Decoder(const std::filesystem::path& path, OutputFormat output = {}, std::stop_token stop = {});
    ~Decoder();
    Decoder(Decoder&&) noexcept;
    Decoder& operator=(Decoder&&) noexcept;

    [[nodiscard]] const StreamFormat& format() const;

    /// The output format with the zeros filled in.
    [[nodiscard]] OutputFormat output() const;

    /// Fills @p interleaved [frames, channels] as far as it goes.
    /// @return frames written; less than asked for only at the end; 0 at the end or when stopped.
    std::size_t read(std::span<float> interleaved);

    /// Continues at @p position, to the sample where the container's time stamps allow it and within a frame of the
    /// codec elsewhere. Beyond the end: read() then returns 0. In MP3 files of more than 40 MB what is played is
    /// found by the heads of the frames before it; for anything else the place is taken from the file's own table (or its
    /// constant bit rate) instead of counting through everything before it.
    void seek(std::chrono::milliseconds position);

    /// From the next seek() on the channels are mixed so: OutputFormat::monoGains.
    void setMonoGains(std::vector<float> gains);

    /// Time of the next sample that read() delivers, from the beginning of the sound.
    [[nodiscard]] std::chrono::milliseconds position() const;

    /// Reads all packets without decoding them to find the real length of the sound (0 if stopped), then continues at the
    /// beginning. For files whose header is wrong. The answer becomes format().duration.
    std::chrono::milliseconds measureDuration();

    /// How loud the file's tags want it. (What an Opus file's header says is in the sound already.)
    [[nodiscard]] GainTags gainTags() const;

    /// Whether an allocation failed while decoding: then what was delivered may have holes or end early.
    [[nodiscard]] bool ranOutOfMemory() const;

    /// Called with the time and the bytes of every compressed packet on its way into the codec; used to identify the
    /// sound itself. Packets from before the target of a seek() are shown too: compare the time.
    using PacketObserver = std::function<void(std::chrono::microseconds at, std::span<const std::byte> packet)>;
    void observePackets(PacketObserver observer);

    /// Called with all decoded sound before it is mixed, at the file's own rate; used to judge the channels.
    /// @param planes [channels, samples], one channel after another; valid during the call
    using ChannelObserver = std::function<void(std::span<const float> planes, std::size_t channels)>;
    void observeChannels(ChannelObserver observer);

    /// A compressed packet; its duration is the container's, 0 if it gives none.
    struct Packet {
        std::chrono::microseconds at{0};
        std::chrono::microseconds duration{0};
        std::span<const std::byte> bytes;
    };
    using PacketVisitor = std::function<bool(const Packet& packet)>;
    /// Shows packets without decoding them, in the file's order and from somewhat before @p from, until the visitor returns
    /// false or the file ends. A seek() must follow if more is to be read.
    /// @return false if the container found no place that is surely before @p from, or when stopped
    bool visitPackets(std::chrono::milliseconds from, const PacketVisitor& visit);

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace segue::audio
