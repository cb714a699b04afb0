// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/library/scan/scanner.h"

#include "engine/library/scan/division.h"
#include "engine/library/scan/missing_rule.h"
#include "engine/library/scan/scan_plan.h"
#include "engine/library/scan/sheet_reading.h"
#include "engine/library/scan/tag_scan.h"
#include "engine/store/library_store.h"
#include "engine/store/playlist_store.h"
#include "engine/store/sheet_store.h"
#include "engine/store/track_store.h"
#include "engine/words/error.h"
#include "engine/words/section.h"

#include <algorithm>
#include <map>
#include <optional>
#include <sys/stat.h>
#include <tuple>
#include <utility>
#include <vector>

namespace segue::library {

namespace fs = std::filesystem;

namespace {

/// Which folder the root is; another one after the walk means that something was mounted or unmounted under it.
std::optional<std::pair<dev_t, ino_t>> identityOf(const fs::path& root) {
    struct stat status {};
    if (::stat(root.c_str(), &status) != 0)
        return std::nullopt;
    return std::pair(status.st_dev, status.st_ino);
}

bool looksPresent(const fs::path& root) {
    const auto listing = listFolder(root, {});
    return listing.state == FolderListing::State::listed && !(listing.files.empty() && listing.folders.empty());
}

class Scan final {
public:
    Scan(const Library& library, store::Database& reader, store::Writer& writer, audio::FileReader& files, std::stop_token stop,
         const ScanEvents& events, const ScanRequest& request)
        : m_library(library)
        , m_reader(reader)
        , m_writer(writer)
        , m_files(files)
        , m_stop(std::move(stop))
        , m_events(events)
        , m_request(request)
        , m_options{.guessCodePage = request.guessCodePage}
        , m_isWhole(request.folders.empty() || library.offline || !looksPresent(library.root)) {}

    ScanResult run() {
        m_events.progress({});
        const auto before = identityOf(m_library.root);
        auto walk = walkNow();
        m_result.files = walk.files.size();
        m_result.skipped = walk.skipped;
        m_result.stopped = walk.stopped || identityOf(m_library.root) != before;
        if (m_result.stopped)
            return std::move(m_result);
        leaveOutUnfinished(walk);
        ScanPlan plan;
        std::vector<Move> adopted;
        static_cast<void>(takeTurn());
        do {
            plan = planNow(walk);
            if (!m_isWhole && plan.lost.size() > kSuspiciouslyEmpty && plan.lost.size() == m_library.trackCount) {
                m_isWhole = true; // everything is gone: is the root empty?
                return run();
            }
            m_added = plan.added;
            adopted = adopt(m_added);
        } while (!takeTurn() && !m_stop.stop_requested());
        m_result.stopped = m_stop.stop_requested();
        if (m_result.stopped || !storeState(plan, adopted, walk))
            return std::move(m_result);
        if (plan.absence == Absence::none) {
            readAndStore(plan);
            if (m_isWhole && !walk.files.empty() && !m_result.stopped)
                forgetLongMissing(walk.skipped);
        }
        return std::move(m_result);
    }

private:
    /// Whether no other scan went on since it was this one's turn last.
    [[nodiscard]] bool takeTurn() const { return !m_request.turn || m_request.turn(); }

    bool isInPlace(store::Database& database) const { return library::isInPlace(m_library, database); }

    WalkResult walkNow() const {
        if (!m_isWhole)
            return walkFolders(m_library.root, m_request.folders, m_stop);
        return walkFolder(m_library.root, m_stop, [this](std::size_t found) { m_events.progress({.done = found}); });
    }

    void leaveOutUnfinished(WalkResult& walk) const {
        if (m_request.unfinished.empty())
            return;
        for (auto* files : {&walk.files, &walk.sheets})
            std::erase_if(*files, [&](const FoundFile& file) { return m_request.unfinished.contains(file.path); });
        for (const auto& path : m_request.unfinished)
            walk.skipped.push_back({path, "It is being written."});
    }

    /// What holds several songs is planned apart. @return what was walked without that; nothing: all of it
    [[nodiscard]] std::optional<WalkResult> divide(const WalkResult& walk, std::vector<store::KnownFile>& known) {
        m_division = {};
        if (walk.rootMissing || !mayDivide(walk, known))
            return std::nullopt;
        auto rest = walk;
        m_division = planDivision(
            rest, known,
            {.tagsVersion = tagsVersionOf(m_options),
             .before = store::SheetStore(m_reader).folders(m_library.id),
             .read = [this](const fs::path& sheet) { return readSheet(m_library.root / sheet, m_options.guessCodePage, m_stop); }});
        return rest;
    }

