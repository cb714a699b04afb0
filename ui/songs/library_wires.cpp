// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/songs/library_wires.h"

#include "ui/bridge/engine_bridge.h"
#include "ui/desktop/show_in_folder.h"
#include "ui/kit/notice_board.h"
#include "ui/settings/settings.h"
#include "ui/sidebar/sidebar.h"
#include "ui/similar/hover_preview.h"
#include "ui/similar/recommendation_panel.h"
#include "ui/similar/recommendation_view.h"
#include "ui/similar/similar_wires.h"
#include "ui/songs/all_music.h"
#include "ui/songs/browse_desk.h"
#include "ui/songs/collection.h"
#include "ui/songs/library_banner.h"
#include "ui/songs/library_page.h"
#include "ui/songs/library_questions.h"
#include "ui/songs/song_actions.h"
#include "ui/songs/song_pane.h"
#include "ui/songs/song_table_view.h"
#include "ui/words/format.h"
#include "ui/words/library_text.h"
#include "ui/words/message_text.h"

#include <QTimer>

#include <algorithm>
#include <utility>

namespace segue::ui {

namespace {

/// Of all that is said of a library's folder being away.
QString absenceMatter(LibraryId library) { return QStringLiteral("absence/%1").arg(library); }

/// That all libraries lie in.
std::filesystem::path commonFolder(const std::vector<Library>& libraries) {
    std::filesystem::path common = libraries.empty() ? std::filesystem::path() : libraries.front().root;
    for (const Library& library : libraries) {
        const auto [mine, theirs] = std::mismatch(common.begin(), common.end(), library.root.begin(), library.root.end());
        std::filesystem::path shared;
        for (auto part = common.begin(); part != mine; ++part)
            shared /= *part;
        common = shared;
    }
    return common;
}

} // namespace

template <typename Do>
auto LibraryWires::ifKnown(Do act) {
    return [this, act](LibraryId id) {
        if (const Library* library = find(id))
            act(*library);
    };
}

LibraryWires::LibraryWires(EngineBridge& bridge, Settings& settings, Sidebar& sidebar, LibraryPage& page, NoticeBoard& board)
    : QObject(&page)
    , m_bridge(bridge)
    , m_settings(settings)
    , m_sidebar(sidebar)
    , m_page(page)
    , m_board(board)
    , m_questions(new LibraryQuestions(settings, page.window()))
    , m_allMusic(new AllMusic(this)) {
    m_all.id = kAllMusic;
    m_all.name = tr("All music").toStdString();
    connectPage(page);
    connectAllMusic();
    connectSidebar(sidebar);
    connectQuestions();
    connect(&page, &LibraryPage::noticed, &board, &NoticeBoard::post);
}

void LibraryWires::connectPage(LibraryPage& page) {
    connect(&page, &LibraryPage::tracksWanted, this, &LibraryWires::loadTracks);
    connect(&page, &LibraryPage::rescanWanted, this, [this](LibraryId library) {
        if (m_libraries)
            for (const Library& one : *m_libraries)
                if (library == kAllMusic || one.id == library)
                    m_bridge.rescan(one.id);
    });
    connect(&page, &LibraryPage::playWanted, this,
            [this](const std::vector<QueueSong>& songs, std::size_t index, const QueueContext& context) {
                m_bridge.playContext(songs, index, context);
                m_board.settle(QStringLiteral("queue")); // what a notice would undo is not the last change any more
            });
    connect(&page, &LibraryPage::previewWanted, &m_bridge, &EngineBridge::preview);
    hear(page.pane().view(), [&page](int row) {
        const auto& songs = page.pane().model();
        return row < songs.rowCount() && !songs.isMissing(row) ? std::optional(songs.track(row)) : std::nullopt;
    });
    hear(page.panel().view(), [&page](int row) {
        const auto& songs = page.panel().model();
        return row < songs.rowCount() ? std::optional(songs.track(row)) : std::nullopt;
    });
    connect(&page, &LibraryPage::playNextWanted, this, [this](const std::vector<QueueSong>& songs, const QString& told) {
        m_bridge.playNext(songs);
        tellQueued(told);
    });
    connect(&page, &LibraryPage::addWanted, this, [this](const std::vector<QueueSong>& songs, const QString& told) {
        m_bridge.addToQueue(songs);
        tellQueued(told);
    });
    connect(&page, &LibraryPage::rateWanted, this, &LibraryWires::rate);
    connect(&page, &LibraryPage::said, this,
            [this](FeedbackKind kind, const Track& track) { sayOf(m_bridge, m_board, kind, track); });
    connect(&page.pane(), &SongPane::visibleSongsChanged, &m_bridge, &EngineBridge::setVisibleTracks);
    connect(&page.pane().browse(), &BrowseDesk::coverWanted, &m_bridge, &EngineBridge::loadCover);
    connect(&page.pane().browse(), &BrowseDesk::alikeWanted, &m_bridge, &EngineBridge::findAlike);
    connect(&m_bridge, &EngineBridge::alikeFound, &page.pane().browse(), &BrowseDesk::takeAlike);
    connect(&m_bridge, &EngineBridge::coverLoaded, &page.pane().browse(), &BrowseDesk::takeCover);
    connect(&page.pane().browse(), &BrowseDesk::thumbnailWanted, &m_bridge, &EngineBridge::loadThumbnail);
    connect(&m_bridge, &EngineBridge::thumbnailLoaded, &page.pane().browse(), &BrowseDesk::takeThumbnail);
    auto& covers = page.pane().view().covers();
    connect(&covers, &RowCovers::wanted, &m_bridge, &EngineBridge::loadThumbnail);
    connect(&m_bridge, &EngineBridge::thumbnailLoaded, &covers, &RowCovers::take);
    connect(&m_bridge, &EngineBridge::coverLoaded, &covers, [&covers](const CoverLoaded& cover) {
        if (cover.request == 0) // nobody asked for it: the listener chose it
            covers.doubt();
    });
    connect(&m_bridge, &EngineBridge::engineChanged, this, [this](bool present) {
        if (present)
            m_bridge.listLibraries();
    });
    connect(&m_bridge, &EngineBridge::librariesChanged, this, &LibraryWires::takeLibraries);
    connect(&m_bridge, &EngineBridge::pathOpened, this, &LibraryWires::takeOpened);
    connect(&m_bridge, &EngineBridge::tracksLoaded, &page, &LibraryPage::takeTracks);
    connect(&m_bridge, &EngineBridge::tracksChanged, &page, &LibraryPage::takeChanges);
    connect(&m_bridge, &EngineBridge::tracksRemoved, &page, &LibraryPage::takeRemoved);
    connect(&m_bridge, &EngineBridge::progressChanged, &page, &LibraryPage::takeProgress);
    connect(&m_bridge, &EngineBridge::playbackChanged, &page,
            [&page](const PlaybackChanged& event) { page.takePlayback(event.status); });
}

void LibraryWires::connectAllMusic() {
    connect(m_allMusic, &AllMusic::wanted, this, &LibraryWires::bringAllMusic);
    connect(&m_bridge, &EngineBridge::allMusicLoaded, this,
            [this](const TracksLoaded& event) { m_allMusic->takeTracks(event.tracks); });
    connect(&m_bridge, &EngineBridge::tracksChanged, m_allMusic, &AllMusic::takeChanges);
    connect(&m_bridge, &EngineBridge::tracksRemoved, m_allMusic, &AllMusic::takeRemoved);
    connect(&m_bridge, &EngineBridge::libraryRemoved, this, [this](const LibraryRemoved& event) { dropLibrary(event.library); });
    connect(m_allMusic, &AllMusic::loaded, this, [this] {
        if (m_page.library() == kAllMusic)
            m_page.takeTracks({.request = 0, .library = kAllMusic, .tracks = m_allMusic->songs().songs()});
    });
}

/// The songs of the only library, where the page has them, are all music: both lists share their memory.
void LibraryWires::bringAllMusic(bool anew) {
    const bool isShown = m_libraries && m_libraries->size() == 1 && m_libraries->front().id == m_page.library();
    if (!anew && isShown && m_page.pane().isLoaded() && m_page.pane().model().isInLibraryOrder())
        m_allMusic->takeTracks(m_page.pane().model().songs());
    else
        m_bridge.loadAllMusic();
}

void LibraryWires::loadTracks(LibraryId library) {
    if (library == kAllMusic)
        m_allMusic->want();
    else
        m_bridge.loadTracks(library);
}

/// Its songs are not told of one by one.
void LibraryWires::dropLibrary(LibraryId library) {
    const auto& songs = m_allMusic->songs();
    TracksRemoved removed;
    for (const auto index : songs.libraryOrder())
        if (const auto& row = songs.songs().row(index); row.library == library)
            removed.tracks.push_back(row.id);
    m_allMusic->takeRemoved(removed);
    if (m_page.library() == kAllMusic)
        m_page.takeRemoved(removed);
}

/// Under the pointer; the queue stays as it is.
void LibraryWires::hear(QAbstractItemView& view, std::function<std::optional<Track>(int row)> songAt) {
    auto* hover = new HoverPreview(view, m_settings, std::move(songAt));
    connect(hover, &HoverPreview::previewWanted, &m_bridge, [this](const playback::PlayItem& item) {
        const Library* library = find(item.track.library);
        m_bridge.preview({item}, 0,
                         {.kind = QueueContext::Kind::library, .name = library ? library->name : "", .id = item.track.library});
    });
    connect(hover, &HoverPreview::endWanted, &m_bridge, &EngineBridge::endPreview);
    connect(&m_bridge, &EngineBridge::playbackChanged, hover,
            [hover](const PlaybackChanged& event) { hover->takePlayback(event.status); });
}

void LibraryWires::connectSidebar(Sidebar& sidebar) {
    connect(&sidebar, &Sidebar::addWanted, this, &LibraryWires::askForFolder);
    connect(&sidebar, &Sidebar::renameWanted, &m_bridge, &EngineBridge::renameLibrary);
    connect(&sidebar, &Sidebar::rescanWanted, &m_bridge, &EngineBridge::rescan);
    connect(&sidebar, &Sidebar::libraryChosen, this, ifKnown([this](const Library& library) { showLibrary(library); }));
    connect(&sidebar, &Sidebar::folderWanted, this, ifKnown([](const Library& library) { ui::openFolder(library.root); }));
}

void LibraryWires::connectQuestions() {
    auto& banner = m_page.pane().banner();
    connect(&banner, &LibraryBanner::rescanWanted, &m_bridge, &EngineBridge::rescan);
    connect(&banner, &LibraryBanner::emptiedAnswered, &m_bridge, &EngineBridge::answerEmptied);
    const auto locate = ifKnown([this](const Library& library) { m_questions->askForLibraryFolder(library); });
    connect(&banner, &LibraryBanner::locateWanted, this, locate);
    connect(&m_sidebar, &Sidebar::locateWanted, this, locate);
    connect(&m_sidebar, &Sidebar::removeWanted, this,
            ifKnown([this](const Library& library) { m_questions->askToRemove(library); }));
    connect(&m_sidebar, &Sidebar::forgetMissingWanted, this,
            ifKnown([this](const Library& library) { m_questions->askToForgetMissing(library); }));
    connect(&m_bridge, &EngineBridge::relocationDoubted, this, [this](const RelocationDoubtful& event) {
        if (const Library* library = find(event.library))
            m_questions->askAboutFolder(*library, event);
    });
    connect(m_questions, &LibraryQuestions::folderChosen, this, &LibraryWires::open);
    connect(m_questions, &LibraryQuestions::relocateWanted, &m_bridge, &EngineBridge::relocateLibrary);
    connect(m_questions, &LibraryQuestions::forgetMissingWanted, &m_bridge, &EngineBridge::forgetMissing);
    connect(m_questions, &LibraryQuestions::removeWanted, &m_bridge, &EngineBridge::removeLibrary);
}

/// A star is clicked by mistake, too: several songs that are rated at once are told of, and taken back, together.
void LibraryWires::rate(TrackId track, int stars) {
    const auto& table = m_page.pane().model();
    const auto index = table.indexOf(track);
    const int before = index ? table.songs().row(*index).rating : 0;
    m_bridge.rate(track, stars);
    if (m_rated.empty())
        QTimer::singleShot(0, this, &LibraryWires::tellRated);
    m_rated.emplace_back(track, before);
    m_stars = stars;
}

void LibraryWires::tellRated() {
    const auto rated = std::exchange(m_rated, {});
    const QString songs = songsText(rated.size());
    m_board.post({.level = BoardNotice::Level::information,
                  .sentence = m_stars == 0 ? tr("%1 without stars now.").arg(songs)
                                           : tr("%1 rated %2.").arg(songs, QString(m_stars, QChar(u'\u2605'))),
                  .matter = QStringLiteral("rating"),
                  .action = tr("Undo"),
                  .act = [this, rated] {
                      for (const auto& [song, stars] : rated)
                          m_bridge.rate(song, stars);
                  }});
}

/// With a way back.
void LibraryWires::tellQueued(const QString& told) {
    m_board.post({.level = BoardNotice::Level::information,
                  .sentence = told,
                  .matter = QStringLiteral("queue"),
                  .action = tr("Undo"),
                  .act = [this] { m_bridge.undoQueue(); }});
}

void LibraryWires::askForFolder() { m_questions->askForFolder(); }

const Library* LibraryWires::find(LibraryId library) const {
    if (!m_libraries)
        return nullptr;
    if (library == kAllMusic)
        return m_libraries->empty() ? nullptr : &m_all;
    const auto found = std::ranges::find(*m_libraries, library, &Library::id);
    return found == m_libraries->end() ? nullptr : &*found;
}

/// Songs that came or went with their folder are others to compare with.
bool LibraryWires::haveComeOrGone(const std::vector<Library>& libraries) const {
    return std::ranges::any_of(libraries, [this](const Library& now) {
        const Library* before = find(now.id);
        return before && before->offline != now.offline;
    });
}

void LibraryWires::takeLibraries(const LibrariesChanged& event) {
    if (haveComeOrGone(event.libraries))
        m_page.panel().refresh();
    tellAbsences(event.libraries);
    m_libraries = event.libraries;
    m_all.trackCount = 0;
    m_all.missingCount = 0;
    for (const Library& library : event.libraries) {
        m_all.trackCount += library.trackCount;
        m_all.missingCount += library.missingCount;
    }
    m_all.root = commonFolder(event.libraries);
    m_page.setLibraries(event.libraries);
    m_sidebar.setLibraries(event.libraries);
    if (event.libraries.empty())
        m_page.closeLibrary();
    else if (playlistIn(m_page.library()) == 0)
        setLibrary(libraryToShow());
    Q_EMIT listed(!event.libraries.empty());
    for (const auto& notice : std::exchange(m_untold, {}))
        static_cast<void>(takeNotice(notice));
    for (const auto& opened : std::exchange(m_opened, {}))
        takeOpened(opened);
}

const Library& LibraryWires::libraryToShow() const {
    if (const Library* shown = find(m_page.library()))
        return *shown;
    const Library* last = find(m_settings.lastLibrary());
    return last ? *last : m_libraries->front();
}

void LibraryWires::setLibrary(const Library& library) {
    m_page.setLibrary(library);
    m_board.settle(absenceMatter(library.id)); // its banner says it
}

/// The banner tells it of the library that is shown.
void LibraryWires::tellAbsence(const Library& library, BoardNotice::Level level, const QString& sentence) {
    if (library.id != m_page.library())
        m_board.post({.level = level, .sentence = sentence, .matter = absenceMatter(library.id)});
}

/// The library's name may be another by now; its folder is not.
bool LibraryWires::takeNotice(const Notice& notice) {
    const auto id = notice.message.id();
    if (id != MessageId::libraryOffline && id != MessageId::libraryEmptied)
        return false;
    if (!m_libraries) {
        m_untold.push_back(notice);
        return true;
    }
    const auto values = notice.message.parts().front().values;
    const auto found = std::ranges::find_if(*m_libraries, [&](const Library& one) { return values.at(1) == one.root.string(); });
    if (found == m_libraries->end())
        return false;
    tellAbsence(*found, static_cast<BoardNotice::Level>(notice.level), sentence(notice.message));
    return true;
}

void LibraryWires::tellAbsences(const std::vector<Library>& libraries) {
    for (const Library& now : libraries) {
        const Library* before = find(now.id);
        if (!before || before->offline == now.offline)
            continue;
        if (!now.offline) {
            m_board.settle(absenceMatter(now.id));
            m_board.settle(SongActions::absentSongMatter());
        } else {
            tellAbsence(now, BoardNotice::Level::warning, absenceTitle(now) + QLatin1Char('.'));
        }
    }
}

void LibraryWires::showLibrary(const Library& library) {
    m_settings.setLastLibrary(library.id);
    setLibrary(library);
    Q_EMIT listed(true);
    Q_EMIT shown();
}

void LibraryWires::open(const std::filesystem::path& path) { m_bridge.openPath(path); }

void LibraryWires::show(LibraryId library) {
    const bool isShown = library == m_page.library() || m_page.library() == kAllMusic; // it is among all music
    if (const Library* found = isShown ? nullptr : find(library))
        showLibrary(*found);
}

void LibraryWires::showLast() {
    if (m_libraries && !m_libraries->empty())
        setLibrary(libraryToShow());
    else
        m_page.closeLibrary();
    Q_EMIT listed(m_libraries && !m_libraries->empty());
}

void LibraryWires::openDemo(const std::filesystem::path& folder) { m_bridge.addDemoLibrary(folder); }

void LibraryWires::takeOpened(const PathOpened& event) {
    if (!m_libraries)
        m_opened.push_back(event);
    else if (const Library* library = find(event.library))
        showLibrary(*library);
    else if (event.library == 0)
        Q_EMIT fileOpened(event.path);
}

} // namespace segue::ui
