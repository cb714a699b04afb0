// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/fingerprint.h"

#include "engine/words/song_details.h"

#include <chromaprint.h>

#include <algorithm>
#include <cmath>
#include <new>

namespace segue::audio {

namespace {

constexpr int kBinary = 0;                 ///< not as text
constexpr int kHeardHz = 11'025;           ///< what Chromaprint works at
constexpr int kFingerprintLowestHz = 1000; ///< Chromaprint takes no lower rate

struct FingerprintFree {
    void operator()(ChromaprintContext* context) const noexcept { chromaprint_free(context); }
};

struct Dealloc {
    void operator()(void* memory) const noexcept { chromaprint_dealloc(memory); }
};

std::int16_t toInteger(float sample) {
    return std::isnan(sample) ? std::int16_t{0} : static_cast<std::int16_t>(std::clamp(sample, -1.F, 1.F) * 32767.F);
}

} // namespace

class FingerprintMaker::Impl final {
public:
    Impl(int rateHz, int channels)
        : m_context(chromaprint_new(CHROMAPRINT_ALGORITHM_DEFAULT)) {
        if (!m_context)
            throw std::bad_alloc();
        const int heardHz = std::min(rateHz, kHeardHz);
        if (rateHz < kFingerprintLowestHz || channels <= 0 || chromaprint_start(m_context.get(), heardHz, 1) == 0)
            return;
        m_rateHz = static_cast<std::size_t>(rateHz);
        m_heardHz = static_cast<std::size_t>(heardHz);
        m_channels = static_cast<std::size_t>(channels);
        m_framesLeft = static_cast<std::size_t>(kHeard.count()) * m_rateHz;
        m_isUsable = true;
    }

    /// Makes mono of kHeardHz by the mean of what lies in each of its samples: Chromaprint's own resampler costs five times as much
    /// as all the rest, and what folds down from above 7 kHz changes next to nothing of what is heard below 3.5 kHz.
    void add(std::span<const float> interleaved) {
        const std::size_t frames = std::min(interleaved.size() / m_channels, m_framesLeft);
        m_framesLeft -= frames;
        m_block.clear();
        for (const float* frame = interleaved.data(); frame != interleaved.data() + frames * m_channels; frame += m_channels) {
            for (std::size_t channel = 0; channel < m_channels; ++channel)
                m_sum += frame[channel];
            ++m_summed;
            m_phase += m_heardHz;
            if (m_phase < m_rateHz)
                continue;
            m_phase -= m_rateHz;
            m_block.push_back(toInteger(m_sum / static_cast<float>(m_summed * m_channels)));
            m_sum = 0.F;
            m_summed = 0;
        }
        if (!m_block.empty() && m_isUsable)
            m_isUsable = chromaprint_feed(m_context.get(), m_block.data(), static_cast<int>(m_block.size())) != 0;
    }

    std::vector<std::uint8_t> finish() {
        m_framesLeft = 0;
        if (!m_isUsable || chromaprint_finish(m_context.get()) == 0)
            return {};
        std::uint32_t* items = nullptr;
        int count = 0;
        if (chromaprint_get_raw_fingerprint(m_context.get(), &items, &count) == 0)
            return {};
        const std::unique_ptr<std::uint32_t, Dealloc> ownItems(items);
        char* packed = nullptr;
        int bytes = 0;
        if (count <= 0 ||
            chromaprint_encode_fingerprint(items, count, CHROMAPRINT_ALGORITHM_DEFAULT, &packed, &bytes, kBinary) == 0)
            return {};
        const std::unique_ptr<char, Dealloc> ownPacked(packed);
        const auto size = static_cast<std::size_t>(std::max(0, bytes));
        return size <= Outline::kMostFingerprint ? std::vector<std::uint8_t>(packed, packed + size) : std::vector<std::uint8_t>{};
    }

private:
    std::unique_ptr<ChromaprintContext, FingerprintFree> m_context;
    std::vector<std::int16_t> m_block; ///< mono, m_heardHz
    std::size_t m_rateHz = 0, m_heardHz = 0, m_channels = 1;
    std::size_t m_framesLeft = 0;
    std::size_t m_phase = 0;  ///< [0, m_rateHz): how far the sample in the making is
    std::size_t m_summed = 0; ///< frames in m_sum
    float m_sum = 0.F;
    bool m_isUsable = false;
};

FingerprintMaker::FingerprintMaker(int rateHz, int channels)
    : m_impl(std::make_unique<Impl>(rateHz, channels)) {}
FingerprintMaker::~FingerprintMaker() = default;
FingerprintMaker::FingerprintMaker(FingerprintMaker&&) noexcept = default;
FingerprintMaker& FingerprintMaker::operator=(FingerprintMaker&&) noexcept = default;

void FingerprintMaker::add(std::span<const float> interleaved) { m_impl->add(interleaved); }

std::vector<std::uint8_t> FingerprintMaker::finish() { return m_impl->finish(); }

std::vector<std::uint32_t> unpackFingerprint(std::span<const std::uint8_t> packed) {
    constexpr std::size_t kHead = 4; // algorithm, and the number of items
    if (packed.size() <= kHead || packed.size() > Outline::kMostFingerprint || packed[0] != CHROMAPRINT_ALGORITHM_DEFAULT)
        return {};
    // The claimed number of items sizes what is unpacked; three bits of each are in the bytes at least.
    const std::size_t claimed = std::size_t{packed[1]} << 16U | std::size_t{packed[2]} << 8U | packed[3];
    if (claimed * 3 > (packed.size() - kHead) * 8)
        return {};
    std::uint32_t* items = nullptr;
    int count = 0;
    int algorithm = 0;
    const std::vector<char> bytes(packed.begin(), packed.end());
    if (chromaprint_decode_fingerprint(bytes.data(), static_cast<int>(bytes.size()), &items, &count, &algorithm, kBinary) == 0)
        return {};
    const std::unique_ptr<std::uint32_t, Dealloc> own(items);
    return {items, items + std::max(0, count)};
}

} // namespace segue::audio
