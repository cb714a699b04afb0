// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/database/writer.h"

#include "engine/store/database/sqlite_error.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Savepoint.h>
#include <SQLiteCpp/Transaction.h>
#include <sqlite3.h>

#include <vector>

namespace segue::store {

Writer::Writer(Database database) : m_database(std::move(database)), m_thread([this](std::stop_token stop) { loop(stop); }) {}

Writer::~Writer() {
    m_thread.request_stop();
    m_thread.join();
}

std::future<void> Writer::run(Job job) {
    Entry entry{.job = std::move(job), .done = {}};
    auto future = entry.done.get_future();
    {
        const std::lock_guard lock(m_mutex);
        m_queue.push_back(std::move(entry));
    }
    m_wake.notify_one();
    return future;
}

void Writer::loop(std::stop_token stop) {
    while (true) {
        std::deque<Entry> batch;
        {
            std::unique_lock lock(m_mutex);
            m_wake.wait(lock, stop, [this] { return !m_queue.empty(); });
            if (m_queue.empty())
                return; // asked to stop, and nothing is left
            batch.swap(m_queue);
        }
        commit(std::move(batch));
    }
}

void Writer::commit(std::deque<Entry> batch) {
    std::vector<std::exception_ptr> failures(batch.size());
    std::exception_ptr commitFailure;
    try {
        guarded("storing changes", [&] {
            m_database.requireInPlace();
            SQLite::Transaction transaction(m_database.connection(), SQLite::TransactionBehavior::IMMEDIATE);
            for (std::size_t i = 0; i < batch.size(); ++i) {
                SQLite::Savepoint savepoint(m_database.connection(), "job");
                try {
                    batch[i].job(m_database);
                    savepoint.release();
                } catch (...) {
                    failures[i] = std::current_exception();
                    // SQLite gave the whole transaction up (a full disk): what ran before in it is undone too.
                    if (::sqlite3_get_autocommit(m_database.connection().getHandle()) != 0)
                        throw;
                }
            }
            transaction.commit();
        });
    } catch (...) {
        commitFailure = std::current_exception();
    }
    for (std::size_t i = 0; i < batch.size(); ++i) {
        if (failures[i])
            batch[i].done.set_exception(failures[i]);
        else if (commitFailure)
            batch[i].done.set_exception(commitFailure);
        else
            batch[i].done.set_value();
    }
}

} // namespace segue::store
