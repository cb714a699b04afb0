// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/desktop/call_budget.h"
#include "ui/desktop/player_face.h"

#include <QDBusAbstractAdaptor>
#include <QDBusObjectPath>
#include <QVariantMap>

#include <vector>

namespace segue::ui {

/// org.mpris.MediaPlayer2.TrackList as its specification says (version 2.2): the part of the queue that lies around what plays
/// (QueueExcerpt), in the order in which it plays.
class MprisTrackList final : public QDBusAbstractAdaptor {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.mpris.MediaPlayer2.TrackList")
    Q_PROPERTY(QList<QDBusObjectPath> Tracks READ tracks)
    Q_PROPERTY(bool CanEditTracks READ canEdit)

public:
    MprisTrackList(PlayerFace& face, CallBudget& budget, QObject* parent);

    [[nodiscard]] QList<QDBusObjectPath> tracks() const;
    [[nodiscard]] static bool canEdit() { return true; }
    /// What is another since it was told: one that came or went, else the whole list.
    /// @return whether anything was
    bool tellChanges();

public Q_SLOTS:
    /// Those that are in the list, each once.
    QList<QVariantMap> GetTracksMetadata(const QList<QDBusObjectPath>& TrackIds);
    /// What is put in plays before what follows by itself: behind the track that plays, or behind no track, it comes next,
    /// behind any other it comes after all that was put in.
    void AddTrack(const QString& Uri, const QDBusObjectPath& AfterTrack, bool SetAsCurrent);
    void RemoveTrack(const QDBusObjectPath& TrackId);
    void GoTo(const QDBusObjectPath& TrackId);

Q_SIGNALS:
    void TrackListReplaced(const QList<QDBusObjectPath>& Tracks, const QDBusObjectPath& CurrentTrack);
    void TrackAdded(const QVariantMap& Metadata, const QDBusObjectPath& AfterTrack);
    void TrackRemoved(const QDBusObjectPath& TrackId);
    void TrackMetadataChanged(const QDBusObjectPath& TrackId, const QVariantMap& Metadata);

private:
    [[nodiscard]] QVariantMap metadata(const QueueEntry& entry) const;

    PlayerFace& m_face;
    CallBudget& m_budget;
    std::vector<EntryId> m_told; ///< the list as clients know it
};

} // namespace segue::ui
