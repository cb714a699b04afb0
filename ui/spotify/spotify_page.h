// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/events.h"
#include "ui/kit/page.h"
#include "ui/spotify/spotify_menu.h"
#include "ui/spotify/spotify_model.h"
#include "ui/words/spotify_player_text.h"
#include "ui/words/spotify_text.h"

#include <functional>
#include <vector>

class QBoxLayout;
class QLineEdit;
class QPushButton;
class QStackedLayout;

namespace segue::ui {

class ChoiceBox;
class ElidedLabel;
class EmptyState;
class LinkLabel;
class PlayerBar;
class SpotifyStrip;
class SpotifyView;

/// What a listener has on Spotify, one list of one source at a time: apart from the listener's music, with Spotify's name over it
/// and a link back in every row. Where a row is a song of the listener's own, a badge says so.
class SpotifyPage final : public Page {
    Q_OBJECT

public:
    explicit SpotifyPage(QWidget* parent = nullptr);

    void setSources(const std::vector<SpotifySource>& sources);
    /// Shows a list; list 0: the one of the source that was shown last, else its first.
    void showList(SpotifySourceId source, SpotifyListId list);
    void reload(); ///< the rows are others: asks for them
    void takeRows(const SpotifyListLoaded& event);
    void findRow();                                                      ///< puts the cursor into the filter field
    [[nodiscard]] SpotifySourceId source() const { return m_source.id; } ///< 0: none
    [[nodiscard]] SpotifyListId list() const { return m_list.id; }       ///< 0: none
    [[nodiscard]] SpotifyView& view() { return *m_view; }
    [[nodiscard]] SpotifyModel& model() { return m_model; }
    [[nodiscard]] EmptyState& empty() { return *m_empty; }
    [[nodiscard]] SpotifyStrip& strip() { return *m_strip; }
    [[nodiscard]] PlayerBar& player() { return *m_player; }
    [[nodiscard]] const SpotifySource& shownSource() const { return m_source; }
    void showPlayer(const SpotifyPlayer& player); ///< of the source that is shown
    /// What Spotify is to play where a row is meant: all chosen ones, if it is one of them.
    [[nodiscard]] SpotifyPlay playOf(int row) const;
    /// The menu of a row. @param candidates what the songs are called that could be it
    void openMenu(int row, QPoint position, const std::vector<SpotifyMenu::Candidate>& candidates);

Q_SIGNALS:
    void placeChanged(); ///< another source or list
    void rowsWanted(segue::SpotifySourceId source, segue::SpotifyListId list);
    void menuWanted(int row, QPoint position);
    void actWanted(segue::ui::SpotifyAct act, segue::SpotifySourceId source);
    void playWanted(const segue::SpotifyRow& row);
    void similarWanted(const segue::SpotifyRow& row);
    void showWanted(const segue::SpotifyRow& row);
    /// @param address of Spotify's program; empty: only the link is to be opened
    void openWanted(const QString& address, const QString& link);
    void confirmWanted(segue::SpotifyRowId row, segue::TrackId track);
    void unlinkWanted(segue::SpotifyRowId row);
    void matchAgainWanted(segue::SpotifyRowId row);
    void wantedListWanted(segue::SpotifySourceId source);
    void importWanted();
    void connectWanted();
    void playOnSpotifyWanted(int row);
    void playerWanted(); ///< whether Segue may control it

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void buildTools();
    void layOut();
    void setList(const SpotifyList& list);
    void fillChoice();
    void showState();
    void explain();
    void open(int row);
    void openLink(int row);
    void copyLinks(int row);
    void fit();
    [[nodiscard]] std::vector<int> meantRows(int row) const;

    std::vector<SpotifySource> m_sources;
    SpotifySource m_source; ///< that is shown
    SpotifyList m_list;     ///< of it
    bool m_isLoaded = false;
    SpotifyModel m_model;
    SpotifyView* m_view;
    SpotifyStrip* m_strip;
    PlayerBar* m_player;
    EmptyState* m_empty;
    ChoiceBox* m_choice;
    ElidedLabel* m_count;
    LinkLabel* m_link;
    QLineEdit* m_filter;
    QPushButton* m_wanted;
    QPushButton* m_control; ///< of Spotify's player, for an account
    QWidget* m_tools;
    QBoxLayout* m_rows = nullptr; ///< of the tools: two in a narrow page
    QStackedLayout* m_body = nullptr;
};

} // namespace segue::ui
