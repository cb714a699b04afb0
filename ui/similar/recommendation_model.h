// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/events.h"

#include <QAbstractListModel>

namespace segue::ui {

/// The Recommendation list: best first, one row a song. The display text is the title, the accessible text all of it.
class RecommendationModel final : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role {
        artistRole = Qt::UserRole,
        matchRole,   ///< float, [0, 1]: share of the library's pairs that are less alike
        reasonRole,  ///< why it is listed, in one line; may be empty
        lengthRole,  ///< length of what will be played: "0:30" while previews are on
        playingRole, ///< bool: the song is loaded
        heardRole,   ///< bool: the song is loaded and not paused
    };

    explicit RecommendationModel(QObject* parent = nullptr);

    void setSongs(std::vector<Recommendation> songs);
    void applyChanges(const std::vector<Track>& tracks); ///< takes new tags; the order stays the engine's
    void setPreviews(bool on);
    void setPlaying(TrackId track, bool isHeard); ///< 0: none; isHeard: not paused

    [[nodiscard]] const std::vector<Recommendation>& songs() const { return m_songs; }
    [[nodiscard]] const Track& track(int row) const { return m_songs[static_cast<std::size_t>(row)].track; }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

private:
    [[nodiscard]] QString lengthText(const Track& track) const;
    void allChanged();

    std::vector<Recommendation> m_songs;
    TrackId m_playing = 0;
    bool m_isHeard = false;
    bool m_previews = true;
};

} // namespace segue::ui
