// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/events.h"
#include "ui/kit/notice_board.h"
#include "ui/kit/page.h"
#include "ui/settings/settings.h"

#include <optional>

class QBoxLayout;
class QGridLayout;

namespace segue::ui {

class FactList;
class GenreBars;
class SectionStrip;
class SpectrogramPanel;
class SongHeader;
class TimedLines;
class WaveformView;

/// Song details: everything Segue knows of one song, and spectrograms of it that move with the music. The page asks for its
/// content with signals and takes answers in any order; answers about another song are ignored.
class DetailsPage final : public Page {
    Q_OBJECT

public:
    explicit DetailsPage(Settings& settings, QWidget* parent = nullptr);

    /// The place that its notices belong to.
    [[nodiscard]] static QString placeName() { return QStringLiteral("details"); }
    void showTrack(const Track& track);
    void takeCover(const CoverLoaded& cover);
    void takeDetails(const SongDetailsLoaded& event);
    void takeExtras(const SongExtrasLoaded& event);
    void takeOutline(const OutlineLoaded& event);
    void takeTile(const SpectrogramTileLoaded& event);
    void takePlayback(const playback::PlaybackStatus& status);
    void applyChanges(const std::vector<Track>& tracks);
    /// A library is gone with its songs. @return true if the shown song was one of them, so nothing is left to show
    [[nodiscard]] bool dropLibrary(LibraryId library);

    [[nodiscard]] const std::filesystem::path& song() const { return m_details.track.path; }
    [[nodiscard]] std::optional<Track> track() const { return song().empty() ? std::nullopt : std::optional(m_details.track); }
    [[nodiscard]] const Track& playing() const { return m_status.item.track; } ///< no path: nothing is loaded
    [[nodiscard]] SongHeader& header() { return *m_header; }
    [[nodiscard]] WaveformView& waveform() { return *m_waveform; }
    [[nodiscard]] SectionStrip& section() { return *m_strip; }
    [[nodiscard]] SpectrogramPanel& spectrogram() { return *m_spectrogram; }
    [[nodiscard]] TimedLines& lyrics() { return *m_lyrics; }
    [[nodiscard]] TimedLines& chapters() { return *m_chapters; }
    [[nodiscard]] FactList& sound() { return *m_sound; }
    [[nodiscard]] FactList& file() { return *m_file; }
    [[nodiscard]] FactList& listening() { return *m_listening; }

Q_SIGNALS:
    void coverWanted(const std::filesystem::path& song);
    void detailsWanted(const std::filesystem::path& song);
    void extrasWanted(const std::filesystem::path& song);
    void outlineWanted(const std::filesystem::path& song);
    void tilesWanted(const segue::SpectrogramRequest& wanted);
    void playWanted(const std::vector<segue::QueueSong>& songs, std::size_t index, const segue::QueueContext& context);
    void seekWanted(std::chrono::milliseconds position);
    void toggleWanted(); ///< pause or resume the page's own song
    void rateWanted(segue::TrackId track, int stars);
    void stretchWanted(const segue::Track& track, const segue::SongSpan& stretch); ///< to be heard
    void sectionWanted(const segue::Track& track, const segue::SongSpan& section); ///< recommendations from it
    void emptied();                                                                ///< its song is gone with its library
    void noticed(const segue::ui::BoardNotice& notice);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void buildExtras();
    void buildCards();
    void showExtras(const SongExtras& extras);
    void followExtras();
    void layOut(bool narrow);
    void showFacts();
    void showLoudness();
    void setDuration(std::chrono::milliseconds duration);
    void seekTo(double seconds);
    void connectSection();
    void setSection(const std::optional<SongSpan>& section);
    void chooseSection(double from, double to);
    void markSection(bool isEnd);
    void playOrPause();
    [[nodiscard]] bool isCurrent() const; ///< the page's song is loaded
    [[nodiscard]] bool isHeard() const;

    SongHeader* m_header;
    WaveformView* m_waveform;
    SectionStrip* m_strip;
    SpectrogramPanel* m_spectrogram;
    QWidget* m_extras; ///< holds chapters and lyrics, each in a card; hidden where there is neither
    QBoxLayout* m_extrasRow = nullptr;
    TimedLines* m_lyrics;
    TimedLines* m_chapters;
    QGridLayout* m_cards;
    std::vector<QWidget*> m_card;
    GenreBars* m_genres;
    FactList* m_sound;
    FactList* m_tags;
    FactList* m_file;
    FactList* m_listening;
    SongDetails m_details;
    std::optional<SongSpan> m_section; ///< that the listener chose
    Outline m_outline;
    bool m_outlined = false;    ///< the outline covers the whole song
    bool m_outlineOver = false; ///< it came, or there is none
    playback::PlaybackStatus m_status;
    bool m_narrow = false;
};

} // namespace segue::ui
