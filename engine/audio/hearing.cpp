// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/hearing.h"

#include "engine/audio/channel_balance.h"
#include "engine/audio/dot_product.h"
#include "engine/audio/excerpt_reading.h"
#include "engine/audio/sounding.h"

#include <algorithm>
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
                m_energy += energyOf(planes.subspan(channel * samples + begin, part)) / static_cast<float>(channels);
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
        if (!readPlaces() || !mixAlike())
            return false;
        if (!soundsEnough() && !lookFurther())
            return false;
        judge();
        return true;
    }

    [[nodiscard]] HeardSong take() { return std::move(m_song); }

private:
    /// What is known of an excerpt that was read.
    struct Part {
        std::vector<float> mix; ///< ChannelBalance::mix()
        LevelMeter meter;
    };

    bool readPlaces() {
        Decoder decoder(m_path, {.rateHz = m_plan.rateHz, .channels = 1}, m_stop);
        decoder.observeChannels([this](std::span<const float> planes, std::size_t channels) { m_balance.add(planes, channels); });
        const auto before = [&](std::size_t excerpt) {
            while (m_parts.size() > excerpt) // where the file's length was wrong, they are read anew
                m_parts.pop_back();
            // Mixed as what was heard so far wants it: nearly always that is right.
            m_parts.push_back({.mix = m_balance.mix(), .meter = LevelMeter(m_plan.rateHz)});
            decoder.setMonoGains(m_parts.back().mix);
        };
        const auto heard = [&](std::span<const float> samples) { m_parts.back().meter.add(samples); };
        auto set = readPlanned(decoder, m_path, m_plan, m_stop, {.before = before, .heard = heard});
        if (!set)
            return false;
        m_song = {.format = std::move(set->format), .identity = std::move(set->identity), .excerpts = std::move(set->excerpts)};
        return true;
    }

    /// What was mixed otherwise than all that was heard wants it is read again.
    bool mixAlike() {
        const auto gains = m_balance.mix();
        std::optional<Decoder> decoder;
        for (std::size_t i = 0; i < m_song.excerpts.size(); ++i) {
            if (m_parts[i].mix == gains)
                continue;
            if (!decoder)
                decoder.emplace(m_path, OutputFormat{.rateHz = m_plan.rateHz, .channels = 1, .monoGains = gains}, m_stop);
            m_parts[i].meter = LevelMeter(m_plan.rateHz);
            Excerpt& excerpt = m_song.excerpts[i];
            excerpt.samples = readSpan(*decoder, {excerpt.start, lengthOf(excerpt)},
                                       [&](std::span<const float> samples) { m_parts[i].meter.add(samples); });
        }
        if (decoder && decoder->ranOutOfMemory())
            throw std::bad_alloc();
        return !m_stop.stop_requested();
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
    bool soundsEnough() {
        std::vector<std::vector<float>> levels;
        for (std::size_t i = 0; i < m_song.excerpts.size(); ++i)
            levels.push_back(m_parts[i].meter.levels());
        float loudest = 0.0F;
        for (const auto& all : levels)
            for (const float level : all)
                loudest = std::max(loudest, level);
        std::vector<std::vector<ExcerptSpan>> sounding;
        bool isFull = true;
        milliseconds most{0};
        for (std::size_t i = 0; i < levels.size(); ++i) {
            const auto length = lengthOf(sounding.emplace_back(soundingStretches(levels[i], kLevelBlock, silentBelow(loudest))));
            const auto whole = lengthOf(m_song.excerpts[i]);
            isFull = isFull && (whole - length) * kMostSilent <= whole;
            most = std::max(most, length);
        }
        if (!isFull && !(m_song.format.duration > kLongSong && most >= kEnoughOfLong))
            return false;
        for (std::size_t i = 0; i < sounding.size(); ++i)
            cutSilence(m_song.excerpts[i], m_plan.rateHz, sounding[i]);
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
    std::vector<Part> m_parts; ///< of each excerpt, and more where a file's length was wrong
    HeardSong m_song;
};

} // namespace

std::optional<HeardSong> hearSong(const std::filesystem::path& path, const ExcerptPlan& plan, std::stop_token stop) {
    SongHearing hearing(path, plan, std::move(stop));
    return hearing.hear() ? std::optional(hearing.take()) : std::nullopt;
}

} // namespace segue::audio
