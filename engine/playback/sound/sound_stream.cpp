// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/playback/sound/sound_stream.h"

#include "engine/playback/sound/levelling.h"
#include "engine/words/error.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <compare>
#include <exception>
#include <filesystem>
#include <numbers>
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

/// Opens an item at its start, or the first that follows it and can be played. @return false: none can
bool SoundStream::prepare(std::optional<PlayItem> next) {
    m_next.reset();
    m_skipped.clear();
    const PlayItem* before = !m_map.empty() ? &m_map.last().item : m_before.track.path.empty() ? nullptr : &m_before;
    std::set<ItemKey> tried; // a list that is repeated must not be tried for ever
    while (next && tried.emplace(*next).second) {
        m_stop = m_ways.newToken();
        try {
            auto source = sourceOf(*next);
            const AudioSink::Way way = m_ways.wayFor(source->rateHz());
            source->deliverAt(way.rateHz);
            const AppliedLevel level = levelFor(*next, *source, before, way);
            source->setGain(factorOf(level.gainDb));
            m_next.emplace(Next{.item = std::move(*next),
                                .source = std::move(source),
                                .skipped = std::exchange(m_skipped, {}),
                                .isAfterFailure = std::exchange(m_hasFailed, false),
                                .way = way,
                                .level = level});
            return true;
        } catch (const std::exception& error) {
            if (m_stop.stop_requested())
                return false;
            if (m_skipped.size() < kMostSkipped)
                m_skipped.push_back(*next);
            fail(*next, Message(MessageId::playNotPlayed, {next->track.title}).with(messageOf(error)));
            next = m_ways.follow(*next);
        }
    }
    return false;
}

std::unique_ptr<ItemSource> SoundStream::sourceOf(const PlayItem& item) { return std::make_unique<ItemSource>(item, m_stop); }

AppliedLevel SoundStream::levelFor(const PlayItem& item, const ItemSource& source, const PlayItem* before,
                                   const AudioSink::Way& way) {
    if (way.isExact)
        return {.source = LevelSource::exact};
    if (m_settings.levelling == Levelling::off)
        return {};
    bool isInAlbum = false;
    if (m_settings.levelling == Levelling::smart && !item.isPreview()) {
        isInAlbum = before != nullptr && continuesAlbum(before->track, item.track);
        const auto following = isInAlbum ? std::nullopt : m_ways.follow(item);
        isInAlbum = isInAlbum || (following && continuesAlbum(item.track, following->track));
    }
    return levelOf(m_settings, {.tags = source.gainTags(), .track = item.loudness, .album = item.albumLoudness}, isInAlbum);
}

/// Goes on with what is prepared. @param joint of the item before, which ended; none: it did not
void SoundStream::enter(std::optional<RateJoint> joint, bool isFadedIn) {
    std::uint64_t first = m_mixer.written();
    if (joint && joint->fromHz() == m_next->source->rateHz()) {
        first += joint->owed();
        m_next->source->continueFrom(std::move(joint));
    } else if (joint) {
        writeRest(*joint);
        first = m_mixer.written();
    }
    m_source = std::move(m_next->source);
    m_fileRateHz = m_source->rateHz();
    m_map.add({.first = first,
               .item = std::move(m_next->item),
               .rateHz = m_way.rateHz,
               .length = m_source->length(),
               .skipped = std::move(m_next->skipped),
               .isAfterFailure = m_next->isAfterFailure,
               .isFadedIn = isFadedIn,
               .level = m_next->level});
    m_next.reset();
    m_isFadeSettled = false;
}

void SoundStream::goWayOfNext() {
    if (m_next->way != m_way) {
        m_way = m_next->way;
        m_ways.change(m_way);
    }
}

/// What cannot go the way of what is in the map waits until that is heard: changeWay().
void SoundStream::enterOrWait(std::optional<RateJoint> joint) {
    if (m_map.empty())
        goWayOfNext();
    if (m_next->way == m_way)
        return enter(std::move(joint), false);
    if (joint)
        writeRest(*joint);
}

