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

/// Where bundles lie, and what the program was told about them.
struct ModelPlaces {
    inference::ModelLibrary library;
    std::filesystem::path preferred; ///< the bundle to listen with while the listener has chosen none
    bool isFixed = false;            ///< listen with that one whatever was chosen, for this run
};

/// With what an engine begins.
struct ModelSelection {
    inference::ModelBundle listening;      ///< the bundle that analyses; whole and verified
    std::shared_ptr<EmbeddingSpace> inUse; ///< what songs are compared in; another one's while a change goes on
    Message warning;                       ///< why it is not the bundle that was chosen; empty: it is
};

/// The listener's choice, else the preferred bundle; and the embeddings that were used last, as long as there are any.
/// A chosen bundle whose version is gone gives way to the newest of its name. Stores what follows from that.
///
/// Throws Error if there is no bundle to listen with.
[[nodiscard]] ModelSelection selectModel(const ModelPlaces& places, store::Database& reader, store::Writer& writer);

/// The same for an engine that changes nothing: only the embeddings in use count, and the bundle is theirs if it is
/// installed.
[[nodiscard]] ModelSelection selectModelToRead(const ModelPlaces& places, store::Database& reader);

/// Stores a bundle's description. What another bundle of the same id left gets another id first, so that their
/// embeddings are never compared.
void registerBundle(const inference::ModelBundle& bundle, store::Database& reader, store::Writer& writer);

/// The id to keep what another bundle of the same id heard by: the same one if it hears alike, else one beside it.
[[nodiscard]] std::string idBeside(const store::StoredModel& here, const store::StoredModel& there);

} // namespace segue
