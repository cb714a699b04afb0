// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/events.h"
#include "ui/browse/album_model.h"
#include "ui/browse/tile_covers.h"
#include "ui/kit/opening_view.h"

#include <QListView>

namespace segue::ui {

class AlbumDelegate;

/// Albums side by side in one line as high as a tile, which scrolls where they are many: those of an artist, above the songs. The
/// wheel moves it, too. Hidden while there are none.
class AlbumStrip final : public OpeningView<QListView> {
    Q_OBJECT

public:
    explicit AlbumStrip(QWidget* parent = nullptr);

    /// @param shown which albums, by index, in their order
    /// @param artist whose they are: not said again at each
    void setAlbums(const SongList& songs, std::shared_ptr<const browse::AlbumGroups> groups, std::vector<std::uint32_t> shown,
                   const QString& artist);
    [[nodiscard]] const QString& artist() const { return m_artist; }
    void clear() { setAlbums({}, {}, {}, {}); }
    void take(const ThumbnailLoaded& cover) { m_covers.take(cover); }
    void doubt() { m_covers.doubt(); } ///< covers may be others

Q_SIGNALS:
    void opened(segue::TrackId song); ///< an album's first
    void menuWanted(segue::TrackId song, QPoint globalPosition);
    void thumbnailWanted(const segue::CoverWish& wish, int pixels);

protected:
    void open(const QModelIndex& index) override { Q_EMIT opened(firstSong(index)); }
    void openMenu(const QModelIndex& index, QPoint position) override { Q_EMIT menuWanted(firstSong(index), position); }
    void resizeEvent(QResizeEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    [[nodiscard]] TrackId firstSong(const QModelIndex& index) const;
    void fit();

    AlbumModel m_albums;
    TileCovers m_covers;
    AlbumDelegate* m_delegate;
    QString m_artist;
};

} // namespace segue::ui
