// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/library/watch/folder_watch.h"

#include "engine/audio/extensions.h"
#include "engine/library/scan/folder_walk.h"
#include "engine/library/scan/scan_plan.h"
#include "engine/library/watch/mount_table.h"
#include "engine/library/watch/root_presence.h"
#include "engine/library/watch/watched_folders.h"
#include "engine/playlist/playlist_text.h"
#include "engine/words/error.h"

#include <algorithm>
#include <array>
#include <map>
#include <mutex>
#include <optional>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>
#include <utility>

namespace segue::library {

namespace fs = std::filesystem;

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::uint32_t kCame = IN_CREATE | IN_MOVED_TO;
constexpr std::uint32_t kWent = IN_DELETE | IN_MOVED_FROM;
constexpr std::chrono::seconds kBlind{5}; ///< how often roots are checked if the system has no room for watches

store::FileStamp stampAt(const fs::path& file) {
    struct stat status {};
    if (::stat(file.c_str(), &status) != 0)
        return {};
    return stampOf(static_cast<std::uint64_t>(status.st_size), {status.st_mtim.tv_sec, status.st_mtim.tv_nsec},
                   {status.st_ctim.tv_sec, status.st_ctim.tv_nsec});
}

bool isOfInterest(const fs::path& file) {
    const auto name = file.filename();
    return audio::isMusicName(name.native()) || audio::isSheetName(name.native()) || isPlaylistName(name.native());
}

bool askTheSystem(const fs::path& root) {
    const auto mounts = currentMounts();
    return isRemote(root, mounts) || std::ranges::any_of(mounts, [&](const Mount& mount) {
               return liesBelow(mount.point, root) && isRemoteType(mount.type);
           });
}

} // namespace

class FolderWatch::Impl {
public:
    Impl(FolderWatchOptions options, FolderWatchEvents events)
        : m_options(std::move(options))
        , m_events(std::move(events))
        , m_wanted(m_options.wanted)
        , m_folders(m_options.mostFolders)
        , m_collector(m_options.written)
        , m_wake(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC))
        , m_thread([this](const std::stop_token& stop) { loop(stop); }) {}

    ~Impl() {
        stop();
        if (m_wake >= 0)
            ::close(m_wake);
    }

    void stop() {
        m_thread.request_stop();
        wake();
        if (m_thread.joinable())
            m_thread.join();
    }

    Watching cover(const Library& library) {
        const bool isRemoteRoot = m_options.isRemote ? m_options.isRemote(library.root) : askTheSystem(library.root);
        const std::lock_guard lock(m_mutex);
        auto& one = m_libraries[library.id];
        if (one.root != library.root)
            m_folders.drop(library.id, {});
        one.root = library.root;
        one.watching = !m_wanted ? Watching::none : isRemoteRoot ? Watching::periodicNetwork : Watching::atOnce;
        if (one.watching == Watching::atOnce && (one.isTooMuch || !m_folders.cover(library.id, library.root, {})))
            giveUp(library.id, one);
        if (one.watching != Watching::atOnce)
            m_folders.drop(library.id, {});
        one.looked = Clock::now();
        m_presence.set(library.id, library.root);
        wake();
        return one.watching;
    }

    void forget(LibraryId library) {
        const std::lock_guard lock(m_mutex);
        m_libraries.erase(library);
        m_folders.drop(library, {});
        m_collector.forget(library);
        m_presence.forget(library);
        tryAllAgain();
        wake();
    }

    void setWanted(bool wanted) {
        const std::lock_guard lock(m_mutex);
        m_wanted = wanted;
        tryAllAgain();
    }

    Watching watching(LibraryId library) const {
        const std::lock_guard lock(m_mutex);
        const auto found = m_libraries.find(library);
        return found == m_libraries.end() ? Watching::none : found->second.watching;
    }

    std::set<fs::path> unfinished(LibraryId library) const {
        const std::lock_guard lock(m_mutex);
        return m_collector.unfinished(library);
    }