bool SoundStream::changeWay() {
    if (m_source || !m_next || m_map.empty())
        return false;
    m_before = m_map.last().item;
    m_map.clear();
    goWayOfNext();
    enter(std::nullopt, false);
    m_mixer.beginAt(m_map.last().first);
    return true;
}

/// Goes on with an item or the first that follows it and can be played; none: nothing is open.
bool SoundStream::open(std::optional<PlayItem> next, std::optional<RateJoint> joint) {
    m_source.reset();
    if (!prepare(std::move(next))) {
        if (joint)
            writeRest(*joint);
        return false;
    }
    enterOrWait(std::move(joint));
    return true;
}

/// Forgets what is open but for what the map's last item is decoded by.
void SoundStream::dropAhead() {
    m_next.reset();
    m_leaving.reset();
    m_isFadeSettled = false;
}

// A copy: what is given may lie in the map.
bool SoundStream::begin(PlayItem wanted, milliseconds from) {
    if (!m_map.empty())
        m_before = m_map.heard().item;
    m_mixer.flush();
    m_map.clear();
    dropAhead();
    m_hasFailed = false;
    if (!open(wanted))
        return false;
    if (from.count() > 0 && isSame(m_map.last().item, wanted)) {
        m_source->seek(from);
        m_map.restart(m_mixer.written(), m_source->position());
    } else {
        m_mixer.beginAt(m_map.last().first);
    }
    return true;
}

void SoundStream::clear() {
    if (!m_map.empty())
        m_before = m_map.heard().item;
    m_source.reset();
    dropAhead();
    m_map.clear();
    m_skipped.clear();
    m_hasFailed = false;
    m_mixer.flush();
}

bool SoundStream::seek(milliseconds position) {
    if (!m_source || m_map.size() > 1 || m_stop.stop_requested())
        return begin(m_map.heard().item, position);
    m_mixer.flush();
    m_leaving.reset();
    m_source->seek(position);
    m_map.restart(m_mixer.written(), m_source->position());
    return true;
}

/// Whether behind an item there would come again what was opened behind it (or, with null, nothing).
bool SoundStream::stillFollows(const PlayItem& item, const std::vector<PlayItem>& skipped, const PlayItem* next) {
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
        return following && isSame(*following, *next);
    return !following || std::ranges::any_of(skipped, [&](const PlayItem& one) { return isSame(one, *following); });
}

void SoundStream::followChanged() {
    for (std::size_t i = 0; i < m_map.size(); ++i) {
        const bool isLast = i + 1 == m_map.size();
        if (isLast && m_source) { // its end is yet to come
            if (!m_next || !stillFollows(m_map.at(i).item, m_next->skipped, &m_next->item)) {
                m_next.reset();
                m_isFadeSettled = false;
            }
            return;
        }
        const bool isSameStill = isLast ? stillFollows(m_map.at(i).item, m_skipped, nullptr)
                                        : stillFollows(m_map.at(i).item, m_map.at(i + 1).skipped, &m_map.at(i + 1).item);
        if (!isSameStill)
            return cutBehind(i);
    }
}

/// Another item comes behind that of a stretch, from the boundary on.
void SoundStream::cutBehind(std::size_t index) {
    if (index + 1 < m_map.size()) {
        const Stretch& next = m_map.at(index + 1);
        if (next.isFadedIn && decodeAgain(index, next.first))
            return; // as if it had not been faded into
        if (m_source && next.first > m_mixer.written()) {
            if (auto joint = m_source->takeJoint())
                writeRest(*joint); // the end of the item before
        }
        // What was pulled beyond the boundary already fades out.
        if (!m_mixer.takeBack(next.first))
            m_mixer.flush();
    }
    dropAhead();
    m_map.cutBehind(index);
    m_hasFailed = false;
    (void)open(m_ways.follow(m_map.at(index).item));
}

