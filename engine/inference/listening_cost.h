// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/inference/model_spec.h"

#include <filesystem>
#include <map>
#include <optional>
#include <string>

namespace segue::inference {

/// CPU time of a song, from the file to the embedding, against that of segue-net; none: not known of such networks. As
/// `segue-cli evaluate NETWORK...` measures it.
[[nodiscard]] std::optional<double> relativeCost(const ModelSpec& spec);

/// How long networks took for a song on this computer, as they were seen listening: a small file beside the listener's own bundles.
/// What cannot be read or written is as if it were not known.
///
/// Thread rule: one thread.
class ListeningCosts final {
public:
    static constexpr double kUsualSeconds =
        0.2; ///< of segue-net, where no network was seen listening yet: README's 5 songs a second

    /// @param place of the listener's own bundles; empty: nothing is kept
    explicit ListeningCosts(const std::filesystem::path& place);

    /// Notes it, and writes the file if it is news (a tenth more or less than before).
    void note(const std::string& model, double secondsPerSong);
    [[nodiscard]] bool isMeasured(const std::string& model) const { return m_seconds.contains(model); }
    /// As seen; else by how much it costs against networks that were seen, or against segue-net's usual. None: not known.
    [[nodiscard]] std::optional<double> secondsPerSong(const ModelSpec& spec) const;

private:
    std::filesystem::path m_file;
    std::map<std::string, double> m_seconds;
};

} // namespace segue::inference
