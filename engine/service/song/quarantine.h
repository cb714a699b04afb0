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

/// Keeps files that the analyzer died of, or never came to an end with, away from this process, which has the window. They
/// stay away until the analyzer has read them or they have changed. Playing one is the listener's own decision and is not
/// asked about here.
///
/// Thread rule: any thread; both functions block for a look into the database. Failure rule: they throw Error.
class Quarantine final {
public:
    /// @param database to open this class's own connection from
    Quarantine(const store::Database& database, const EmbeddingSpaces& spaces);

    /// Why a song must not even be opened here, for the listener; nothing: it may be, as may what is in no library.
    [[nodiscard]] std::optional<Message> whyNotOpened(const std::filesystem::path& song);
    /// Likewise why it must not be decoded, be it to its end or somewhere in its middle.
    [[nodiscard]] std::optional<Message> whyNotRead(const std::filesystem::path& song);

private:
    template <typename Question>
    std::optional<Message> ask(const std::filesystem::path& song, Question&& question);

    std::mutex m_mutex;
    store::Database m_reader;
    const EmbeddingSpaces& m_spaces;
};

} // namespace segue
