// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/store/database/database.h"
#include "engine/words/radio_words.h"

#include <optional>

namespace segue::store {

/// Radio as it is found again at the next start.
struct StoredRadio {
    RadioState state;
    RadioNotes notes;
    bool operator==(const StoredRadio&) const = default;
};

/// The session of radio and why its entries are in the queue (queue_store.h). Songs that are gone stay in it: whoever plans passes
/// them over. It is not exported.
///
/// Same thread as its Database; throws Error.
class RadioStore final {
public:
    explicit RadioStore(Database& database)
        : m_database(database) {}

    /// Nothing if nothing was stored, or something that Segue would not write.
    [[nodiscard]] std::optional<StoredRadio> load() const;
    void save(const StoredRadio& radio);

private:
    Database& m_database;
};

} // namespace segue::store