    ScanPlan planNow(const WalkResult& all) {
        const store::TrackStore store(m_reader, {});
        ScanContext context{.isPartial = !m_isWhole,
                            .emptyIsMeant = m_request.emptyIsMeant,
                            .tagsVersion = tagsVersionOf(m_options),
                            .isThere = [this](const fs::path& path) {
                                std::error_code failed;
                                return fs::exists(m_library.root / fileOf(path), failed) || failed;
                            }};
        std::vector<store::KnownFile> known;
        if (m_isWhole)
            known = store.knownFiles(m_library.id);
        else
            for (const auto& folder : m_request.folders)
                std::ranges::move(store.knownFilesIn(m_library.id, folder.path, folder.deep), std::back_inserter(known));
        const auto rest = divide(all, known);
        const auto& walk = rest ? *rest : all;
        context.emptyIsMeant = context.emptyIsMeant || !m_division.files.empty(); // the walk found these
        auto plan = planScan(known, walk, context);
        plan.moves.insert(plan.moves.end(), m_division.moves.begin(), m_division.moves.end());
        if (m_isWhole)
            return plan;
        if (plan.added.empty())
            return plan;
        std::vector<store::FileStamp> stamps;
        for (const auto& file : plan.added)
            stamps.push_back(file.stamp);
        const auto alike = store.knownFilesLike(m_library.id, stamps);
        context.elsewhere = alike;
        plan = planScan(known, walk, context);
        plan.moves.insert(plan.moves.end(), m_division.moves.begin(), m_division.moves.end());
        return plan;
    }

    using Likeness = std::tuple<std::string, std::uint64_t, std::int64_t>; ///< name, size, time
    template <typename File>
    static Likeness likenessOf(const File& file) {
        return {file.path.filename().native(), file.stamp.size, file.stamp.modifiedNs};
    }

    /// Songs of other libraries that are no longer there, by what a new file would have to be to be one of them.
    std::map<Likeness, std::vector<TrackId>> songsGoneElsewhere(const std::vector<store::FileStamp>& stamps) const {
        std::map<Likeness, std::vector<TrackId>> gone;
        const store::TrackStore store(m_reader, {});
        for (const auto& library : store::LibraryStore(m_reader).rows()) {
            if (library.id == m_library.id || library.offline)
                continue; // of what is offline nobody knows where it is
            auto alike = store.knownFilesLike(library.id, stamps);
            if (alike.empty())
                continue;
            const auto lost = m_request.disks.ask<std::vector<store::KnownFile>>(
                library.root, [root = library.root, alike = std::move(alike)] { return goneFrom(root, alike); });
            for (const auto& file : lost.value_or(std::vector<store::KnownFile>())) // nor of a disk that does not answer
                gone[likenessOf(file)].push_back(file.id);
        }
        return gone;
    }

    static std::vector<store::KnownFile> goneFrom(const fs::path& root, const std::vector<store::KnownFile>& files) {
        std::vector<store::KnownFile> gone;
        if (!looksPresent(root))
            return gone; // it is offline, though nobody has noticed yet
        for (const auto& file : files) {
            std::error_code failed;
            if (file.isMissing || (!fs::exists(root / fileOf(file.path), failed) && !failed))
                gone.push_back(file);
        }
        return gone;
    }

    /// Songs of other libraries that are here now; takes them out of what is to be read.
    std::vector<Move> adopt(std::vector<FoundFile>& added) const {
        if (added.empty())
            return {};
        std::vector<store::FileStamp> stamps;
        std::map<Likeness, std::size_t> wanted;
        for (const auto& file : added) {
            stamps.push_back(file.stamp);
            ++wanted[likenessOf(file)];
        }
        const auto gone = songsGoneElsewhere(stamps);
        std::vector<Move> adopted;
        std::erase_if(added, [&](const FoundFile& file) {
            const auto from = gone.find(likenessOf(file));
            if (from == gone.end() || from->second.size() != 1 || wanted[likenessOf(file)] != 1)
                return false;
            adopted.push_back({from->second.front(), file.path});
            return true;
        });
        return adopted;
    }

