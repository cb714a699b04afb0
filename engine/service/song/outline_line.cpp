// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/song/outline_line.h"

#include "engine/analysis/song/outline_reader.h"
#include "engine/service/background/job_line.h"
#include "engine/store/outline_store.h"

#include <chrono>
#include <utility>

namespace segue {

namespace {

constexpr std::size_t kMostWanted = 16;
constexpr std::chrono::milliseconds kInterval{100}; ///< between two answers about a song that is being read

} // namespace

void OutlineLine::want(Wish wish) {
    std::optional<Wish> dropped;
    {
        const std::lock_guard lock(m_mutex);
        const bool isBeingRead = m_reading && !m_stopReading.stop_requested();
        if (isBeingRead && m_reading->song == wish.song) {
            m_reading->request = wish.request;
            return;
        }
        if (isBeingRead) {
            m_wanted.push_front(*m_reading);
            m_stopReading.request_stop();
        }
        std::erase_if(m_wanted, [&](const Wish& one) { return one.song == wish.song; });
        m_wanted.push_front(std::move(wish));
        if (m_wanted.size() > kMostWanted) {
            dropped = std::move(m_wanted.back());
            m_wanted.pop_back();
        }
    }
    if (dropped) // nothing is known of it, and nothing is wrong with it: it may be asked for again
        m_emitter.emit(OutlineLoaded{.request = dropped->request, .song = std::move(dropped->song)});
    m_line.post([this](const std::stop_token& stop) { carryOut(m_emitter, [&] { readWanted(stop); }); });
}

void OutlineLine::readWanted(const std::stop_token& stop) {
    std::stop_source reading;
    while (!stop.stop_requested()) {
        const auto next = takeWanted(reading);
        if (!next)
            return;
        const std::stop_callback chain(stop, [&] { reading.request_stop(); });
        read(*next, reading.get_token());
    }
}

std::optional<OutlineLine::Wish> OutlineLine::takeWanted(std::stop_source& stop) {
    const std::lock_guard lock(m_mutex);
    m_reading.reset();
    if (m_wanted.empty())
        return std::nullopt;
    m_reading = std::move(m_wanted.front());
    m_wanted.pop_front();
    stop = m_stopReading = std::stop_source();
    return m_reading;
}

RequestId OutlineLine::requestNow(RequestId otherwise) {
    const std::lock_guard lock(m_mutex);
    return m_reading ? m_reading->request : otherwise;
}

void OutlineLine::read(const Wish& wish, const std::stop_token& stop) {
    using Clock = std::chrono::steady_clock;
    OutlineLoaded loaded{.song = wish.song};
    try {
        analysis::OutlineReader reader(wish.song, stop);
        auto told = Clock::now();
        while (reader.readMore())
            if (const auto now = Clock::now(); now - told >= kInterval) {
                told = now;
                m_emitter.emit(OutlineLoaded{requestNow(wish.request), wish.song, reader.outline(), reader.progress(), {}});
            }
        if (!reader.isComplete())
            return;
        loaded.outline = reader.outline();
        loaded.complete = 1.F;
        store(wish, loaded.outline);
    } catch (const std::exception& error) {
        loaded.problem = messageOf(error);
    }
    {
        const std::lock_guard lock(m_mutex); // from here on a request for this song is a new one
        loaded.request = std::exchange(m_reading, std::nullopt).value_or(wish).request;
    }
    m_emitter.emit(std::move(loaded));
}

void OutlineLine::store(const Wish& wish, const Outline& outline) {
    if (m_shelf.writer == nullptr || wish.identity.empty())
        return;
    carryOut(m_emitter, [&] { // it can be shown all the same
        m_shelf.writer
            ->run([&](store::Database& database) {
                store::OutlineStore(database, analysis::kOutlineVersion).save(wish.identity, outline);
            })
            .get();
        m_shelf.stored(wish.track);
    });
}

} // namespace segue
