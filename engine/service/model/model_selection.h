// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/inference/model_library.h"
#include "engine/service/model/embedding_space.h"
#include "engine/store/database/writer.h"
#include "engine/store/model_store.h"
#include "engine/words/message.h"

#include <filesystem>
#include <memory>
#include <string>

namespace segue {

/// Where bundles are, and which one the program was told to use.
struct ModelPlaces {
    inference::ModelLibrary library;
    std::filesystem::path preferred; ///< the bundle to listen with while the listener has chosen none
    bool isFixed = false;            ///< listen with that one whatever was chosen, for this run
};

/// What an engine starts with.
struct ModelSelection {
    inference::ModelBundle listening;       ///< the bundle that analyses, of several together the first; whole and verified
    std::shared_ptr<EmbeddingSpace> inUse;  ///< what songs are compared in; another bundle's while a change is going on
    std::shared_ptr<EmbeddingSpace> coming; ///< the space that is to be filled then; else null
    Message warning;                        ///< why the chosen bundle does not listen; empty: it does
};

/// Selects the bundle that the listener chose, else the preferred one, and the embeddings used last while there are any. If
/// the chosen version is gone, the newest one of that name replaces it. Stores the outcome.
///
/// Throws Error if there is no bundle to listen with.
[[nodiscard]] ModelSelection selectModel(const ModelPlaces& places, store::Database& reader, store::Writer& writer);

/// The same for an engine that changes nothing: uses the embeddings in use, and their bundle if it is installed.
[[nodiscard]] ModelSelection selectModelToRead(const ModelPlaces& places, store::Database& reader);

/// Reads a bundle, of several together also those of its parts that are installed, and checks that all are whole; throws as
/// inference::readWholeBundle().
[[nodiscard]] inference::ModelBundle readWhole(const inference::ModelBundle& bundle, const ModelPlaces& places);

/// Stores a bundle's description, of several together also the descriptions of its parts that are installed. Embeddings that
/// another bundle of the same id left get another id first, so that the two are never compared.
void registerBundle(const inference::ModelBundle& bundle, const inference::ModelLibrary& library, store::Database& reader,
                    store::Writer& writer);

/// The id under which to keep what another bundle of the same id heard: the same id if both hear alike, else a new one beside
/// it.
[[nodiscard]] std::string idBeside(const store::StoredModel& here, const store::StoredModel& there);

} // namespace segue
