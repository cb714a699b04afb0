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
    bool isOwn = false;                ///< added by the listener; else it came with Segue
    std::optional<ModelBundle> bundle; ///< none: it cannot be used
    Message problem;                   ///< why not
    std::uintmax_t bytes = 0;          ///< that its files take
};

/// The bundles on this computer: those that came with Segue and the listener's own. Every folder inside one of the two
/// places that holds a model.json is one, by whatever name.
///
/// Thread rule: const functions may run side by side, add() and remove() alone. Nothing is kept in memory: the folders
/// are looked at anew each time.
class ModelLibrary final {
public:
    /// Looks into a folder that is no bundle yet as closely as only a process that knows the networks can; throws
    /// Error.
    using Check = std::function<void(const std::filesystem::path& folder)>;

    /// @param shipped folder of bundle folders; empty or missing: none
    /// @param own likewise, made when something is added; empty: nothing can be added
    ModelLibrary(std::filesystem::path shipped, std::filesystem::path own)
        : m_shipped(std::move(shipped))
        , m_own(std::move(own)) {}

    /// All, those that came with Segue first, by name and version. Reads descriptions only; what is broken says why.
    [[nodiscard]] std::vector<InstalledBundle> all() const;

    /// By id ("segue-net/1"), or by name: then the newest version. Usable ones only.
    [[nodiscard]] std::optional<ModelBundle> find(const std::string& idOrName) const;

    /// Checks a folder of the documented form and copies it to the listener's own; half a copy is never seen. Adding
    /// what is there already changes nothing. Throws Error{badFile, io, unsupported, noSpace, usage} with the reason.
    /// @param check called with the copy before it counts
    ModelBundle add(const std::filesystem::path& folder, const Check& check);

    /// Deletes a bundle of the listener's own: its three files, and the folder if nothing else lies in it. Throws
    /// Error{usage} for one that came with Segue or is not there, Error{io}.
    void remove(const std::filesystem::path& folder);

private:
    std::filesystem::path m_shipped;
    std::filesystem::path m_own;
};

/// A bundle whose parameters this program can work with, its files neither missing, altered nor absurdly large; reads
/// it all, but computes nothing. Throws Error{badFile, io, unsupported}.
[[nodiscard]] ModelBundle readWholeBundle(const std::filesystem::path& folder);

/// The description without what does not change embeddings (figures, how it was trained): bundles with equal ones give
/// the same embeddings. Their order has no meaning.
[[nodiscard]] std::string embeddingKey(const ModelSpec& spec);

/// MODEL_CARD.md, or its beginning if it is very long; empty if there is none.
[[nodiscard]] std::string readCard(const ModelBundle& bundle);

} // namespace segue::inference
