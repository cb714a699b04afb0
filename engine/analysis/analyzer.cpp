// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/analyzer.h"

#include "engine/analysis/outline_reader.h"
#include "engine/audio/excerpt.h"
#include "engine/error.h"
#include "engine/inference/pooling.h"

#include <new>

namespace segue::analysis {

namespace {

std::string wordFor(ErrorKind kind) {
    switch (kind) {
    case ErrorKind::badFile:
        return "badFile";
    case ErrorKind::unsupported:
        return "unsupported";
    default:
        return "io";
    }
}

/// Runs a job on one song; what it throws about the file becomes the outcome.
template <typename Job>
std::optional<AnalysisOutcome> guarded(Job&& job) {
    try {
        return job();
    } catch (const Error& error) {
        return AnalysisFailure{wordFor(error.kind()), error.what()};
    } catch (const std::bad_alloc&) {
        return AnalysisFailure{"unsupported", "This file needs more memory than the analysis may use."};
    }
}

} // namespace

Analyzer::Analyzer(std::shared_ptr<const inference::Embedder> embedder)
    : m_embedder(std::move(embedder)), m_melPatch(m_embedder->spec().frontEnd) {}

std::optional<AnalysisOutcome> Analyzer::analyse(const std::filesystem::path& song, std::stop_token stop) const {
    return guarded([&]() -> std::optional<AnalysisOutcome> {
        const auto& frontEnd = spec().frontEnd;
        const auto excerpts = audio::readExcerpts(
            song, {frontEnd.rateHz, std::chrono::seconds(frontEnd.excerptSeconds), frontEnd.excerptsPerSong}, stop);
        if (!excerpts)
            return std::nullopt;
        std::vector<float> patches;
        for (const auto& excerpt : excerpts->excerpts) {
            const auto patch = m_melPatch.compute(excerpt.samples);
            patches.insert(patches.end(), patch.begin(), patch.end());
        }
        if (stop.stop_requested())
            return std::nullopt;
        auto pooled = inference::poolExcerpts(m_embedder->embed(patches));
        if (stop.stop_requested())
            return std::nullopt;
        return SongAnalysis{.identity = excerpts->identity.text,
                            .duration = excerpts->format.duration,
                            .embedding = std::move(pooled.embedding),
                            .probabilities = std::move(pooled.probabilities),
                            .previewStart = excerpts->excerpts[pooled.previewExcerpt].start,
                            .features = m_soundMeter.measure(excerpts->excerpts, frontEnd.rateHz)};
    });
}

std::optional<AnalysisOutcome> Analyzer::outline(const std::filesystem::path& song, std::stop_token stop) {
    return guarded([&]() -> std::optional<AnalysisOutcome> {
        OutlineReader reader(song, std::move(stop));
        while (reader.readMore()) {
        }
        if (!reader.isComplete())
            return std::nullopt;
        return reader.outline();
    });
}

} // namespace segue::analysis
