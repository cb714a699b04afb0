// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/service/model/embedding_space.h"
#include "engine/store/database/database.h"
#include "engine/words/message.h"

#include <filesystem>
#include <mutex>
#include <optional>
#include <string>

namespace segue {

/// Keeps files that killed the analyzer, or that it never finished, away from this process, which has the window. They stay
/// away until the analyzer has read them or they have changed. Playing one is the listener's own decision and is not checked
/// here.
///
/// Thread rule: any thread; both functions block for a look into the database. Failure rule: they throw Error.
class Quarantine final {
public:
    /// @param database to open this class's own connection from
    Quarantine(const store::Database& database, const EmbeddingSpaces& spaces);

    /// Why this process must not even open a song, as a message for the listener; nothing: it may, as it may any file outside
    /// the libraries.
    [[nodiscard]] std::optional<Message> whyNotOpened(const std::filesystem::path& song);
    /// Why this process must not decode a song, as a whole or in part; nothing: it may.
    [[nodiscard]] std::optional<Message> whyNotRead(const std::filesystem::path& song);

private:
    template <typename Question>
    std::optional<Message> ask(const std::filesystem::path& song, Question&& question);

    std::mutex m_mutex;
    store::Database m_reader;
    const EmbeddingSpaces& m_spaces;
};

} // namespace segue
