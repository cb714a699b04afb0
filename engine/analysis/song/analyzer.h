// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/analysis/song/song_analysis.h"
#include "engine/analysis/song/sound_meter.h"
#include "engine/audio/hearing.h"
#include "engine/features/patch_maker.h"
#include "engine/inference/embedder.h"
#include "engine/words/song_details.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <variant>

namespace segue::analysis {

/// The result of an analysis, of reading a whole song (Outline), or of reading its packets (SongIdentity).
using AnalysisOutcome = std::variant<SongAnalysis, AnalysisFailure, Outline, SongIdentity>;

enum class SoundFeaturesWanted : std::uint8_t { no, yes };

/// One song from the file to its embedding: excerpts -> patches -> network -> pooling; and its sound features, which are
/// measured as Segue's own network hears, whatever the rate and stretches of this one.
///
/// Thread rule: analyse() and outline() may run in many threads at once.
class Analyzer final {
public:
    explicit Analyzer(std::shared_ptr<const inference::Embedder> embedder);

    [[nodiscard]] const inference::ModelSpec& spec() const { return m_embedder->spec(); }

    /// A file that cannot be read or decoded gives an AnalysisFailure, not an exception. So does a song with less than 3 s of
    /// sound; its failure names the recording.
    /// @return nothing if `stop` was requested
    [[nodiscard]] std::optional<AnalysisOutcome> analyse(const std::filesystem::path& song, std::stop_token stop = {},
                                                         SoundFeaturesWanted wanted = SoundFeaturesWanted::yes) const;

    /// The identity that an analysis would find, without decoding; failures as above.
    [[nodiscard]] static std::optional<AnalysisOutcome> identify(const std::filesystem::path& song, std::stop_token stop = {});

    /// The whole song's outline, or why it cannot be read; failures as above.
    /// @param giveWay called before each second of sound; may block while something more urgent is to be done
    [[nodiscard]] static std::optional<AnalysisOutcome> outline(
        const std::filesystem::path& song, std::stop_token stop = {}, const std::function<void()>& giveWay = [] {});

private:
    [[nodiscard]] std::optional<AnalysisOutcome> judge(const audio::HeardSong& heard, const audio::HeardSong& usual,
                                                       SoundFeaturesWanted wanted, const std::stop_token& stop) const;
    [[nodiscard]] std::optional<SongAnalysis> embed(const audio::HeardSong& heard, const std::stop_token& stop) const;
    void describeRecording(SongAnalysis& result, const audio::HeardSong& heard, SoundFeaturesWanted wanted) const;

    std::shared_ptr<const inference::Embedder> m_embedder;
    std::unique_ptr<const features::PatchMaker> m_patches;
    SoundMeter m_soundMeter;
};

} // namespace segue::analysis
