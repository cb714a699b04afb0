// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/packet_hash.h"

#include <xxhash.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <new>

namespace segue::audio {

using std::chrono::microseconds;
using std::chrono::milliseconds;

void PacketHash::Free::operator()(XXH3_state_s* state) const noexcept { XXH3_freeState(state); }

PacketHash::PacketHash()
    : m_state(XXH3_createState()) {
    if (!m_state)
        throw std::bad_alloc();
    XXH3_128bits_reset(m_state.get());
}

void PacketHash::enter(const ExcerptSpan& span) {
    m_from = span.start;
    // The last packets are read or not depending on how much the resampler looks ahead: leave a margin.
    m_to = span.start + span.length - std::min<microseconds>(span.length / 2, milliseconds(200));
}

void PacketHash::take(microseconds at, std::span<const std::byte> packet) {
    if (at >= m_from && at < m_to)
        XXH3_128bits_update(m_state.get(), packet.data(), packet.size());
}

std::string PacketHash::identity(const StreamFormat& format) const {
    const XXH128_hash_t hash = XXH3_128bits_digest(m_state.get());
    std::array<char, 33> digits{};
    std::snprintf(digits.data(), digits.size(), "%016llx%016llx", static_cast<unsigned long long>(hash.high64),
                  static_cast<unsigned long long>(hash.low64));
    return format.codec + "-" + std::to_string(format.duration.count()) + "-" + digits.data();
}

std::vector<std::uint32_t> hashRest(Decoder& decoder, std::span<const ExcerptSpan> spans) {
    constexpr auto kPlaces = static_cast<std::int64_t>(AudioIdentity::kPlaces);
    std::vector<std::uint32_t> hashes(AudioIdentity::kPlaces, 0);
    const auto duration = decoder.format().duration;
    for (std::int64_t i = 0; i < kPlaces; ++i) {
        const milliseconds place = duration * (2 * i + 1) / (2 * kPlaces);
        const auto covers = [place](const ExcerptSpan& span) { return place >= span.start && place < span.start + span.length; };
        if (std::ranges::any_of(spans, covers))
            continue;
        std::uint32_t hash = 0;
        const bool isThere = decoder.visitPackets(place, [&](const Decoder::Packet& packet) {
            if (packet.at < place)
                return true;
            hash = std::max(1U, static_cast<std::uint32_t>(XXH3_64bits(packet.bytes.data(), packet.bytes.size())));
            return false;
        });
        hashes[static_cast<std::size_t>(i)] = isThere ? hash : 0;
    }
    return hashes;
}

} // namespace segue::audio
