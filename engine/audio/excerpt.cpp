// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/excerpt.h"

#include "engine/audio/excerpt_reading.h"
#include "engine/audio/packet_hash.h"
#include "engine/audio/tags.h"
#include "engine/words/error.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace segue::audio {

using std::chrono::milliseconds;

namespace {

/// The sound in the stretches; those beyond the end are missing, and the last may be short.
ExcerptSet readSpans(Decoder& decoder, std::span<const ExcerptSpan> spans, const ExcerptWatch& watch = {}) {
    ExcerptSet set;
    PacketHash hash;
    decoder.observePackets([&hash](std::chrono::microseconds at, std::span<const std::byte> packet) { hash.take(at, packet); });
    for (const ExcerptSpan& span : spans) {
        if (watch.before)
            watch.before(set.excerpts.size());
        hash.enter(span);
        std::vector<float> samples = readSpan(decoder, span, watch.heard);
        if (!samples.empty())
            set.excerpts.push_back({span.start, std::move(samples)});
    }
    decoder.observePackets({});
    set.format = decoder.format();
    set.identity.text = hash.identity(set.format);
    return set;
}

/// Whether the stretches turned out (nearly) as long as planned.
bool asPlanned(const ExcerptSet& set, std::span<const ExcerptSpan> spans, int rateHz) {
    std::size_t samples = 0;
    double planned = 0.0;
    for (const Excerpt& excerpt : set.excerpts)
        samples += excerpt.samples.size();
    for (const ExcerptSpan& span : spans)
        planned += static_cast<double>(span.length.count()) * rateHz / 1000.0;
    return !spans.empty() && set.excerpts.size() == spans.size() && static_cast<double>(samples) > 0.95 * planned;
}

void requireSensible(const ExcerptPlan& plan) {
    if (plan.rateHz <= 0 || plan.length <= milliseconds(0) || plan.count <= 0)
        throw Error(ErrorKind::usage, "Excerpts need a positive rate, length and number.");
}

[[noreturn]] void failWithoutSound(const std::filesystem::path& path) {
    throw Error(ErrorKind::badFile, Message(MessageId::songNothingDecoded, {displayName(path)}));
}

} // namespace

std::vector<ExcerptSpan> planExcerpts(milliseconds duration, milliseconds length, int count) {
    if (duration <= milliseconds(0) || length <= milliseconds(0) || count <= 0)
        return {};
    const double whole = static_cast<double>(duration.count());
    const double one = std::min(whole, static_cast<double>(length.count()));
    const int needed = std::max(1, static_cast<int>(std::ceil(whole / one - 0.1)));
    const int planned = std::min(count, needed);
    double step = 0.0;
    if (planned > 1) {
        // Long enough for all: from 20 to 80 % without overlap. Shorter: from the beginning to the end.
        const bool roomForAll = whole >= one * count;
        step = roomForAll ? std::max(one, 0.6 * whole / (count - 1)) : (whole - one) / (planned - 1);
    }
    std::vector<ExcerptSpan> spans;
    for (int i = 0; i < planned; ++i) {
        const double start = (whole - one) / 2.0 + (i - (planned - 1) / 2.0) * step;
        const auto rounded = static_cast<std::int64_t>(std::llround(std::clamp(start, 0.0, whole - one)));
        spans.push_back({milliseconds(rounded), milliseconds(static_cast<std::int64_t>(one))});
    }
    return spans;
}

std::vector<float> readSpan(Decoder& decoder, const ExcerptSpan& span, const std::function<void(std::span<const float>)>& heard) {
    constexpr std::size_t kInOneGo = 16'384; // what resize() fills with zeros and what is heard is still near then
    decoder.seek(span.start);
    std::vector<float> samples;
    const auto wanted = static_cast<std::size_t>((span.length.count() * decoder.output().rateHz + 500) / 1000);
    samples.reserve(wanted);
    for (std::size_t read = 0; read < wanted; read = samples.size()) {
        const std::size_t more = std::min(kInOneGo, wanted - read);
        samples.resize(read + more);
        const std::size_t got = decoder.read(std::span(samples).subspan(read, more));
        samples.resize(read + got);
        if (heard)
            heard(std::span(samples).subspan(read));
        if (got < more)
            break;
    }
    return samples;
}

std::optional<ExcerptSet> readPlanned(Decoder& decoder, const std::filesystem::path& path, const ExcerptPlan& plan,
                                      const std::stop_token& stop, const ExcerptWatch& watch) {
    requireSensible(plan);
    ExcerptSet set;
    // A second time with the measured length if the first shows that the header's was wrong.
    for (const bool trusting : {true, false}) {
        if (!trusting || decoder.format().duration <= milliseconds(0))
            decoder.measureDuration();
        const auto spans = planExcerpts(decoder.format().duration, plan.length, plan.count);
        set = readSpans(decoder, spans, watch);
        if (stop.stop_requested())
            return std::nullopt;
        if (decoder.ranOutOfMemory())
            throw std::bad_alloc();
        if (asPlanned(set, spans, plan.rateHz)) {
            set.identity.rest = hashRest(decoder, spans);
            return set;
        }
    }
    if (set.excerpts.empty()) // not even the packets tell the time: take the beginning
        set = readSpans(decoder, std::array{ExcerptSpan{milliseconds(0), plan.length}}, watch);
    if (stop.stop_requested())
        return std::nullopt;
    if (set.excerpts.empty())
        failWithoutSound(path);
    return set;
}

std::optional<ExcerptSet> readExcerpts(const std::filesystem::path& path, const ExcerptPlan& plan, std::stop_token stop) {
    requireSensible(plan);
    Decoder decoder(path, {.rateHz = plan.rateHz, .channels = 1}, stop);
    return readPlanned(decoder, path, plan, stop);
}

std::optional<ExcerptSet> readExcerpts(const std::filesystem::path& path, int rateHz, std::span<const ExcerptSpan> spans,
                                       std::stop_token stop) {
    Decoder decoder(path, {.rateHz = rateHz, .channels = 1}, stop);
    ExcerptSet set = readSpans(decoder, spans);
    if (stop.stop_requested())
        return std::nullopt;
    if (set.excerpts.empty())
        failWithoutSound(path);
    return set;
}

} // namespace segue::audio
