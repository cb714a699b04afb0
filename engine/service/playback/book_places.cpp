// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/playback/book_places.h"

#include "engine/playback/queue/book_rule.h"

namespace segue {

using std::chrono::milliseconds;

namespace {

constexpr std::chrono::seconds kKeepEvery{5};

} // namespace

std::optional<store::Book> BookPlaces::bookOf(const Track& track) {
    if (track.id == 0)
        return std::nullopt;
    const auto known = store::BookStore(m_reader).find(track.id);
    const bool isOne = playback::isBook(track, known && known->hasChapters);
    return isOne ? std::optional(known.value_or(store::Book{})) : std::nullopt;
}

milliseconds BookPlaces::placeOf(const Track& track) {
    keep();
    const auto book = bookOf(track);
    if (!book)
        return milliseconds(0);
    const auto kept = m_kept.find(track.id); // it may be on its way to the disk yet
    return kept != m_kept.end() ? kept->second : book->place;
}

void BookPlaces::take(const playback::PlaybackStatus& status) {
    if (status.item.isPreview())
        return;
    const auto& track = status.item.track;
    const bool isAnother = track.id != m_last.item.track.id;
    if (isAnother) {
        keep();
        m_isBook = isBook(track);
    }
    const bool isPaused = status.state != playback::PlayState::playing && m_last.state == playback::PlayState::playing;
    if (status.state != playback::PlayState::stopped || isAnother)
        m_last = status; // a stop has no place of its own
    const bool isDue = std::chrono::steady_clock::now() - m_keptAt >= kKeepEvery;
    if (isDue && !m_isBook && track.duration >= playback::kLongBook) {
        m_keptAt = std::chrono::steady_clock::now();
        m_isBook = isBook(track); // its chapters may have been found meanwhile
    }
    if (m_isBook && (isPaused || isDue))
        keep();
}

void BookPlaces::keep() {
    if (!m_isBook || m_writer == nullptr || m_last.item.track.id == 0)
        return;
    m_keptAt = std::chrono::steady_clock::now();
    const auto place = playback::placeToKeep(m_last.position, m_last.length);
    m_kept[m_last.item.track.id] = place;
    static_cast<void>(m_writer->run(
        [track = m_last.item.track.id, place](store::Database& database) { store::BookStore(database).keep(track, place); }));
}

} // namespace segue
