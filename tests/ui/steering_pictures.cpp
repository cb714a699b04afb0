// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/steering_pictures.h"

#include "tests/ui/example_details.h"
#include "tests/ui/example_songs.h"
#include "ui/details/details_page.h"
#include "ui/kit/dropped_files.h"
#include "ui/settings/learned_card.h"
#include "ui/settings/settings_page.h"
#include "ui/similar/filter_bar.h"
#include "ui/similar/recommendation_panel.h"
#include "ui/similar/why_card.h"
#include "ui/songs/library_page.h"
#include "ui/songs/song_menu.h"
#include "ui/spectrogram/spectrogram_panel.h"
#include "ui/spectrogram/spectrogram_view.h"
#include "ui/window/main_pages.h"

#include <QApplication>
#include <QDragEnterEvent>
#include <QMimeData>
#include <QScrollArea>
#include <QScrollBar>

namespace segue::test {

namespace {

using namespace std::chrono_literals;

struct Set {
    ui::MainWindow& window;
    ui::EngineBridge& bridge;
    const std::vector<Track>& songs;
    const Shoot& shoot;

    ui::LibraryPage& library() { return window.pages().library(); }
    ui::RecommendationPanel& panel() { return library().panel(); }
    void say(Event event) {
        bridge.listener()(std::move(event));
        QApplication::processEvents();
    }

    void list(const ui::SeedSet& seeds) {
        window.pages().go(ui::MainPages::Place::library);
        library().recommendFrom(seeds);
        auto answer = exampleAnswer(bridge.lastRequest(), songs, 3, 7);
        answer.also = seeds.also;
        answer.against = seeds.against;
        answer.songs[2].shift = -0.05F;
        answer.leftOut[Rule::seedArtist] = 8;
        answer.leftOut[Rule::otherLibrary] = 131;
        answer.leftOut[Rule::tooShort] = 4;
        say(answer);
    }

    void seedsAndFilters() {
        ui::SeedSet seeds;
        seeds.add({songs[3], songs[40], songs[41], songs[52], songs[53], songs[54]}, false);
        seeds.add({songs[60]}, true);
        list(seeds);
        Q_EMIT panel().findChild<ui::FilterBar*>()->rulesChosen({});
        auto* bar = panel().findChild<ui::FilterBar*>();
        bar->setRules({.sameLibrary = true, .genres = {"R&B", "Folk"}, .decades = {1990, 2000}, .shortest = 60s, .leastRating = 3});
        shoot("similar-filters", nullptr);
        bar->setRules({});
        seeds.also.clear();
        seeds.against.clear();
        seeds.of = SeedsOf::album;
        list(seeds);
        shoot("similar-album", nullptr);
    }

    void whyCard() {
        panel().tellWhy(1);
        auto* card = panel().findChild<ui::WhyCard*>();
        shoot("why-listening", card);
        MomentsFound found{.request = bridge.lastRequest(), .seed = songs[3], .song = panel().model().track(1)};
        found.ofSeed = {.start = 80s, .length = 30s};
        found.ofSong = {.start = 132s, .length = 30s};
        found.similarity = 0.91F;
        say(found);
        shoot("why", card);
        card->close();
        QApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        panel().tellWhy(2);
        card = panel().findChild<ui::WhyCard*>();
        say(MomentsFound{.request = bridge.lastRequest(), .seed = {}, .song = {}, .problem = MessageId::similarSectionShort});
        shoot("why-none", card);
        card->close();
        QApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }

    void dropZones() {
        const auto data = ui::songsToDrag({songs[8].id, songs[9].id}, {});
        const QPoint place(60, panel().height() / 2);
        QDragEnterEvent enter(place, Qt::CopyAction, data.get(), Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&panel(), &enter);
        shoot("similar-drop", nullptr);
        QDragLeaveEvent leave;
        QApplication::sendEvent(&panel(), &leave);
    }

    void menus() {
        auto* one = new ui::SongMenu({.listed = 42, .hasAlbum = true, .hasArtist = true}, &window);
        one->popup(window.mapToGlobal(QPoint(20, 120)));
        shoot("menu-one", one);
        one->close();
        auto* many = new ui::SongMenu({.songs = 12}, &window);
        many->popup(window.mapToGlobal(QPoint(20, 120)));
        shoot("menu-many", many);
        many->close();
    }

    void section() {
        const Track& song = songs[20];
        auto& page = window.pages().details();
        QObject::connect(&page, &ui::DetailsPage::tilesWanted, &page, [&page](const SpectrogramRequest& wanted) {
            for (const std::int64_t index : wanted.tiles)
                page.takeTile(exampleTile(wanted.song, wanted.style, index));
        });
        window.pages().showDetails(song);
        say(SongDetailsLoaded{.song = song.path, .details = exampleDetails(song)});
        say(OutlineLoaded{.song = song.path, .outline = exampleOutline(song), .complete = 1.F});
        Q_EMIT page.spectrogram().view().sectionChosen(12.0, 55.0);
        shoot("details-section", nullptr);
        Q_EMIT page.spectrogram().view().sectionChosen(12.0, 14.0);
        shoot("details-section-short", nullptr);
    }

    void learned() {
        FeedbackChanged event;
        const FeedbackKind kinds[] = {FeedbackKind::moreLike,      FeedbackKind::lessLike,    FeedbackKind::skipped,
                                      FeedbackKind::notThisArtist, FeedbackKind::notThisSong, FeedbackKind::lessOfArtist};
        for (std::size_t i = 0; i < 6; ++i)
            event.all.push_back({.id = static_cast<std::int64_t>(60 - i),
                                 .kind = kinds[i],
                                 .title = songs[i * 3].title,
                                 .artist = songs[i * 3].artist,
                                 .album = songs[i * 3].album,
                                 .at = {},
                                 .isOver = i == 5,
                                 .isThere = i != 4});
        window.pages().go(ui::MainPages::Place::settings);
        say(event);
        auto& card = window.pages().settings().learned();
        QApplication::processEvents();
        window.pages().settings().findChild<QScrollArea*>()->ensureWidgetVisible(&card, 0, 80);
        shoot("settings-learned", nullptr);
    }
};

} // namespace

void shootSteering(ui::MainWindow& window, ui::EngineBridge& bridge, const std::vector<Track>& songs, const Shoot& shoot) {
    Set set{window, bridge, songs, shoot};
    set.say(LibrariesChanged{exampleLibraries()});
    set.say(TracksLoaded{bridge.lastRequest(), 1, songs});
    set.seedsAndFilters();
    set.whyCard();
    set.dropZones();
    set.menus();
    set.section();
    set.learned();
}

} // namespace segue::test
