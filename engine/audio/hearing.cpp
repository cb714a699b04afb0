// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/hearing.h"

#include "engine/audio/channel_balance.h"
#include "engine/audio/excerpt_reading.h"
#include "engine/audio/sounding.h"

#include <algorithm>
#include <iterator>
#include <new>
#include <utility>

namespace segue::audio {

using std::chrono::milliseconds;

namespace {

constexpr milliseconds kLongSong = std::chrono::minutes(30);
constexpr milliseconds kEnoughOfLong = std::chrono::seconds(10); ///< in one excerpt: enough for a long song
constexpr milliseconds kMostLookedThrough = std::chrono::hours(2);
constexpr milliseconds kRounding{50};    ///< what codecs and resamplers leave out at the ends
constexpr std::int64_t kMostSilent = 10; ///< at most one part in this many of an excerpt

/// The result of reading through a song: the levels of its channels, and how they relate.
class SongLook final {
public:
    SongLook(const std::filesystem::path& path, milliseconds enough, const std::stop_token& stop)
        : m_decoder(path, {.channels = 1}, stop) {
        m_decoder.observeChannels([this](std::span<const float> planes, std::size_t channels) { take(planes, channels); });
        lookThrough(enough);
    }

    [[nodiscard]] std::vector<float> mix() const { return m_balance.mix(); }
    [[nodiscard]] bool ranOutOfMemory() const { return m_decoder.ranOutOfMemory(); }
    [[nodiscard]] float floor() const { return silentBelow(m_levels.empty() ? 0.0F : *std::ranges::max_element(m_levels)); }
    [[nodiscard]] std::vector<ExcerptSpan> sounding() const { return soundingStretches(m_levels, kLevelBlock, floor()); }

private:
    void take(std::span<const float> planes, std::size_t channels) {
        m_balance.add(planes, channels);
        const std::size_t samples = planes.size() / channels;
        for (std::size_t begin = 0; begin < samples;) {
            const std::size_t part = std::min(samples - begin, m_blockSize - m_inBlock);
            for (std::size_t channel = 0; channel < channels; ++channel)
                for (const float sample : planes.subspan(channel * samples + begin, part))
                    m_energy += sample * sample / static_cast<float>(channels);
            m_inBlock += part;
            begin += part;
            if (m_inBlock == m_blockSize)
                endBlock();
        }
    }

    void endBlock() {
        if (m_inBlock > 0)
            m_levels.push_back(m_energy / static_cast<float>(m_inBlock));
        m_energy = 0.0F;
        m_inBlock = 0;
    }

    [[nodiscard]] milliseconds soundSoFar() const {
        const float level = silentBelow(1.0F);
        return kLevelBlock * std::ranges::count_if(m_levels, [level](float one) { return one >= level; });
    }

    /// @param enough sound after which a long song needs no further look
    void lookThrough(milliseconds enough) {
        const bool isLong = m_decoder.format().duration > kLongSong;
        std::vector<float> second(10 * m_blockSize);
        while (kLevelBlock * static_cast<std::int64_t>(m_levels.size()) < kMostLookedThrough && !(isLong && soundSoFar() >= enough))
            if (m_decoder.read(second) < second.size())
                break;
        endBlock();
    }

    Decoder m_decoder;
    ChannelBalance m_balance;
    std::size_t m_blockSize = std::max<std::size_t>(1, static_cast<std::size_t>(kLevelBlock.count()) *
                                                           static_cast<std::size_t>(std::max(0, m_decoder.output().rateHz)) / 1000);
    std::vector<float> m_levels;
    float m_energy = 0.0F; ///< of the block that is being filled
    std::size_t m_inBlock = 0;
};

/// Excerpts of several stretches each.
std::vector<Excerpt> readPieces(Decoder& decoder, std::span<const std::vector<ExcerptSpan>> plan) {
    std::vector<Excerpt> excerpts;
    for (const auto& pieces : plan) {
        if (pieces.empty())
            continue;
        Excerpt excerpt{.start = std::ranges::max_element(pieces, {}, &ExcerptSpan::length)->start, .samples = {}};
        for (const ExcerptSpan& piece : pieces) {
            const auto samples = readSpan(decoder, piece);
            excerpt.samples.insert(excerpt.samples.end(), samples.begin(), samples.end());
        }
        if (!excerpt.samples.empty())
            excerpts.push_back(std::move(excerpt));
    }
    return excerpts;
}

class SongHearing final {
public:
    SongHearing(const std::filesystem::path& path, const ExcerptPlan& plan, std::stop_token stop)
        : m_path(path)
        , m_plan(plan)
        , m_stop(std::move(stop)) {}

