// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/browse/folding.h"
#include "engine/words/spotify.h"

#include <QAbstractTableModel>

#include <cstdint>
#include <string>
#include <vector>

namespace segue::ui {

enum class SpotifyColumn : std::uint8_t { title, artist, album, length, added, match, link };
constexpr int kSpotifyColumns = 7;

/// The rows of one list of a source, which it sorts and filters. None of them is a song of Segue's: rows that are dragged out are
/// links, and no other model holds them.
class SpotifyModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Role { ///< beyond Qt's own
        artistRole = Qt::UserRole,
        matchRole,      ///< int of SpotifyMatch
        shortBadgeRole, ///< the badge where there is no room
        dimRole,        ///< bool: Spotify does not play it
    };

    explicit SpotifyModel(QObject* parent = nullptr);

    /// In Spotify's order. Rows that are the same ones keep their place, so that what is chosen stays. @param areAlbums all are
    void setRows(std::vector<SpotifyRow> rows, bool areAlbums);
    void setFilter(const QString& words); ///< each word in title, artist or album
    [[nodiscard]] const SpotifyRow& row(int row) const { return m_rows[m_shown[static_cast<std::size_t>(row)]]; }
    [[nodiscard]] int rowOf(SpotifyRowId id) const; ///< -1: not shown
    [[nodiscard]] std::size_t rowsInAll() const { return m_rows.size(); }
    [[nodiscard]] bool isFiltered() const { return !m_words.empty(); }
    [[nodiscard]] bool hasColumn(SpotifyColumn column) const; ///< whether any row tells something there

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
    [[nodiscard]] QStringList mimeTypes() const override;
    [[nodiscard]] QMimeData* mimeData(const QModelIndexList& indexes) const override; ///< their links, and nothing else
    void sort(int column, Qt::SortOrder order) override;                              ///< -1: Spotify's order

private:
    [[nodiscard]] QString textOf(const SpotifyRow& row, SpotifyColumn column) const;
    [[nodiscard]] bool isFound(std::size_t row) const;
    void sortAll();
    void showFound();

    std::vector<SpotifyRow> m_rows;   ///< in Spotify's order
    std::vector<std::string> m_texts; ///< likewise, as they are searched
    std::vector<std::size_t> m_order; ///< all, as they are sorted
    std::vector<std::size_t> m_shown; ///< those of them that are found
    std::vector<std::string> m_words;
    browse::Folding m_fold;
    bool m_areAlbums = false;
    int m_sortColumn = -1;
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
};

} // namespace segue::ui
