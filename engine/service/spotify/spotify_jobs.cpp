// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/spotify/spotify_jobs.h"

#include "engine/service/spotify/wanted_list.h"
#include "engine/spotify/web/player_calls.h"
#include "engine/store/own_song_reader.h"
#include "engine/words/error.h"
#include "engine/words/whole_file.h"

#include <optional>
#include <system_error>
#include <utility>

namespace segue {

namespace fs = std::filesystem;
using store::SpotifyStore;

SpotifyJobs::SpotifyJobs(const store::Database& database, SpotifyRooms rooms)
    : m_rooms(std::move(rooms))
    , m_files(m_rooms.folder, m_rooms.readOnly)
    , m_reader(database.sibling())
    , m_teller(m_rooms.emitter, m_files,
               [this](SpotifySource& source) {
                   m_imports.overlay(source);
                   m_accounts.overlay(source);
               })
    , m_matching(database, {.emitter = m_rooms.emitter,
                            .files = m_files,
                            .changed = [this](SpotifySourceId source) { rowsChanged(source); },
                            .quiet = m_rooms.quiet})
    , m_imports(m_rooms.emitter, m_files,
                {.changed = [this] { m_teller.tell(); },
                 .rowsReplaced =
                     [this](SpotifySourceId source) {
                         rowsChanged(source);
                         m_matching.match(source);
                     }})
    , m_accounts(accountRooms())
    , m_players(playerRooms())
    , m_line(m_rooms.emitter) {}

AccountRooms SpotifyJobs::accountRooms() {
    auto rooms = m_rooms.accounts;
    rooms.folder = m_rooms.folder;
    rooms.changed = [this](SpotifySourceId source) {
        m_teller.tell();
        m_players.noteAccount(source);
    };
    rooms.rowsChanged = [this](SpotifySourceId source) {
        rowsChanged(source);
        m_matching.match(source);
    };
    rooms.signInWanted = [this](SpotifySourceId source, const std::string& address) {
        m_rooms.emitter.emit(SpotifySignInWanted{.source = source, .address = address});
    };
    rooms.inform = [this](const Message& message) { m_rooms.emitter.inform(message); };
    rooms.fail = [this](const Message& message) { m_rooms.emitter.fail(message); };
    rooms.vain = [this](SpotifySourceId source) { removeFiles(source); };
    return rooms;
}

PlayerRooms SpotifyJobs::playerRooms() {
    const auto& accounts = m_rooms.accounts;
    return {.files = m_files,
            .secrets = m_accounts.secrets(),
            .clock = m_accounts.clock(),
            .http = m_rooms.readOnly || accounts.tokens == nullptr ? nullptr : accounts.http,
            .addresses = accounts.addresses,
            .gap = accounts.gap,
            .budget = accounts.budget,
            .times = m_rooms.playerTimes,
            .pauseOwn = m_rooms.pauseOwn,
            .changed = [this](const SpotifyPlayer& player) { m_rooms.emitter.emit(SpotifyPlayerChanged{player}); },
            .signInEnded = [this](SpotifySourceId source,
                                  std::chrono::sys_seconds authorized) { m_accounts.noteSignInEnded(source, authorized); },
            .fail = [this](const Message& message) { m_rooms.emitter.fail(message); }};
}

void SpotifyJobs::rowsChanged(SpotifySourceId source) {
    m_teller.tell();
    m_rooms.emitter.emit(SpotifyEdited{.source = source});
}

void SpotifyJobs::change(std::function<void()> work) {
    m_line.run([this, work = std::move(work)] {
        if (m_rooms.readOnly)
            throw Error{ErrorKind::usage, MessageId::spotifyReadOnly};
        work();
    });
}

void SpotifyJobs::begin() {
    if (m_rooms.readOnly)
        return;
    m_line.run([this] {
        for (const auto id : m_files.all()) // a first import that was cut off, or that came to nothing
            if (const auto source = m_files.read(id); source && source->kind == SpotifyKind::exported &&
                                                      source->at == std::chrono::sys_seconds{} && !source->file.empty())
                m_files.remove(id);
        m_accounts.begin();
        m_matching.noteOwnSongs();
    });
}

void SpotifyJobs::list() { m_teller.tell(); }

void SpotifyJobs::load(RequestId request, SpotifySourceId source, SpotifyListId list) {
    m_line.run([this, request, source, list] {
        SpotifyListLoaded loaded{.request = request, .source = source, .list = list, .rows = {}};
        std::optional<Message> problem;
        try {
            m_files.with(source, [&](SpotifyStore& store) { loaded.rows = store.rows(list); });
        } catch (const Error& error) {
            problem = error.message();
        }
        m_rooms.emitter.emit(std::move(loaded));
        if (problem)
            m_rooms.emitter.fail(*problem);
    });
}

void SpotifyJobs::rename(SpotifySourceId source, std::string name) {
    change([this, source, name = std::move(name)] {
        m_files.with(source, [&](SpotifyStore& store) {
            auto renamed = store.source();
            renamed.name = spotify::oneLine(name);
            store.setSource(renamed);
        });
        m_teller.tell();
    });
}

void SpotifyJobs::remove(SpotifySourceId source) {
    change([this, source] {
        if (!m_files.isThere(source))
            return;
        m_imports.cancel(source);
        m_players.forget(source);
        // Both have ended for it then, and nobody writes its files again.
        m_accounts.leave(source, [this, source] { m_imports.after(source, [this, source] { removeFiles(source); }); });
    });
}

void SpotifyJobs::removeFiles(SpotifySourceId source) {
    carryOut(m_rooms.emitter, [&] { m_files.remove(source); });
    m_teller.tell();
}

void SpotifyJobs::importData(fs::path file, SpotifySourceId source) {
    change([this, file = std::move(file), source] {
        if (source == 0) {
            // Until it is read it has failed: so it is found if the program is cut off.
            const auto made = m_files.make({.kind = SpotifyKind::exported, .state = SpotifyState::importFailed, .file = file});
            m_imports.import(made, file, true);
        } else if (const auto known = m_files.read(source); known && known->kind == SpotifyKind::exported) {
            m_imports.import(source, file, false);
        }
    });
}

void SpotifyJobs::connect(SpotifyConnection connection) {
    change([this, connection = std::move(connection)]() mutable {
        if (connection.source == 0)
            connection.source =
                m_files.make({.kind = SpotifyKind::account, .clientId = connection.clientId, .state = SpotifyState::connecting});
        else if (const auto known = m_files.read(connection.source); !known || known->kind != SpotifyKind::account)
            return;
        m_accounts.connect(connection);
        m_teller.tell();
    });
}

void SpotifyJobs::sync(SpotifySourceId source) {
    change([this, source] { m_accounts.sync(source); });
}

void SpotifyJobs::cancel(SpotifySourceId source) {
    m_imports.cancel(source);
    m_accounts.cancel(source);
}

void SpotifyJobs::keepSecretInFile(SpotifySourceId source) {
    change([this, source] { m_accounts.keepSecretInFile(source); });
}

void SpotifyJobs::answer(SpotifySourceId source, SpotifyRowId row, const std::string& recording, SpotifyStore::Match match) {
    bool isRow = false;
    m_files.with(source, [&](SpotifyStore& store) {
        const auto found = store.row(row);
        if (!found || (!recording.empty() && found->title.empty())) // an album is no song
            return;
        isRow = true;
        match.song = SpotifyStore::songKey(*found);
        store.answer({.song = match.song, .recording = recording});
        store.changeMatches({&match, 1});
    });
    if (isRow)
        rowsChanged(source);
}

void SpotifyJobs::confirm(SpotifySourceId source, SpotifyRowId row, TrackId track) {
    change([this, source, row, track] {
        const auto own = store::readOwnSong(m_reader, track);
        if (own.id != 0)
            answer(source, row, own.recording, {.match = SpotifyMatch::exact, .tracks = {track}, .isConfirmed = true});
    });
}

void SpotifyJobs::unlink(SpotifySourceId source, SpotifyRowId row) {
    change([this, source, row] { answer(source, row, {}, {.match = SpotifyMatch::none, .isUnlinked = true}); });
}

void SpotifyJobs::matchAgain(SpotifySourceId source, SpotifyRowId row) {
    change([this, source, row] {
        m_files.with(source, [&](SpotifyStore& store) {
            if (const auto found = store.row(row))
                store.forgetAnswer(SpotifyStore::songKey(*found));
        });
        m_matching.match(source);
    });
}

std::vector<SpotifyWanted> SpotifyJobs::wantedIn(SpotifySourceId source) {
    std::vector<SpotifyRow> liked, albums;
    m_files.with(source, [&](SpotifyStore& store) {
        for (const auto& facts : store.lists())
            if (facts.list.kind == SpotifyListKind::liked)
                liked = store.rows(facts.list.id);
            else if (facts.list.kind == SpotifyListKind::albums)
                albums = store.rows(facts.list.id);
    });
    return wantedOf(liked, albums);
}

void SpotifyJobs::loadWanted(RequestId request, SpotifySourceId source) {
    m_line.run([this, request, source] {
        m_rooms.emitter.emit(SpotifyWantedLoaded{.request = request, .source = source, .albums = wantedIn(source)});
    });
}

void SpotifyJobs::exportWanted(SpotifySourceId source, fs::path file) {
    m_line.run([this, source, file = std::move(file)] {
        m_written.post(file.parent_path().native(), [this, file, albums = wantedIn(source)](const std::stop_token&) {
            carryOut(m_rooms.emitter, [&] {
                std::error_code failed;
                const auto ending = file.extension();
                if (fs::exists(fs::symlink_status(file, failed)) && ending != ".csv" && ending != ".txt")
                    throw Error{ErrorKind::usage, Message(MessageId::spotifyWantedNoTable, {file.string()})};
                if (const auto why = writeWholeFile(file, ending == ".csv" ? wantedAsCsv(albums) : wantedAsText(albums)))
                    throw Error{why == std::errc::no_space_on_device ? ErrorKind::noSpace : ErrorKind::io,
                                Message(MessageId::fileCannotBeWritten, {file.string(), why.message()})};
                m_rooms.emitter.inform({MessageId::spotifyWantedSaved, {std::to_string(albums.size()), file.string()}});
            });
        });
    });
}

/// What Spotify was asked for when the listener signed in decides whether it has to be asked again.
void SpotifyJobs::allow(SpotifySourceId source, bool isAllowed) {
    change([this, source, isAllowed] {
        bool isGranted = true;
        m_files.with(source, [&](SpotifyStore& store) {
            if (store.source().kind != SpotifyKind::account)
                return;
            store.allowPlayer(isAllowed);
            isGranted = spotify::grantsPlayer(store.player().granted);
        });
        m_players.forget(source);
        if (isAllowed && !isGranted)
            m_accounts.connect({.source = source});
    });
}

void SpotifyJobs::watch(SpotifySourceId source) { m_players.watch(source); }

void SpotifyJobs::order(SpotifySourceId source, SpotifyOrder order) { m_players.order(source, std::move(order)); }

void SpotifyJobs::noteOwnPlayer(bool plays) { m_players.noteOwn(plays); }

void SpotifyJobs::noteOwnSongs() {
    if (!m_rooms.readOnly)
        m_matching.noteOwnSongs();
}

void SpotifyJobs::stop() {
    m_line.stop();
    m_players.stop();
    m_accounts.stop();
    m_imports.stop();
    m_matching.stop();
    m_written.stop();
    m_teller.stop();
}

} // namespace segue
