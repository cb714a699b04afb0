// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/store/database/database.h"

#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <future>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>

namespace segue::store {

/// The one thread that changes the database. Jobs run in order; those that are waiting together share a transaction.
/// A job that throws undoes its own changes only, and its future carries the Error.
///
/// Thread rule: run() from any thread but the writer's own. The destructor also finishes what is queued.
class Writer final {
public:
    using Job = std::function<void(Database&)>;

    explicit Writer(Database database);
    ~Writer();
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;

    /// The future is ready when the job's changes are committed (or failed: get() throws Error, or what the job threw).
    [[nodiscard]] std::future<void> run(Job job);
    /// Finishes what is queued and closes the database, so that another program can use it. Later jobs fail.
    void close();

private:
    struct Entry {
        Job job;
        std::promise<void> done;
        std::exception_ptr failure = nullptr;
    };
    void loop(std::stop_token stop);
    void commit(std::deque<Entry>& batch);
    void runIn(Database& database, std::deque<Entry>& batch);

    std::optional<Database> m_database; ///< the writer thread's; none: closed
    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    bool m_isClosed = false; ///< guarded, as the next
    std::deque<Entry> m_queue;
    std::jthread m_thread;
};

} // namespace segue::store
