// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/database/writer.h"

#include "engine/store/database/sqlite_error.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Savepoint.h>
#include <SQLiteCpp/Transaction.h>
#include <sqlite3.h>

#include <utility>

namespace segue::store {

Writer::Writer(Database database)
    : m_database(std::move(database))
    , m_thread([this](std::stop_token stop) { loop(stop); }) {}

Writer::~Writer() { close(); }

void Writer::close() {
    {
        const std::lock_guard lock(m_mutex);
        m_isClosed = true;
    }
    m_thread.request_stop();
    if (m_thread.joinable())
        m_thread.join();
}

std::future<void> Writer::run(Job job) {
    Entry entry{.job = std::move(job), .done = {}};
    auto future = entry.done.get_future();
    {
        const std::lock_guard lock(m_mutex);
        if (m_isClosed)
            entry.done.set_exception(std::make_exception_ptr(Error{ErrorKind::busy, MessageId::databaseClosing}));
        else
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
                break; // asked to stop, and nothing is left
            batch.swap(m_queue);
        }
        commit(batch);
    }
    m_database.reset();
}

/// No exception of a job or of SQLite, out of memory included, ends this thread.
void Writer::commit(std::deque<Entry>& batch) {
    std::exception_ptr commitFailure;
    try {
        guarded("storing changes", [&] { runIn(*m_database, batch); });
    } catch (...) {
        commitFailure = std::current_exception();
    }
    for (auto& entry : batch) {
        if (entry.failure)
            entry.done.set_exception(entry.failure);
        else if (commitFailure)
            entry.done.set_exception(commitFailure);
        else
            entry.done.set_value();
    }
}

void Writer::runIn(Database& database, std::deque<Entry>& batch) {
    database.requireInPlace();
    SQLite::Transaction transaction(database.connection(), SQLite::TransactionBehavior::IMMEDIATE);
    for (auto& entry : batch) {
        SQLite::Savepoint savepoint(database.connection(), "job");
        try {
            entry.job(database);
            savepoint.release();
        } catch (...) {
            entry.failure = std::current_exception();
            // SQLite gave the whole transaction up (a full disk): what ran before in it is undone too.
            if (::sqlite3_get_autocommit(database.connection().getHandle()) != 0)
                throw;
        }
    }
    transaction.commit();
}

} // namespace segue::store