private:
    struct Watched {
        fs::path root;
        Watching watching = Watching::none;
        bool isTooMuch = false; ///< there was no room; tried again only when there may be
        Clock::time_point looked{};
        [[nodiscard]] bool isPeriodic() const {
            return watching == Watching::periodicNetwork || watching == Watching::periodicFolders;
        }
    };

    /// Reports to send after the lock is released.
    struct Told {
        std::vector<FolderChanges> changes;
        std::set<LibraryId> look;
    };

    /// Removes a library's watches: watching half of it would be no use.
    void giveUp(LibraryId library, Watched& one) {
        one.watching = Watching::periodicFolders;
        one.isTooMuch = true;
        m_folders.drop(library, {});
    }

    void tryAllAgain() {
        for (auto& [library, one] : m_libraries)
            one.isTooMuch = false;
    }

    void wake() const {
        const std::uint64_t one = 1;
        static_cast<void>(!::write(m_wake, &one, sizeof(one)));
    }

    void loop(const std::stop_token& stop) {
        while (!stop.stop_requested()) {
            wait();
            try {
                tell(stop);
            } catch (const std::exception& error) {
                makeUpFor(error);
            }
        }
    }

    void tell(const std::stop_token& stop) {
        Told told;
        {
            const std::lock_guard lock(m_mutex);
            gather(told);
        }
        for (auto& change : told.changes)
            if (!stop.stop_requested())
                m_events.changed(std::move(change));
        for (const auto library : told.look)
            if (!stop.stop_requested())
                m_events.look(library);
    }

    /// The report being sent is lost: asks for a scan of everything.
    void makeUpFor(const std::exception& error) noexcept {
        try {
            const std::lock_guard lock(m_mutex);
            for (const auto& [library, one] : m_libraries)
                m_collector.touchAll(library, Clock::now());
        } catch (...) { // memory is so short that the next look of a scan has to do
        }
        try {
            m_events.problem(messageOf(error));
        } catch (...) { // the problem cannot be reported either
        }
    }

    void wait() {
        std::array<pollfd, 4> sources{};
        int timeout = -1;
        {
            const std::lock_guard lock(m_mutex);
            sources = {pollfd{m_wake, POLLIN, 0}, pollfd{m_folders.inotify().descriptor(), POLLIN, 0},
                       pollfd{m_presence.descriptor(), POLLIN, 0}, pollfd{m_presence.mountDescriptor(), POLLPRI, 0}};
            if (const auto due = nextDue()) {
                const auto left = std::chrono::ceil<std::chrono::milliseconds>(*due - Clock::now());
                timeout = static_cast<int>(std::clamp<std::chrono::milliseconds::rep>(left.count(), 0, 60'000));
            }
        }
        const bool isDue = ::poll(sources.data(), sources.size(), timeout) <= 0;
        m_looksAtRoots = isDue || sources[0].revents != 0 || sources[2].revents != 0 || sources[3].revents != 0;
        std::uint64_t ignored = 0;
        static_cast<void>(!::read(m_wake, &ignored, sizeof(ignored)));
    }

    [[nodiscard]] std::optional<Clock::time_point> nextDue() const {
        auto due = m_collector.due();
        const auto sooner = [&](Clock::time_point time) { due = due ? std::min(*due, time) : time; };
        for (const auto& [library, one] : m_libraries)
            if (one.isPeriodic())
                sooner(one.looked + m_options.period);
        if (m_presence.descriptor() < 0 && !m_libraries.empty())
            sooner(m_lookedAtRoots + kBlind);
        return due;
    }

    void gather(Told& told) {
        const auto now = Clock::now();
        m_folders.inotify().read([&](const FolderEvent& event) { take(event, now, told); });
        if (m_looksAtRoots) {
            m_lookedAtRoots = now;
            for (const auto library : m_presence.changed())
                told.look.insert(library);
        }
        for (auto& [library, one] : m_libraries)
            if (one.isPeriodic() && now - one.looked >= m_options.period) {
                one.looked = now;
                told.look.insert(library);
            }
        for (const auto& file : m_collector.filesToLookAt(now))
            if (const auto library = m_libraries.find(file.first); library != m_libraries.end())
                m_collector.look(file, stampAt(library->second.root / file.second), now);
        told.changes = m_collector.take(now);
    }

    void take(const FolderEvent& event, Clock::time_point now, Told& told) {
        if ((event.mask & IN_Q_OVERFLOW) != 0) {
            for (const auto& [library, one] : m_libraries)
                if (one.watching == Watching::atOnce)
                    m_collector.touchAll(library, now);
        } else if ((event.mask & IN_IGNORED) != 0) {
            m_folders.forgetWatch(event.watch);
        } else {
            for (const auto& place : m_folders.placesOf(event.watch))
                if (const auto library = m_libraries.find(place.library); library != m_libraries.end())
                    takeAt(place, library->second, event, now, told);
        }
    }

    void takeAt(const WatchedFolders::Place& place, Watched& library, const FolderEvent& event, Clock::time_point now, Told& told) {
        if ((event.mask & IN_UNMOUNT) != 0)
            m_collector.touch(place.library, place.folder, true, now);
        if (event.name.empty() || event.name.front() == '.')
            return;
        const WatchedFolders::Place entry{place.library, place.folder / event.name};
        if (isFolder(entry, library, event))
            takeFolder(entry, library, event.mask, now, told);
        else if (isOfInterest(entry.folder))
            takeFile(entry, event.mask, now);
    }

    /// The system reports a link to a folder as a file. A link to a folder that has its own name here does not count.
    [[nodiscard]] bool isFolder(const WatchedFolders::Place& entry, const Watched& library, const FolderEvent& event) const {
        if ((event.mask & IN_ISDIR) != 0)
            return true;
        if (isOfInterest(entry.folder))
            return false;
        std::error_code failed;
        if ((event.mask & kCame) != 0)
            return fs::is_directory(library.root / entry.folder, failed) &&
                   !isFoundElsewhere(fs::weakly_canonical(library.root, failed), library.root / entry.folder);
        return (event.mask & kWent) != 0 && m_folders.covers(entry);
    }

    void takeFolder(const WatchedFolders::Place& entry, Watched& library, std::uint32_t mask, Clock::time_point now, Told& told) {
        if ((mask & kWent) != 0) {
            m_folders.drop(entry.library, entry.folder);
        } else if (!m_folders.cover(entry.library, library.root, entry.folder)) {
            giveUp(entry.library, library);
            told.look.insert(entry.library);
            return;
        }
        m_collector.touch(entry.library, entry.folder, true, now);
    }

    void takeFile(const WatchedFolders::Place& entry, std::uint32_t mask, Clock::time_point now) {
        if ((mask & IN_CREATE) != 0)
            m_collector.begin(entry.library, entry.folder, now);
        else if ((mask & (IN_CLOSE_WRITE | IN_MOVED_TO | kWent)) != 0)
            m_collector.finish(entry.library, entry.folder, now);
    }

    FolderWatchOptions m_options;
    FolderWatchEvents m_events;
    mutable std::mutex m_mutex; ///< guards what follows
    bool m_wanted;
    std::map<LibraryId, Watched> m_libraries;
    WatchedFolders m_folders;
    RootPresence m_presence;
    ChangeCollector m_collector;
    Clock::time_point m_lookedAtRoots{};
    bool m_looksAtRoots = false; ///< the watch's thread only
    int m_wake;
    std::jthread m_thread; ///< last: it uses all of the above
};

FolderWatch::FolderWatch(FolderWatchOptions options, FolderWatchEvents events)
    : m_impl(std::make_unique<Impl>(std::move(options), std::move(events))) {}
FolderWatch::~FolderWatch() = default;
Watching FolderWatch::cover(const Library& library) { return m_impl->cover(library); }
void FolderWatch::forget(LibraryId library) { m_impl->forget(library); }
void FolderWatch::setWanted(bool wanted) { m_impl->setWanted(wanted); }
Watching FolderWatch::watching(LibraryId library) const { return m_impl->watching(library); }
std::set<fs::path> FolderWatch::unfinished(LibraryId library) const { return m_impl->unfinished(library); }
void FolderWatch::stop() { m_impl->stop(); }

} // namespace segue::library
