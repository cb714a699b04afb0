// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desktop/mpris_track_list.h"

#include "ui/desktop/mpris_words.h"
#include "ui/words/format.h"

#include <QDBusMetaType>

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

namespace segue::ui {

namespace {

/// Where the longer list has the one entry that the other lacks; nothing: they differ by more than that.
std::optional<std::size_t> extraOf(const std::vector<EntryId>& longer, const std::vector<EntryId>& shorter) {
    if (longer.size() != shorter.size() + 1)
        return std::nullopt;
    const auto place = std::ranges::mismatch(longer, shorter).in1;
    const auto index = static_cast<std::size_t>(place - longer.begin());
    const bool isSame = std::equal(place + 1, longer.end(), shorter.begin() + static_cast<std::ptrdiff_t>(index));
    return isSame ? std::optional(index) : std::nullopt;
}

} // namespace

MprisTrackList::MprisTrackList(PlayerFace& face, CallBudget& budget, QObject* parent)
    : QDBusAbstractAdaptor(parent)
    , m_face(face)
    , m_budget(budget) {
    qDBusRegisterMetaType<QList<QVariantMap>>();
    connect(&face, &PlayerFace::songsLoaded, this, [this](const std::vector<EntryId>& entries) {
        for (const EntryId entry : entries)
            if (const auto* found = m_face.queue().find(entry))
                Q_EMIT TrackMetadataChanged(trackPath(entry), metadata(*found));
    });
}

QList<QDBusObjectPath> MprisTrackList::tracks() const {
    QList<QDBusObjectPath> paths;
    for (const QueueEntry& entry : m_face.queue().entries)
        paths << trackPath(entry.id);
    return paths;
}

bool MprisTrackList::tellChanges() {
    std::vector<EntryId> now;
    for (const QueueEntry& entry : m_face.queue().entries)
        now.push_back(entry.id);
    const auto before = std::exchange(m_told, now);
    if (now == before)
        return false;
    if (const auto came = extraOf(now, before))
        Q_EMIT TrackAdded(metadata(m_face.queue().entries[*came]), trackPath(*came == 0 ? EntryId{0} : now[*came - 1]));
    else if (const auto went = extraOf(before, now))
        Q_EMIT TrackRemoved(trackPath(before[*went]));
    else
        Q_EMIT TrackListReplaced(tracks(), trackPath(m_face.queue().current));
    return true;
}

/// What plays is known better than what is listed.
QVariantMap MprisTrackList::metadata(const QueueEntry& entry) const {
    const auto& facts = m_face.facts();
    if (facts.entry == entry.id && facts.isLoaded())
        return metadataOf(trackPath(entry.id), facts.track, facts.length, facts.art);
    return metadataOf(trackPath(entry.id), m_face.songOf(entry), {}, {});
}

QList<QVariantMap> MprisTrackList::GetTracksMetadata(const QList<QDBusObjectPath>& TrackIds) {
    QList<QVariantMap> all;
    std::set<EntryId> seen; // a client may ask for one a million times
    for (const QDBusObjectPath& path : TrackIds) {
        const auto id = entryOf(path);
        const QueueEntry* entry = id ? m_face.queue().find(*id) : nullptr;
        if (entry && seen.insert(*id).second)
            all << metadata(*entry);
    }
    return all;
}

void MprisTrackList::AddTrack(const QString& Uri, const QDBusObjectPath& AfterTrack, bool SetAsCurrent) {
    const auto file = pathOf(QUrl(Uri, QUrl::StrictMode));
    if (file.empty() || !m_budget.take(CallBudget::Clock::now()))
        return;
    Q_EMIT m_face.addWanted(file, entryOf(AfterTrack).value_or(EntryId{0}), SetAsCurrent);
}

void MprisTrackList::RemoveTrack(const QDBusObjectPath& TrackId) {
    const auto entry = entryOf(TrackId);
    if (entry && m_face.queue().find(*entry) && m_budget.take(CallBudget::Clock::now()))
        Q_EMIT m_face.removeWanted(*entry);
}

void MprisTrackList::GoTo(const QDBusObjectPath& TrackId) {
    const auto entry = entryOf(TrackId);
    if (entry && m_face.queue().find(*entry) && m_budget.take(CallBudget::Clock::now()))
        Q_EMIT m_face.jumpWanted(*entry);
}

} // namespace segue::ui