/// Decodes a stretch again from a frame on, and nothing behind it yet. @return false: nothing has changed, that frame may be
/// on its way to the listener
bool SoundStream::decodeAgain(std::size_t index, std::uint64_t frame) {
    const Stretch& stretch = m_map.at(index);
    // From the item's next whole millisecond, where a reader can go.
    const auto rate = static_cast<std::uint64_t>(m_way.rateHz);
    const std::uint64_t place = stretch.from + frame - std::min(frame, stretch.first);
    const milliseconds to((place * 1'000 + rate - 1) / rate);
    const bool isOpen = m_source && index + 1 == m_map.size() && !m_stop.stop_requested();
    if (!m_mixer.takeBack(stretch.first + framesOf(to, m_way.rateHz) - stretch.from))
        return false;
    m_map.cutBehind(index);
    dropAhead();
    m_skipped.clear();
    m_hasFailed = false;
    if (!isOpen) {
        m_source.reset();
        m_stop = m_ways.newToken();
        try {
            m_source = sourceOf(m_map.last().item);
            m_source->deliverAt(m_way.rateHz);
        } catch (const std::exception& error) {
            const PlayItem item = m_map.last().item;
            if (!m_stop.stop_requested())
                fail(item, Message(MessageId::playNotPlayed, {item.track.title}).with(messageOf(error)));
            (void)open(m_ways.follow(item));
            return true;
        }
        m_source->setGain(factorOf(m_map.last().level.gainDb));
    }
    m_source->seek(to);
    return true;
}

/// What is decoded but not heard yet is decoded again with its new gain; what is heard changes within a tenth of a second.
void SoundStream::setSound(const SoundSettings& settings) {
    constexpr std::uint64_t kMargin = 2'048; // the device may pull so much meanwhile
    if (std::exchange(m_settings, settings) == settings || m_map.empty())
        return;
    const bool hasWaited = m_next && !m_source; // for what is heard to end: changeWay()
    m_next.reset();
    m_isFadeSettled = false;
    std::size_t index = 0;
    const std::uint64_t frame = m_mixer.taken() + kMargin;
    while (index + 1 < m_map.size() && frame >= m_map.at(index + 1).first)
        ++index;
    if (!m_leaving && frame >= m_map.at(index).first && frame < m_mixer.written())
        (void)decodeAgain(index, frame);
    if (!m_source) { // what is left of it is on its way to the listener
        if (hasWaited && !m_next)
            (void)open(m_ways.follow(m_map.last().item));
        return;
    }
    const std::size_t last = m_map.size() - 1;
    const AppliedLevel level = levelFor(m_map.last().item, *m_source, last > 0 ? &m_map.at(last - 1).item : &m_before, m_way);
    m_source->setGain(factorOf(level.gainDb), true);
    m_map.setLevel(last, level);
}

/// Frames until the end of the item that is decoded begins to fade into the next one, or a fade ends; many, if neither.
std::uint64_t SoundStream::untilChange() {
    constexpr std::uint64_t kFar = 1ULL << 40U;
    if (m_leaving)
        return m_leaving->frames - m_leaving->done;
    const auto left = m_settings.crossfade.count() > 0 && !m_way.isExact && !m_isFadeSettled ? m_source->left() : std::nullopt;
    if (!left)
        return kFar;
    std::uint64_t fade = std::min(framesOf(std::min(m_settings.crossfade, SoundSettings::kMostCrossfade), m_way.rateHz),
                                  framesOf(m_source->length(), m_way.rateHz) / 2);
    if (*left > fade)
        return *left - fade;
    const PlayItem item = m_map.last().item;
    const auto mayFade = [&item](const PlayItem& next) {
        return !item.isPreview() && !next.isPreview() && !continuesAlbum(item.track, next.track);
    };
    const auto following = m_next ? std::optional(m_next->item) : m_ways.follow(item);
    if (!following || !mayFade(*following) || (!m_next && !prepare(following)) || !mayFade(m_next->item) || m_next->way != m_way) {
        m_isFadeSettled = true;
        return kFar;
    }
    if (m_next->source->length().count() > 0)
        fade = std::min(fade, framesOf(m_next->source->length(), m_way.rateHz) / 2);
    if (*left > fade)
        return *left - fade;
    beginFade(*left);
    return std::max<std::uint64_t>(1, fade);
}

void SoundStream::beginFade(std::uint64_t frames) {
    if (frames == 0) {
        m_isFadeSettled = true;
        return;
    }
    m_leaving.emplace(Leaving{.source = std::move(m_source), .frames = frames});
    enter(std::nullopt, true);
}

/// Equal power: what comes and what goes are different sounds.
void SoundStream::addLeaving(std::span<float> interleaved) {
    std::array<float, 2 * Mixer::kMostFrames> scratch{};
    for (std::size_t at = 0; at < interleaved.size();) {
        const std::size_t frames = m_leaving->source->read(std::span(scratch).subspan(at, interleaved.size() - at));
        if (frames == 0)
            break;
        at += 2 * frames;
    }
    for (std::size_t i = 0; i + 1 < interleaved.size(); i += 2) {
        const auto done = static_cast<float>(std::min(m_leaving->done + i / 2, m_leaving->frames));
        const float angle = 0.5F * std::numbers::pi_v<float> * done / static_cast<float>(m_leaving->frames);
        for (const std::size_t channel : {i, i + 1})
            interleaved[channel] = std::sin(angle) * interleaved[channel] + std::cos(angle) * scratch[channel];
    }
    m_leaving->done += interleaved.size() / 2;
    if (m_leaving->done >= m_leaving->frames)
        m_leaving.reset();
}

void SoundStream::write(std::span<float> interleaved) {
    if (m_leaving)
        addLeaving(interleaved);
    if (m_settings.limits && !m_way.isExact)
        limitSoftly(interleaved);
    m_mixer.write(interleaved);
}

void SoundStream::writeRest(RateJoint& joint) {
    std::vector<float> rest;
    joint.finish(rest);
    if (m_settings.limits && !m_way.isExact)
        limitSoftly(rest);
    m_mixer.write(rest);
}

/// The item that is decoded has ended: on into the next one.
void SoundStream::goOn() {
    const PlayItem ended = m_map.last().item;
    if (const std::string why = m_source->whyEndedEarly(); !why.empty())
        fail(ended, Message(MessageId::playEndedEarly, {ended.track.title, why}));
    auto joint = m_source->takeJoint();
    if (!m_next) {
        (void)open(m_ways.follow(ended), std::move(joint));
        return;
    }
    m_source.reset();
    m_next->isAfterFailure = m_next->isAfterFailure || std::exchange(m_hasFailed, false);
    enterOrWait(std::move(joint));
}

/// On into the next item when one ends, so that no gap is heard between them. After a fifth of a second of sound whoever asks has
/// a turn, to see what is heard by now.
bool SoundStream::decode() {
    std::array<float, 2 * Mixer::kMostFrames> block{};
    const std::uint64_t enough = m_mixer.written() + kFramesInOneGo;
    while (m_source && m_mixer.isHungry() && !m_ways.hasCommands()) {
        if (m_mixer.written() >= enough)
            return false;
        const auto most = static_cast<std::size_t>(std::min<std::uint64_t>(Mixer::kMostFrames, untilChange()));
        const std::size_t frames = m_source->read(std::span(block).first(2 * most));
        if (frames > 0) {
            write(std::span(block).first(2 * frames));
            continue;
        }
        if (m_stop.stop_requested())
            break;
        const bool wasSilent = m_mixer.written() <= m_map.last().first;
        goOn();
        if (wasSilent)
            break; // else a song without sound that follows itself would never end
    }
    return true;
}

} // namespace segue::playback
