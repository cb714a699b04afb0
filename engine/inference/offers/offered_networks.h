// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace segue::inference {

/// A file of a published network, known before anything is asked.
struct OfferedFile {
    std::string name;    ///< here; of TensorFlow.js's files those that its JSON names
    std::string address; ///< https
    std::uint64_t bytes = 0;
    std::string sha256; ///< lower-case hexadecimal
};

/// Measured on mp3s that are not at hand here, n nearest by other artists only; [0, 1], 1: the best.
struct OfferedFigures {
    double sameGenreAt10 = 0.0;
    double artistMap = 0.0;
};

/// A network that others published and that Segue can host (guests/), with all that a listener wants to know before it is fetched.
struct OfferedNetwork {
    std::string name; ///< as the importer names it, and commands do
    std::string licence;
    std::string origin;                    ///< the page that says what it is, for the browser
    std::vector<OfferedFile> files;        ///< the first is the one that is imported; none: it cannot be fetched
    std::optional<OfferedFigures> figures; ///< none: not measured
    double cost = 0.0;                     ///< CPU a song, against segue-net's

    [[nodiscard]] std::string id() const { return name + "/1"; } ///< of its bundle
    [[nodiscard]] std::uint64_t bytes() const;                   ///< of all files
};

/// Segue's own network, measured likewise.
inline constexpr OfferedFigures kOwnFigures{.sameGenreAt10 = 0.650, .artistMap = 0.349};

/// The catalogue. A file stands in it only if its bytes were there when its hash was taken, and its address names those bytes for
/// good (a commit, or a release that others name with the same hash); what is published in a form that Segue cannot read, or was
/// never at hand as it is published, is offered without files.
[[nodiscard]] std::vector<OfferedNetwork> offeredNetworks();

/// What is wrong with an entry, for tests and for entries of their own; empty: nothing. Names and files' names are plain, addresses
/// https, hashes hashes, sizes between a byte and 512 MB.
[[nodiscard]] std::string offerProblem(const OfferedNetwork& network);

} // namespace segue::inference
