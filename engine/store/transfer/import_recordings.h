// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/store/database/database.h"
#include "engine/store/recording_store.h"
#include "engine/store/transfer/import_rows.h"

#include <string>
#include <unordered_map>

namespace segue::store {

/// The recordings of an export, by which files are recognised, and under which identity what is known of each is kept here. In
/// the import's transaction; throws Error.
class ImportedRecordings final {
public:
    explicit ImportedRecordings(Database& to);

    /// One that is known here stays as it is; another one of the same text gets a number, as a file that held it would have.
    /// @param row [identity, rest, duration_ms, bytes]; its identity becomes the one here
    void take(Values& row);
    [[nodiscard]] std::string idHere(const std::string& theirs) const;

private:
    const RecordingStore m_recordings;
    RowStatement m_insert;
    std::unordered_map<std::string, std::string> m_ids; ///< theirs, ours, where they are not the same
};

} // namespace segue::store
