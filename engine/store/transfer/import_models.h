// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/store/model_store.h"
#include "engine/store/transfer/library_import.h"

#include <map>
#include <string>

namespace segue::store {

/// The networks of an export, and the ids under which their data is kept here. Used in the import's transaction; throws
/// Error.
class ImportedModels final {
public:
    ImportedModels(Database& to, const ImportOptions& options);

    void take(const StoredModel& there);
    /// The id here of a network in the file. One that the file does not describe is taken for the network of that id here.
    const std::string& idHere(const std::string& theirs);
    /// Takes over which network was chosen and used there, if nothing had been heard here before the import.
    void takeChoice(const std::string& chosen, const std::string& inUse);

private:
    ModelStore m_models;
    const ImportOptions& m_options;
    bool m_wasDeaf;                           ///< nothing had been heard here
    std::map<std::string, std::string> m_ids; ///< theirs, ours
};

} // namespace segue::store
