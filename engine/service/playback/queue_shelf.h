// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/store/database/writer.h"
#include "engine/store/queue_store.h"
#include "engine/store/radio_store.h"

#include <memory>

namespace segue {

/// Keeps the queue and radio in the database. However often it changes, one change waits for the writer: the newest one.
///
/// Thread rule: any thread; nothing waits. Failure rule: nothing throws but for want of memory; what cannot be stored is tried
/// again with the next change.
class QueueShelf final {
public:
    explicit QueueShelf(store::Writer* writer); ///< null: it is not kept

    void setStored(const QueueState& state, const store::StoredRadio& radio); ///< as they are in the database now
    void keep(const QueueState& state, std::chrono::milliseconds position, store::StoredRadio radio);

private:
    struct Kept;

    store::Writer* m_writer;
    std::shared_ptr<Kept> m_kept; ///< the writer's, too, which may end later
};

} // namespace segue
