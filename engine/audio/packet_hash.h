// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/audio/excerpt.h"

#include <chrono>
#include <cstddef>
#include <memory>
#include <span>
#include <string>

struct XXH3_state_s;

namespace segue::audio {

/// Hashes the packets that lie inside the stretches being read. Packets around them (read on the way to a seek's target, or
/// ahead) depend on the container and are left out. Inside this box only.
class PacketHash final {
public:
    PacketHash();

    void enter(const ExcerptSpan& span);
    void take(std::chrono::microseconds at, std::span<const std::byte> packet);

    /// The identity's text: codec, milliseconds, hash.
    [[nodiscard]] std::string identity(const StreamFormat& format) const;

private:
    struct Free {
        void operator()(XXH3_state_s* state) const noexcept;
    };
    std::unique_ptr<XXH3_state_s, Free> m_state;
    std::chrono::microseconds m_from{0};
    std::chrono::microseconds m_to{0};
};

/// A packet's hash at each of AudioIdentity::kPlaces places of the song that lie outside the stretches. Moves the decoder.
[[nodiscard]] std::vector<std::uint32_t> hashRest(Decoder& decoder, std::span<const ExcerptSpan> spans);

} // namespace segue::audio
