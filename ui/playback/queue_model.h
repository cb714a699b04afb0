// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/events.h"

#include <QAbstractListModel>
#include <QHash>
#include <QSet>
#include <QTimer>

#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <vector>

namespace segue::ui {

/// The queue as one list: what played (if it is wanted), what plays, what the listener put in, the rest of what was started, what
/// Segue adds. Each part has a heading, which is a row of its own. Made for 200,000 entries: it holds the queue's own parts,
/// and asks for the songs of the rows that somebody looks at.
class QueueModel final : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role {                     ///< beyond Qt's own
        headingRole = Qt::UserRole, ///< bool: the row is a heading
        artistRole,                 ///< second line
        lengthRole,
        currentRole, ///< bool: it is what plays
        heardRole,   ///< bool: and it is not paused
        absentRole,  ///< bool: it cannot be played now
        numberRole,  ///< its place among what comes; 0: it has none
    };
    enum class Part { played, now, added, started, automatic };

    explicit QueueModel(QObject* parent = nullptr);

    void setQueue(const QueueState& queue);
    void setHistoryShown(bool shown);
    [[nodiscard]] bool isHistoryShown() const { return m_isHistoryShown; }
    [[nodiscard]] int nowRow() const; ///< of the heading over what plays; without that the first row behind the history
    void setHeard(bool isHeard);
    void setRadio(const RadioChanged& event); ///< why its entries are there
    void takeSongs(const QueueSongsLoaded& event);
    void takeFiles(const FilesDescribed& event); ///< those that are in no library
    void applyChanges(const std::vector<Track>& tracks);
    void removeTracks(const std::vector<TrackId>& tracks);
    void removeLibrary(LibraryId library);
    void setLibraries(const std::vector<Library>& libraries); ///< which of them can be reached

    [[nodiscard]] const QueueState& queue() const { return m_queue; }
    [[nodiscard]] EntryId entryOf(int row) const; ///< 0: a heading
    [[nodiscard]] std::optional<Part> partOf(int row) const;
    [[nodiscard]] QueueSong songOf(int row) const;                             ///< of an entry's row
    [[nodiscard]] Track trackAt(int row) const;                                ///< likewise; as far as it is known by now
    [[nodiscard]] std::vector<int> rowsOf(const QSet<EntryId>& entries) const; ///< top to bottom, without the history's
    /// Where what is dropped before this row goes.
    [[nodiscard]] QueueTarget targetBefore(int row) const;
    [[nodiscard]] std::size_t coming() const;                                      ///< entries that will play yet
    [[nodiscard]] const Track* fileTrack(const std::filesystem::path& file) const; ///< null: nothing is known of it

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;

Q_SIGNALS:
    void songsWanted(const std::vector<segue::TrackId>& tracks);
    void filesWanted(const std::vector<std::filesystem::path>& files);

private:
    struct Section {
        Part part = Part::now;
        int first = 0; ///< the row of its heading
        int count = 0; ///< of its entries
    };

    void divide();
    [[nodiscard]] const Section* sectionOf(int row) const;
    [[nodiscard]] const Section* section(Part part) const;
    [[nodiscard]] const QueueEntry& entry(const Section& section, int index) const;
    [[nodiscard]] QString headingText(Part part) const;
    [[nodiscard]] QVariant entryData(const Section& section, int index, int role) const;
    [[nodiscard]] const Track* trackOf(const QueueEntry& entry) const; ///< null: not known, or not yet
    [[nodiscard]] bool isAbsent(const QueueEntry& entry) const;
    [[nodiscard]] QString titleOf(const QueueEntry& entry) const;
    [[nodiscard]] QString secondLine(const QueueEntry& entry, bool isCurrent) const;
    void ask(TrackId track) const;
    void ask(const std::filesystem::path& file) const;
    void allChanged();

    QueueState m_queue;
    std::vector<Section> m_sections;
    QHash<TrackId, Track> m_songs; ///< of rows that were looked at
    QSet<TrackId> m_gone;          ///< asked for, and no longer in a library
    QSet<LibraryId> m_offline;
    std::map<std::filesystem::path, DescribedFile> m_files; ///< likewise
    QHash<EntryId, QString> m_notes;                        ///< of radio
    QString m_radio;                                        ///< what the heading over its entries says; empty: it is off
    mutable QSet<TrackId> m_wanted;
    mutable std::set<std::filesystem::path> m_asked; ///< files, once each
    mutable std::vector<std::filesystem::path> m_filesToAsk;
    mutable QTimer m_asking; ///< when a page is painted all its songs are asked for at once
    bool m_isHistoryShown = false;
    bool m_isHeard = false;
};

} // namespace segue::ui
