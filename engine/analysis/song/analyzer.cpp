// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/song/analyzer.h"

#include "engine/analysis/song/outline_reader.h"
#include "engine/audio/hearing.h"
#include "engine/audio/identity.h"
#include "engine/audio/rate_converter.h"
#include "engine/words/error.h"

#include <new>

namespace segue::analysis {

namespace {

std::string wordFor(ErrorKind kind) {
    switch (kind) {
    case ErrorKind::badFile:
        return "badFile";
    case ErrorKind::unsupported:
        return "unsupported";
    case ErrorKind::noMemory:
        return kMemoryFailure;
    default:
        return "io";
    }
}

/// What recordings are identified and measured from. It is the same for every bundle, so that a song keeps its identity and
/// its sound features when another bundle listens.
constexpr audio::ExcerptPlan kUsual;

/// Whether a bundle hears the usual stretches, and nothing that is lost at their rate: then the file is decoded once.
bool isWithinUsual(const audio::ExcerptPlan& plan) {
    return plan.length == kUsual.length && plan.count == kUsual.count && plan.rateHz <= kUsual.rateHz;
}

audio::HeardSong atRate(const audio::HeardSong& usual, int rateHz) {
    audio::HeardSong heard{.format = usual.format, .identity = usual.identity, .excerpts = {}, .isSilent = usual.isSilent};
    for (const auto& [start, samples] : usual.excerpts) {
        audio::RateConverter converter(kUsual.rateHz, rateHz, 1);
        audio::Excerpt& converted = heard.excerpts.emplace_back(audio::Excerpt{.start = start, .samples = {}});
        converter.convert(samples, converted.samples);
        converter.finish(converted.samples);
    }
    return heard;
}

AnalysisFailure tooLittle(const audio::HeardSong& heard, const audio::AudioIdentity& identity) {
    return {.kind = heard.isSilent ? kSilentFailure : kTooShortFailure,
            .reason = heard.isSilent ? MessageId::songSilent : MessageId::songTooShort,
            .recording = {identity.text, identity.rest, heard.format.duration}};
}

/// Runs a job on one song; what it throws about the file becomes the outcome.
template <typename Job>
std::optional<AnalysisOutcome> guarded(Job&& job) {
    try {
        return job();
    } catch (const Error& error) {
        return AnalysisFailure{wordFor(error.kind()), error.message()};
    } catch (const std::bad_alloc&) {
        return AnalysisFailure{kMemoryFailure, MessageId::songNeedsMemory};
    }
}

} // namespace

Analyzer::Analyzer(std::shared_ptr<const inference::Embedder> embedder)
    : m_embedder(std::move(embedder))
    , m_patches(features::makePatchMaker(m_embedder->spec().frontEnd)) {}

std::optional<AnalysisOutcome> Analyzer::analyse(const std::filesystem::path& song, std::stop_token stop,
                                                 SoundFeaturesWanted wanted) const {
    return guarded([&]() -> std::optional<AnalysisOutcome> {
        const auto& frontEnd = spec().frontEnd;
        const audio::ExcerptPlan plan{frontEnd.rateHz, std::chrono::seconds(frontEnd.excerptSeconds), frontEnd.excerptsPerSong};
        const auto usual = audio::hearSong(song, kUsual, stop);
        if (!usual)
            return std::nullopt;
        if (isWithinUsual(plan) && plan.rateHz == kUsual.rateHz)
            return judge(*usual, *usual, wanted, stop);
        if (isWithinUsual(plan))
            return judge(atRate(*usual, plan.rateHz), *usual, wanted, stop);
        const auto heard = audio::hearSong(song, plan, stop);
        return heard ? judge(*heard, *usual, wanted, stop) : std::nullopt;
    });
}

/// @param usual the stretches from which recordings are identified and measured
std::optional<AnalysisOutcome> Analyzer::judge(const audio::HeardSong& heard, const audio::HeardSong& usual,
                                               SoundFeaturesWanted wanted, const std::stop_token& stop) const {
    if (heard.excerpts.empty())
        return tooLittle(heard, usual.identity);
    auto result = embed(heard, stop);
    if (result)
        describeRecording(*result, usual, wanted);
    return result;
}

std::optional<SongAnalysis> Analyzer::embed(const audio::HeardSong& heard, const std::stop_token& stop) const {
    std::vector<float> patches;
    std::vector<std::size_t> excerptOfPatch;
    for (std::size_t i = 0; i < heard.excerpts.size(); ++i) {
        const auto own = m_patches->compute(heard.excerpts[i].samples);
        patches.insert(patches.end(), own.begin(), own.end());
        excerptOfPatch.insert(excerptOfPatch.end(), own.size() / spec().frontEnd.patchSize(), i);
    }
    if (stop.stop_requested())
        return std::nullopt;
    auto pooled = m_embedder->embedSong(patches);
    if (stop.stop_requested())
        return std::nullopt;
    return SongAnalysis{.duration = heard.format.duration,
                        .embedding = std::move(pooled.embedding),
                        .probabilities = std::move(pooled.probabilities),
                        .previewStart = heard.excerpts[excerptOfPatch[pooled.previewExcerpt]].start};
}

void Analyzer::describeRecording(SongAnalysis& result, const audio::HeardSong& heard, SoundFeaturesWanted wanted) const {
    result.identity = heard.identity.text;
    result.rest = heard.identity.rest;
    if (wanted == SoundFeaturesWanted::yes)
        result.features = m_soundMeter.measure(heard.excerpts, kUsual.rateHz);
}

std::optional<AnalysisOutcome> Analyzer::identify(const std::filesystem::path& song, std::stop_token stop) {
    return guarded([&]() -> std::optional<AnalysisOutcome> {
        auto found = audio::readIdentity(song, {}, std::move(stop));
        if (!found)
            return std::nullopt;
        return SongIdentity{std::move(found->identity.text), std::move(found->identity.rest), found->format.duration};
    });
}

std::optional<AnalysisOutcome> Analyzer::outline(const std::filesystem::path& song, std::stop_token stop,
                                                 const std::function<void()>& giveWay) {
    return guarded([&]() -> std::optional<AnalysisOutcome> {
        giveWay();
        OutlineReader reader(song, std::move(stop));
        do
            giveWay();
        while (reader.readMore());
        if (!reader.isComplete())
            return std::nullopt;
        return reader.outline();
    });
}

} // namespace segue::analysis