    /// What is known without opening a file: where songs are, and whether. @return false: the library is gone, or elsewhere
    bool storeState(const ScanPlan& plan, const std::vector<Move>& adopted, const WalkResult& walk) {
        m_result.absence =
            plan.absence == Absence::emptied && m_library.absence == Absence::unmounted ? Absence::unmounted : plan.absence;
        m_result.moved = plan.moves.size() + adopted.size();
        m_result.found = plan.found.size();
        m_result.lost = plan.lost.size();
        const bool isPresent = m_result.absence == Absence::none;
        bool isStored = false;
        m_writer
            .run([&](store::Database& database) {
                isStored = isInPlace(database);
                if (!isStored)
                    return;
                store::LibraryStore libraries(database);
                if (m_result.absence != m_library.absence)
                    libraries.setAbsence(m_library.id, m_result.absence);
                if (!isPresent)
                    return;
                m_clock = advanced(libraries.clock(m_library.id), m_request.now);
                libraries.setClock(m_library.id, m_clock);
                store::TrackStore tracks(database, {});
                tracks.markMissing(plan.lost, m_clock.now);
                tracks.markFound(plan.found);
                tracks.noteChangeTimes(plan.noted);
                for (const auto* moves : {&plan.moves, &adopted})
                    for (const auto& move : *moves)
                        tracks.move(move.id, m_library.id, move.path);
                m_result.hasOtherPlaylists = storePlaylists(database, walk);
            })
            .get();
        m_result.stopped = !isStored;
        if (isStored)
            tellState(plan, adopted);
        return isStored;
    }

    /// @return whether some came or went
    bool storePlaylists(store::Database& database, const WalkResult& walk) const {
        std::vector<store::PlaylistStore::Folder> folders;
        for (const auto& one : m_request.folders)
            folders.push_back({one.path, one.deep});
        if (m_isWhole)
            folders = {{.path = {}, .deep = true}};
        return store::PlaylistStore(database).setFiles(m_library.id, folders, walk.playlists, [&](const fs::path& gone) {
            return std::ranges::none_of(walk.skipped, [&](const Skipped& one) { return liesBelow(gone, one.path); });
        });
    }

    void tellState(const ScanPlan& plan, const std::vector<Move>& adopted) const {
        std::vector<TrackId> left, changed = plan.lost;
        changed.insert(changed.end(), plan.found.begin(), plan.found.end());
        for (const auto& move : plan.moves)
            changed.push_back(move.id);
        for (const auto& move : adopted) {
            left.push_back(move.id);
            changed.push_back(move.id);
        }
        if (!left.empty())
            m_events.removed(left); // from the other library
        if (!changed.empty())
            m_events.changed(changed);
    }

    void readAndStore(const ScanPlan& plan) {
        TagScan tags({m_library, m_writer, m_files, m_stop, m_events, m_options, m_division.by}, m_result);
        const std::size_t total = m_added.size() + plan.changed.size() + plan.retagged.size() + m_division.files.size();
        tags.read(m_added, TagScan::Kind::added, total);
        tags.read(plan.changed, TagScan::Kind::changed, total);
        tags.read(plan.retagged, TagScan::Kind::retagged, total);
        tags.read(m_division.files, TagScan::Kind::divided, total);
        m_result.stopped = m_stop.stop_requested();
        if (m_result.stopped || m_division.folders.empty())
            return;
        m_writer
            .run([&](store::Database& database) {
                if (isInPlace(database))
                    store::SheetStore(database).save(m_library.id, m_division.folders);
            })
            .get();
    }

    void forgetLongMissing(const std::vector<Skipped>& skipped) {
        std::vector<store::MissingFile> missing;
        for (auto& file : store::TrackStore(m_reader, {}).missingFiles())
            if (file.library == m_library.id &&
                std::ranges::none_of(skipped, [&](const Skipped& one) { return liesBelow(file.path, one.path); }))
                missing.push_back(std::move(file));
        const auto gone = songsThatMayGo(m_library.root, missing, m_clock.now);
        if (gone.empty())
            return;
        m_writer
            .run([&](store::Database& database) {
                if (isInPlace(database))
                    store::TrackStore(database, {}).remove(gone);
            })
            .get();
        m_result.removed = gone.size();
        m_events.removed(gone);
    }

    const Library& m_library;
    store::Database& m_reader;
    store::Writer& m_writer;
    audio::FileReader& m_files;
    std::stop_token m_stop;
    const ScanEvents& m_events;
    const ScanRequest& m_request;
    audio::TagOptions m_options;
    bool m_isWhole;
    store::LibraryClock m_clock;
    Division m_division;
    std::vector<FoundFile> m_added; ///< those that are no song of another library
    ScanResult m_result;
};

} // namespace

ScanResult scanLibrary(const Library& library, store::Database& reader, store::Writer& writer, audio::FileReader& files,
                       std::stop_token stop, const ScanEvents& events, const ScanRequest& request) {
    return Scan(library, reader, writer, files, std::move(stop), events, request).run();
}

} // namespace segue::library