    /// False: stopped.
    bool hear() {
        if (!readPlaces())
            return false;
        if (const auto gains = m_balance.mix(); !gains.empty() && !readAgain(gains))
            return false;
        std::vector<float> levels;
        for (const Excerpt& excerpt : m_song.excerpts)
            std::ranges::copy(levelsOf(excerpt.samples, m_plan.rateHz), std::back_inserter(levels));
        const float floor = silentBelow(*std::ranges::max_element(levels));
        if (!soundsEnough(floor) && !lookFurther())
            return false;
        judge();
        return true;
    }

    [[nodiscard]] HeardSong take() { return std::move(m_song); }

private:
    bool readPlaces() {
        Decoder decoder(m_path, {.rateHz = m_plan.rateHz, .channels = 1}, m_stop);
        decoder.observeChannels([this](std::span<const float> planes, std::size_t channels) { m_balance.add(planes, channels); });
        auto set = readPlanned(decoder, m_path, m_plan, m_stop);
        if (!set)
            return false;
        m_song = {.format = std::move(set->format), .identity = std::move(set->identity), .excerpts = std::move(set->excerpts)};
        return true;
    }

    /// The same stretches in another mix.
    bool readAgain(const std::vector<float>& gains) {
        std::vector<std::vector<ExcerptSpan>> spans;
        for (const Excerpt& excerpt : m_song.excerpts)
            spans.push_back({{excerpt.start, lengthOf(excerpt)}});
        return read(spans, gains);
    }

    bool read(std::span<const std::vector<ExcerptSpan>> plan, const std::vector<float>& gains) {
        m_song.excerpts.clear();
        Decoder decoder(m_path, {.rateHz = m_plan.rateHz, .channels = 1, .monoGains = gains}, m_stop);
        m_song.excerpts = readPieces(decoder, plan);
        if (decoder.ranOutOfMemory())
            throw std::bad_alloc();
        return !m_stop.stop_requested();
    }

    /// Cuts out the silences if they are few; else the excerpts stay as they are.
    bool soundsEnough(float floor) {
        bool isFull = true;
        milliseconds most{0};
        for (const Excerpt& excerpt : m_song.excerpts) {
            const auto sounding = lengthOf(soundingStretches(levelsOf(excerpt.samples, m_plan.rateHz), kLevelBlock, floor));
            const auto whole = lengthOf(excerpt);
            isFull = isFull && (whole - sounding) * kMostSilent <= whole;
            most = std::max(most, sounding);
        }
        if (!isFull && !(m_song.format.duration > kLongSong && most >= kEnoughOfLong))
            return false;
        for (Excerpt& excerpt : m_song.excerpts)
            cutSilence(excerpt, m_plan.rateHz, floor);
        return true;
    }

    bool lookFurther() {
        m_song.excerpts.clear();
        const SongLook look(m_path, m_plan.length * m_plan.count, m_stop);
        if (m_stop.stop_requested())
            return false;
        if (look.ranOutOfMemory())
            throw std::bad_alloc();
        const auto sounding = look.sounding();
        m_song.isSilent = sounding.empty();
        if (lengthOf(sounding) + kRounding < kLeastSound)
            return true;
        return read(planOnSound(sounding, m_plan.length, m_plan.count), look.mix());
    }

    /// Drops sound that is too little to be compared.
    void judge() {
        std::erase_if(m_song.excerpts, [](const Excerpt& excerpt) { return excerpt.samples.empty(); });
        if (std::ranges::all_of(m_song.excerpts,
                                [this](const Excerpt& excerpt) { return lengthOf(excerpt) + kRounding < kLeastSound; }))
            m_song.excerpts.clear();
    }

    [[nodiscard]] milliseconds lengthOf(const Excerpt& excerpt) const {
        return milliseconds((static_cast<std::int64_t>(excerpt.samples.size()) * 1000 + m_plan.rateHz / 2) / m_plan.rateHz);
    }
    [[nodiscard]] static milliseconds lengthOf(std::span<const ExcerptSpan> spans) { return audio::lengthOf(spans); }

    const std::filesystem::path& m_path;
    ExcerptPlan m_plan;
    std::stop_token m_stop;
    ChannelBalance m_balance;
    HeardSong m_song;
};

} // namespace

std::optional<HeardSong> hearSong(const std::filesystem::path& path, const ExcerptPlan& plan, std::stop_token stop) {
    SongHearing hearing(path, plan, std::move(stop));
    return hearing.hear() ? std::optional(hearing.take()) : std::nullopt;
}

} // namespace segue::audio
