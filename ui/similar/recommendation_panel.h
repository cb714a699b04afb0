// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/events.h"
#include "ui/settings/settings.h"
#include "ui/similar/recommendation_model.h"
#include "ui/similar/seed_drop_zones.h"
#include "ui/similar/seed_set.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>

#include <functional>
#include <optional>

class QLabel;
class QPushButton;
class QStackedLayout;
class QToolButton;

namespace segue::ui {

class ChipRow;
class ElidedLabel;
class EmptyState;
class FilterBar;
struct FilterChoices;
class RecommendationView;
class ScopeSwitch;
class SeedChips;
class ToggleSwitch;
class WhyCard;

/// The songs that sound most like the seed. The panel knows the seed and asks for its list. It asks again when a setting
/// changes, when the seed has been analysed, and now and then while other songs are analysed.
class RecommendationPanel final : public QWidget {
    Q_OBJECT

public:
    explicit RecommendationPanel(Settings& settings, QWidget* parent = nullptr);

    void setSeed(const Track& track); ///< from a library, or with id 0 a file outside every library
    /// Others replace all that there was. @param seeds its first is there
    void setSeeds(SeedSet seeds);
    [[nodiscard]] bool hasSeed() const { return m_seeds.first.has_value(); }
    [[nodiscard]] bool isSeed(const Track& track) const; ///< the first one, and all of it
    [[nodiscard]] const std::optional<Track>& seed() const { return m_seeds.first; }
    [[nodiscard]] const SeedSet& seeds() const { return m_seeds; }
    void refresh();
    /// Other songs to be like, or to be far from. Without a seed the first of them becomes the seed.
    void addSeeds(const std::vector<Track>& tracks, bool isAgainst);
    void addSeed(const Track& track, bool isAgainst) { addSeeds({track}, isAgainst); }
    void takeSeeds(const std::vector<Track>& tracks, SeedRole role); ///< that were dropped
    void takeFeedback();   ///< the listener said something of songs: the list may be another
    void tellWhy(int row); ///< opens the card that says why a song is listed
    /// What the filters offer; asked when they are opened.
    void setFilterChoices(std::function<FilterChoices()> choices);

    void showAnswer(const RecommendationsReady& answer);
    void showMoments(const MomentsFound& found); ///< on the card that is open
    /// @param heardAnew the songs to compare with may have changed: the list is asked for again, a little later
    void applyChanges(const std::vector<Track>& tracks, bool heardAnew = true);
    void removeTracks(const std::vector<TrackId>& ids);
    void dropLibrary(LibraryId library);          ///< the library is gone, and all its songs with it
    void setPlaying(TrackId track, bool isHeard); ///< isHeard: not paused
    void setBackShown(bool shown);                ///< for the narrow layout
    [[nodiscard]] const RecommendationModel& model() const { return m_model; }
    [[nodiscard]] RecommendationView& view() { return *m_view; }
    [[nodiscard]] std::vector<Track> tracks() const; ///< the listed songs, best first
    [[nodiscard]] QString listName() const;          ///< suggested name when the list is saved as a playlist
    [[nodiscard]] QString message() const;           ///< the text shown in place of the list; empty while there is a list
    void focusList();
    [[nodiscard]] std::optional<Track> selectedTrack() const; ///< the row chosen in the list

Q_SIGNALS:
    void queryWanted(const segue::RecommendationQuery& query);
    void playWanted(const std::vector<segue::QueueSong>& songs, std::size_t index, const segue::QueueContext& context);
    void previewWanted(const std::vector<segue::playback::PlayItem>& items, std::size_t index, const segue::QueueContext& context);
    void menuWanted(const segue::Track& track, int row, QPoint globalPosition);
    void toggleWanted(); ///< pause or resume the loaded song
    void backWanted();
    void versionWanted(const segue::Track& version); ///< to be heard
    void filesDropped(const std::vector<std::filesystem::path>& files, segue::ui::SeedRole role);
    void songsDropped(const std::vector<segue::TrackId>& songs, segue::ui::SeedRole role);
    void momentsWanted(const segue::MomentsQuery& query);
    void momentWanted(const segue::playback::PlayItem& item);                   ///< to be heard
    void comparisonWanted(const std::vector<segue::playback::PlayItem>& items); ///< one behind the other
    void listed(bool isListed);                                                 ///< whether there is a list now

public Q_SLOTS:
    void playFrom(int row);

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragMoveEvent(QDragMoveEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void buildControls();
    [[nodiscard]] QLayout* buildHead();
    void showSeed();
    void showSeeds();
    void removeSeed(const Track& track);
    void removeAllSeeds(bool isAgainst);
    [[nodiscard]] QString remarkOn(const RecommendationsReady& answer) const;
    void showMore();
    [[nodiscard]] QString nothingElse() const; ///< why the list is empty although nothing is wrong
    void showEmpty(const RecommendationsReady* answer);

    Settings& m_settings;
    RecommendationModel m_model;
    RecommendationView* m_view;
    QToolButton* m_back;
    ElidedLabel* m_seedLine;
    ElidedLabel* m_heardLine;
    ScopeSwitch* m_scope;
    ToggleSwitch* m_previews;
    FilterBar* m_filters;
    SeedChips* m_chips;  ///< the seeds besides the first, and what the list is to be far from
    ElidedLabel* m_left; ///< how many songs the rules left out
    QLabel* m_remark;    ///< why the list is short
    QPushButton* m_more;
    EmptyState* m_empty;
    QStackedLayout* m_body;
    SeedDropZones* m_zones;
    QPointer<WhyCard> m_why; ///< the card that is open
    SeedSet m_seeds;
    int m_count = 0; ///< of songs asked for; at least the setting's
    QTimer m_later;  ///< while songs are analysed, limits how often the list is asked for again
};

} // namespace segue::ui
