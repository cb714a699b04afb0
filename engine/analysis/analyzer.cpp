// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/analyzer.h"

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

} // namespace

Analyzer::Analyzer(std::shared_ptr<const inference::Embedder> embedder)
    : m_embedder(std::move(embedder)), m_melPatch(m_embedder->spec().frontEnd) {}

std::optional<AnalysisOutcome> Analyzer::analyse(const std::filesystem::path& song, std::stop_token stop) const {
    try {
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
        return SongAnalysis{.identity = excerpts->identity.text,
                            .duration = excerpts->format.duration,
                            .embedding = std::move(pooled.embedding),
                            .probabilities = std::move(pooled.probabilities),
                            .previewStart = excerpts->excerpts[pooled.previewExcerpt].start};
    } catch (const Error& error) {
        return AnalysisFailure{wordFor(error.kind()), error.what()};
    } catch (const std::bad_alloc&) {
        return AnalysisFailure{"unsupported", "This file needs more memory than the analysis may use."};
    }
}

} // namespace segue::analysis
