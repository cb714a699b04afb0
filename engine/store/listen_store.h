// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/store/database/database.h"
#include "engine/words/listen.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace segue::store {

/// Listens that wait to be sent to a server. They survive whatever ends the program; each goes when the server has it.
/// Same thread as its Database; throws Error.
class ListenStore final {
public:
    /// So many wait at most, some two years' worth: then the oldest go.
    static constexpr std::size_t kMost = 50'000;

    explicit ListenStore(Database& database)
        : m_database(database) {}

    void add(const Listen& listen);                                   ///< one whose submission is there already is not added again
    [[nodiscard]] std::vector<Listen> oldest(std::size_t most) const; ///< with their ids, in the order in which they were added
    [[nodiscard]] std::size_t count() const;
    void remove(std::span<const std::int64_t> ids);
    void clear();

private:
    Database& m_database;
};

} // namespace segue::store
