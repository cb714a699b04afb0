// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/spotify/web/pkce.h"

#include "engine/words/error.h"

#include <array>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <memory>
#include <new>
#include <sys/random.h>
#include <vector>

extern "C" {
#include <libavutil/mem.h>
#include <libavutil/sha.h>
}

namespace segue::spotify {

namespace {

constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

using Digest = std::array<std::uint8_t, 32>;

Digest sha256(std::string_view bytes) {
    const std::unique_ptr<AVSHA, decltype(&av_free)> sha(av_sha_alloc(), &av_free);
    if (!sha)
        throw std::bad_alloc();
    Digest digest{};
    av_sha_init(sha.get(), 256);
    av_sha_update(sha.get(), reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
    av_sha_final(sha.get(), digest.data());
    return digest;
}

} // namespace

std::string unguessable(std::size_t size) {
    std::vector<std::uint8_t> bytes(size);
    for (std::size_t had = 0; had < size;) {
        const auto got = ::getrandom(bytes.data() + had, size - had, 0);
        if (got < 0 && errno != EINTR)
            throw Error{ErrorKind::io, Message(std::string("getrandom: ") + std::strerror(errno))};
        had += got > 0 ? static_cast<std::size_t>(got) : 0;
    }
    std::string text;
    for (const auto byte : bytes)
        text += kAlphabet[byte & 63U];
    return text;
}

std::string challengeOf(std::string_view verifier) {
    const auto digest = sha256(verifier);
    std::string text;
    std::uint32_t bits = 0;
    int held = 0;
    for (const auto byte : digest) {
        bits = bits << 8U | byte;
        for (held += 8; held >= 6; held -= 6)
            text += kAlphabet[bits >> static_cast<unsigned>(held - 6) & 63U];
    }
    return text + kAlphabet[bits << static_cast<unsigned>(6 - held) & 63U]; // 256 is not divided by six
}

} // namespace segue::spotify
