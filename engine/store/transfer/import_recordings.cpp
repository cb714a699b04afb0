// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/transfer/import_recordings.h"

#include <cstring>

namespace segue::store {

ImportedRecordings::ImportedRecordings(Database& to)
    : m_recordings(to)
    , m_insert(to.connection(), "INSERT INTO recording (identity, rest, duration_ms, bytes) VALUES (?, ?, ?, ?) "
                                "ON CONFLICT (identity) DO UPDATE SET rest = excluded.rest WHERE recording.rest IS NULL") {}

void ImportedRecordings::take(Values& row) {
    const auto theirs = std::get<std::string>(row[0]);
    FoundRecording found{.identity = textOf(theirs)};
    if (const auto* rest = std::get_if<Bytes>(&row[1])) {
        found.rest.resize(rest->bytes.size() / sizeof(std::uint32_t));
        std::memcpy(found.rest.data(), rest->bytes.data(), found.rest.size() * sizeof(std::uint32_t));
    }
    const auto here = m_recordings.storedIdentity(found);
    if (here != theirs)
        m_ids[theirs] = here;
    row[0] = here;
    m_insert.run(row);
}

std::string ImportedRecordings::idHere(const std::string& theirs) const {
    const auto other = m_ids.find(theirs);
    return other == m_ids.end() ? theirs : other->second;
}

} // namespace segue::store
