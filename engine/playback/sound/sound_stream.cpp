// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/playback/sound/sound_stream.h"

#include "engine/words/error.h"

#include <algorithm>
#include <array>
#include <compare>
#include <exception>
#include <filesystem>
#include <set>
#include <utility>

namespace segue::playback {
namespace {

using std::chrono::milliseconds;

constexpr std::uint64_t kFramesInOneGo = 8'192;
/// So many items that could not be played are remembered, to be compared when what follows changes.
constexpr std::size_t kMostSkipped = 1'000;

/// What makes two items the same.
struct ItemKey {
    explicit ItemKey(const PlayItem& item)
        : entry(item.entry)
        , path(item.track.path)
        , start(item.start)
        , length(item.length) {}

    auto operator<=>(const ItemKey&) const = default;

    std::uint64_t entry;
    std::filesystem::path path;
    milliseconds start;
    milliseconds length;
};

bool isSame(const PlayItem& a, const PlayItem& b) { return ItemKey(a) == ItemKey(b); }

} // namespace

void SoundStream::fail(const PlayItem& item, const Message& why) {
    m_hasFailed = true;
    m_ways.failed(item, why);
}

/// Opens an item at its start, or the first that follows it and can be played; none: nothing is open.
bool SoundStream::open(std::optional<PlayItem> next) {
    m_reader.reset();
    m_skipped.clear();
    std::set<ItemKey> tried; // a list that is repeated must not be tried for ever
    while (next && tried.emplace(*next).second) {
        m_stop = m_ways.newToken();
        try {
            m_reader.emplace(*next, m_stop);
        } catch (const std::exception& error) {
            if (m_stop.stop_requested())
                return false;
            if (m_skipped.size() < kMostSkipped)
                m_skipped.push_back(*next);
            fail(*next, Message(MessageId::playNotPlayed, {next->track.title}).with(messageOf(error)));
            next = m_ways.follow(*next);
            continue;
        }
        m_map.add({.first = m_mixer.written(),
                   .item = std::move(*next),
                   .length = m_reader->length(),
                   .skipped = std::exchange(m_skipped, {}),
                   .isAfterFailure = std::exchange(m_hasFailed, false)});
        return true;
    }
    return false;
}

bool SoundStream::begin(const PlayItem& item, milliseconds from) {
    const PlayItem wanted = item; // it may lie in the map
    m_mixer.flush();
    m_map.clear();
    m_hasFailed = false;
    if (!open(wanted))
        return false;
    if (from.count() > 0 && isSame(m_map.last().item, wanted)) {
        m_reader->seek(from);
        m_map.restart(m_mixer.written(), m_reader->position());
    }
    return true;
}

void SoundStream::clear() {
    m_reader.reset();
    m_map.clear();
    m_skipped.clear();
    m_hasFailed = false;
    m_mixer.flush();
}

bool SoundStream::seek(milliseconds position) {
    if (!m_reader || m_map.size() > 1 || m_stop.stop_requested())
        return begin(m_map.heard().item, position);
    m_mixer.flush();
    m_reader->seek(position);
    m_map.restart(m_mixer.written(), m_reader->position());
    return true;
}

/// Whether behind an item there would come again what was opened behind it (or, with null, nothing).
bool SoundStream::stillFollows(const PlayItem& item, const Stretch* next) {
    const auto& skipped = next != nullptr ? next->skipped : m_skipped;
    const PlayItem* at = &item;
    for (const PlayItem& one : skipped) {
        const auto following = m_ways.follow(*at);
        if (!following || !isSame(*following, one))
            return false;
        at = &one;
    }
    if (skipped.size() >= kMostSkipped)
        return true;
    const auto following = m_ways.follow(*at);
    if (next != nullptr)
        return following && isSame(*following, next->item);
    return !following || std::ranges::any_of(skipped, [&](const PlayItem& one) { return isSame(one, *following); });
}

void SoundStream::followChanged() {
    for (std::size_t i = 0; i < m_map.size(); ++i) {
        const bool isLast = i + 1 == m_map.size();
        if (isLast && m_reader)
            return; // its end is yet to come
        if (stillFollows(m_map.at(i).item, isLast ? nullptr : &m_map.at(i + 1)))
            continue;
        // What was pulled beyond the boundary already fades out.
        if (!isLast && !m_mixer.takeBack(m_map.at(i + 1).first))
            m_mixer.flush();
        m_map.cutBehind(i);
        m_hasFailed = false;
        (void)open(m_ways.follow(m_map.at(i).item));
        return;
    }
}

/// On into the next item when one ends, so that no gap is heard between them. After a fifth of a second of sound whoever asks has
/// a turn, to see what is heard by now.
bool SoundStream::decode() {
    std::array<float, 2 * Mixer::kMostFrames> block{};
    const std::uint64_t enough = m_mixer.written() + kFramesInOneGo;
    while (m_reader && m_mixer.isHungry() && !m_ways.hasCommands()) {
        if (m_mixer.written() >= enough)
            return false;
        const std::size_t frames = m_reader->read(block);
        if (frames > 0) {
            m_mixer.write(std::span(block).first(2 * frames));
            continue;
        }
        if (m_stop.stop_requested())
            break;
        const PlayItem ended = m_map.last().item;
        const bool wasSilent = m_mixer.written() == m_map.last().first;
        if (const std::string why = m_reader->whyEndedEarly(); !why.empty())
            fail(ended, Message(MessageId::playEndedEarly, {ended.track.title, why}));
        (void)open(m_ways.follow(ended));
        if (wasSilent)
            break; // else a song without sound that follows itself would never end
    }
    return true;
}

} // namespace segue::playback
