// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/identity.h"

#include "engine/audio/packet_hash.h"

#include <utility>

namespace segue::audio {

using std::chrono::microseconds;
using std::chrono::milliseconds;

namespace {

/// readExcerpts() believes a duration if 95 % of what it plans is there. Cases near that limit are left to it.
constexpr double kSurelyThere = 0.97;

/// Hashes the packets of one stretch. @return whether these are surely the packets that decoding it would have used
bool hashSpan(Decoder& decoder, const ExcerptSpan& span, PacketHash& hash) {
    hash.enter(span);
    const microseconds end = span.start + span.length;
    microseconds covered{0};
    const bool isThere = decoder.visitPackets(span.start, [&](const Decoder::Packet& packet) {
        if (packet.at >= end)
            return false;
        hash.take(packet.at, packet.bytes);
        if (packet.at >= span.start)
            covered += packet.duration;
        return true;
    });
    const auto planned = static_cast<double>(microseconds(span.length).count());
    return isThere && static_cast<double>(covered.count()) > kSurelyThere * planned;
}

std::optional<IdentifiedFile> identifyByPackets(const std::filesystem::path& path, const ExcerptPlan& plan,
                                                const std::stop_token& stop) {
    Decoder decoder(path, {}, stop);
    if (decoder.format().duration <= milliseconds(0))
        decoder.measureDuration();
    const auto spans = planExcerpts(decoder.format().duration, plan.length, plan.count);
    PacketHash hash;
    for (const ExcerptSpan& span : spans)
        if (!hashSpan(decoder, span, hash))
            return std::nullopt;
    if (spans.empty())
        return std::nullopt;
    return IdentifiedFile{decoder.format(), {hash.identity(decoder.format()), hashRest(decoder, spans)}};
}

} // namespace

std::optional<IdentifiedFile> readIdentity(const std::filesystem::path& path, const ExcerptPlan& plan, std::stop_token stop) {
    auto identified = identifyByPackets(path, plan, stop);
    if (identified || stop.stop_requested())
        return stop.stop_requested() ? std::nullopt : std::move(identified);
    auto heard = readExcerpts(path, plan, stop);
    if (!heard)
        return std::nullopt;
    return IdentifiedFile{std::move(heard->format), std::move(heard->identity)};
}

} // namespace segue::audio
