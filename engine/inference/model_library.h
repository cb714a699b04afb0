// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/inference/model_bundle.h"
#include "engine/words/message.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace segue::inference {

/// A bundle's folder as it was found.
struct InstalledBundle {
    std::filesystem::path folder;
    bool isOwn = false;                ///< added by the listener; false: it came with Segue
    std::optional<ModelBundle> bundle; ///< none: it cannot be used
    Message problem;                   ///< why not
    std::uintmax_t bytes = 0;          ///< size of its files
};

/// The bundles on this computer: those that came with Segue and the listener's own. Every folder with a model.json inside one
/// of the two places is a bundle, whatever its name.
///
/// Thread rule: const functions may run side by side, add() and remove() alone. Nothing is kept in memory: the folders
/// are read again each time.
class ModelLibrary final {
public:
    /// Checks a folder before it becomes a bundle, in a process that knows the networks; throws Error if it cannot be used.
    using Check = std::function<void(const std::filesystem::path& folder)>;

    /// @param shipped folder of bundle folders; empty or missing: none
    /// @param own likewise, made when something is added; empty: nothing can be added
    ModelLibrary(std::filesystem::path shipped, std::filesystem::path own)
        : m_shipped(std::move(shipped))
        , m_own(std::move(own)) {}

    /// All bundles, those that came with Segue first, ordered by name and version. Reads descriptions only; a broken bundle
    /// says why.
    [[nodiscard]] std::vector<InstalledBundle> all() const;

    /// By id ("segue-net/1"), or by name: then the newest version. Usable ones only.
    [[nodiscard]] std::optional<ModelBundle> find(const std::string& idOrName) const;

    /// Checks a folder of the documented form and copies it to the listener's own bundles; an unfinished copy is never
    /// visible. Adding an existing bundle changes nothing. Throws Error{badFile, io, unsupported, noSpace, usage} with the
    /// reason.
    /// @param check called with the copy before it counts
    ModelBundle add(const std::filesystem::path& folder, const Check& check);

    /// Makes a bundle of the listener's own of several networks together, by ids or names. Those that name genres come first, then
    /// the fastest: in that order they listen. The bundle is the name's next version, or its newest if that is the same. Nothing is
    /// copied. Throws Error{usage, badFile, io, noSpace} if fewer than two are named, one twice, one that is not here or is itself
    /// several, or if the name is that of one network.
    ModelBundle addTogether(const std::string& name, const std::vector<TogetherPart>& parts);

    /// Deletes a bundle of the listener's own: its three files, and the folder if nothing else lies in it. Throws
    /// Error{usage} for one that came with Segue or is not there, Error{io}.
    void remove(const std::filesystem::path& folder);

    [[nodiscard]] const std::filesystem::path& own() const { return m_own; } ///< where the listener's own are

private:
    std::filesystem::path m_shipped;
    std::filesystem::path m_own;
};

/// Reads a whole bundle (of several together its description only) and checks that this program can use its parameters, and that
/// its files are neither missing, altered nor absurdly large; computes nothing. Throws Error{badFile, io, unsupported}.
[[nodiscard]] ModelBundle readWholeBundle(const std::filesystem::path& folder);

/// The part of a description that determines the embeddings (without figures, and how it was trained): bundles with equal
/// keys give the same embeddings. The order of keys has no meaning.
[[nodiscard]] std::string embeddingKey(const ModelSpec& spec);

/// MODEL_CARD.md, or its beginning if it is very long; empty if there is none.
[[nodiscard]] std::string readCard(const ModelBundle& bundle);

} // namespace segue::inference
