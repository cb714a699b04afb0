// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/library/scan/division.h"

#include "engine/audio/extensions.h"
#include "engine/words/section.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace segue::library {

namespace {

using store::KnownFile;

constexpr std::size_t kMostSheets = 500; ///< of one folder that are read

std::string folderOf(std::string_view path) {
    const std::size_t slash = path.rfind('/');
    return std::string(slash == std::string_view::npos ? std::string_view() : path.substr(0, slash));
}

std::string nameOf(std::string_view path) { return std::string(path.substr(path.rfind('/') + 1)); } // npos + 1 is 0

bool isSection(const KnownFile& file) {
    const auto& path = file.path.native();
    return path.find(kSectionMark) != std::string::npos && sectionOf(path).has_value();
}

/// FNV-1a: the same in every run.
std::string hashOf(const std::string& text) {
    std::uint64_t hash = 0xCBF29CE484222325U;
    for (const char c : text)
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
    return std::to_string(hash);
}

/// A folder that has sheets, or songs that are sections, or had them.
struct Folder {
    std::vector<const FoundFile*> files, sheets;
    std::map<std::string, std::vector<const KnownFile*>> sections; ///< by their file's path
    std::unordered_map<std::string, const KnownFile*> whole;       ///< files that are known as one song, by path
};

std::string contentOf(const Folder& folder, int tagsVersion) {
    std::vector<std::string> lines;
    for (const auto* list : {&folder.files, &folder.sheets})
        for (const auto* file : *list)
            lines.push_back(nameOf(file->path.native()) + '\0' + std::to_string(file->stamp.size) + '\0' +
                            std::to_string(file->stamp.modifiedNs));
    std::ranges::sort(lines);
    std::string text = std::to_string(tagsVersion);
    for (const auto& line : lines)
        text += '\n' + line;
    return hashOf(text);
}

class Planner final {
public:
    Planner(WalkResult& walk, std::vector<KnownFile>& known, const DivisionContext& context)
        : m_walk(walk)
        , m_known(known)
        , m_context(context) {}

    Division run() {
        if (!gather())
            return {};
        for (auto& [path, folder] : m_folders)
            look(path, folder);
        findMoves();
        apply();
        return std::move(m_plan);
    }

private:
    /// @return whether there is anything to do
    bool gather() {
        for (const auto& sheet : m_walk.sheets)
            m_folders[folderOf(sheet.path.native())].sheets.push_back(&sheet);
        for (const auto& file : m_known)
            if (isSection(file)) {
                const std::string whole = fileOf(file.path).native();
                m_folders[folderOf(whole)].sections[whole].push_back(&file);
            }
        if (m_folders.empty())
            return false;
        for (const auto& file : m_walk.files)
            if (const auto folder = m_folders.find(folderOf(file.path.native())); folder != m_folders.end())
                folder->second.files.push_back(&file);
        for (const auto& file : m_known)
            if (const auto folder = m_folders.find(folderOf(file.path.native())); folder != m_folders.end())
                folder->second.whole.emplace(file.path.native(), &file);
        for (const auto& skipped : m_walk.skipped)
            m_unseen.insert(skipped.path.native());
        return true;
    }

    /// A sheet that is there but could not be looked at, being written for one thing: what it says now is not known.
    [[nodiscard]] bool isInDoubt(const std::string& path) const {
        const auto start = m_unseen.lower_bound(path);
        return std::any_of(start, m_unseen.end(), [&](const std::string& unseen) {
            return folderOf(unseen) == path && audio::isSheetName(nameOf(unseen));
        });
    }

    void look(const std::string& path, const Folder& folder) {
        const auto content = contentOf(folder, m_context.tagsVersion);
        const auto before = m_context.before.find(path);
        const bool isKnown = before != m_context.before.end();
        const bool isSame = isKnown ? before->second == content && isWhollyKnown(folder) : folder.sheets.empty();
        if (isSame || isInDoubt(path)) {
            for (const auto* file : folder.files)
                keepOrRead(*file, folder);
            return;
        }
        m_plan.folders.emplace(path, content);
        const auto by = sheetsOf(folder);
        for (const auto* file : folder.files) {
            const auto part = by.find(file->path.native());
            if (part != by.end())
                m_plan.by.emplace(file->path, part->second);
            if (part != by.end() || folder.sections.contains(file->path.native()))
                read(*file, folder);
        }
    }

    /// Nothing was forgotten since the sheets were read.
    [[nodiscard]] static bool isWhollyKnown(const Folder& folder) {
        return std::ranges::all_of(folder.files, [&](const FoundFile* file) {
            return folder.whole.contains(file->path.native()) || folder.sections.contains(file->path.native());
        });
    }

    /// Which sheet is about which file; of several for one file the first by name counts.
    [[nodiscard]] std::map<std::string, SheetPart> sheetsOf(const Folder& folder) const {
        std::vector<std::string> names;
        for (const auto* file : folder.files)
            names.push_back(nameOf(file->path.native()));
        std::vector<std::string> paths;
        for (const auto* sheet : folder.sheets)
            paths.push_back(sheet->path.native());
        std::ranges::sort(paths);
        paths.resize(std::min(paths.size(), kMostSheets));
        std::map<std::string, SheetPart> by;
        for (const auto& path : paths) {
            auto read = m_context.read(path);
            if (!read)
                continue;
            const auto sheet = std::make_shared<const CueSheet>(std::move(*read));
            for (std::size_t i = 0; i < sheet->files.size(); ++i) {
                const auto place = sheet->partsOf(i).empty() ? std::nullopt : fileMeant(sheet->files[i], names);
                if (place)
                    by.try_emplace(folder.files[*place]->path.native(), SheetPart{sheet, i});
            }
        }
        return by;
    }

    void keepOrRead(const FoundFile& file, const Folder& folder) {
        const auto sections = folder.sections.find(file.path.native());
        if (sections == folder.sections.end())
            return;
        const auto isSame = [&](const KnownFile* one) {
            return one->stamp == file.stamp && one->stamp.changedNs == file.stamp.changedNs &&
                   one->tagsVersion == m_context.tagsVersion;
        };
        if (!std::ranges::all_of(sections->second, isSame))
            return read(file, folder);
        m_gone.insert(&file);
        for (const auto* one : sections->second)
            m_found.push_back({one->path, file.stamp});
    }

    void read(const FoundFile& file, const Folder& folder) {
        m_plan.files.push_back(file);
        m_gone.insert(&file);
        if (const auto sections = folder.sections.find(file.path.native()); sections != folder.sections.end())
            for (const auto* one : sections->second)
                m_forgotten.insert(one->id);
        if (const auto whole = folder.whole.find(file.path.native()); whole != folder.whole.end())
            m_forgotten.insert(whole->second->id);
    }

    /// A file with its songs that is gone, and a new one with the same stamp and name: they moved.
    void findMoves() {
        std::unordered_set<std::string> there;
        for (const auto& [path, folder] : m_folders)
            for (const auto* file : folder.files)
                there.insert(file->path.native());
        for (const auto& file : m_plan.files) {
            const auto& own = m_folders[folderOf(file.path.native())];
            if (own.sections.contains(file.path.native()) || own.whole.contains(file.path.native()))
                continue;
            const auto from = goneLike(file, there);
            for (const auto* song : from) {
                m_plan.moves.push_back({song->id, sectionPath(file.path, *sectionOf(song->path))});
                m_forgotten.insert(song->id);
            }
        }
    }

    [[nodiscard]] std::vector<const KnownFile*> goneLike(const FoundFile& file,
                                                         const std::unordered_set<std::string>& there) const {
        std::vector<const KnownFile*> found;
        std::size_t files = 0;
        for (const auto& [path, folder] : m_folders)
            for (const auto& [whole, songs] : folder.sections)
                if (!there.contains(whole) && nameOf(whole) == nameOf(file.path.native()) && songs.front()->stamp == file.stamp &&
                    !m_forgotten.contains(songs.front()->id)) {
                    found = songs;
                    ++files;
                }
        return files == 1 ? found : std::vector<const KnownFile*>();
    }

    void apply() {
        std::vector<FoundFile> files;
        files.reserve(m_walk.files.size() + m_found.size());
        for (auto& file : m_walk.files)
            if (!m_gone.contains(&file))
                files.push_back(std::move(file));
        std::ranges::move(m_found, std::back_inserter(files));
        m_walk.files = std::move(files);
        std::erase_if(m_known, [&](const KnownFile& file) { return m_forgotten.contains(file.id); });
    }

    WalkResult& m_walk;
    std::vector<KnownFile>& m_known;
    const DivisionContext& m_context;
    std::map<std::string, Folder> m_folders; ///< by path
    std::set<std::string> m_unseen;
    std::unordered_set<const FoundFile*> m_gone; ///< out of the walk
    std::vector<FoundFile> m_found;              ///< into it
    std::unordered_set<TrackId> m_forgotten;     ///< out of what is known
    Division m_plan;
};

} // namespace

bool mayDivide(const WalkResult& walk, const std::vector<KnownFile>& known) {
    return !walk.sheets.empty() || std::ranges::any_of(known, isSection);
}

Division planDivision(WalkResult& walk, std::vector<KnownFile>& known, const DivisionContext& context) {
    return Planner(walk, known, context).run();
}

std::vector<Track> songsBySheet(const Track& whole, const SheetPart& part) {
    using std::chrono::milliseconds;
    const auto timeOf = [](std::int64_t frames) { return milliseconds(frames * 1000 / Section::kFramesPerSecond); };
    const auto either = [](const std::string& first, const std::string& second) { return first.empty() ? second : first; };
    const CueSheet& sheet = *part.sheet;
    std::vector<Track> songs;
    for (const CueTrack* track : sheet.partsOf(part.file)) {
        if (whole.duration.count() > 0 && timeOf(track->start) >= whole.duration)
            return {};
        Track song = whole;
        song.path = sectionPath(whole.path, track->section());
        song.title = either(track->title, whole.title + " " + std::to_string(track->number));
        song.artist = either(track->performer, either(sheet.performer, whole.artist));
        song.artists = song.artist == whole.artist ? whole.artists : std::string();
        song.albumArtist = either(sheet.performer, whole.albumArtist);
        song.album = either(sheet.title, whole.album);
        song.genre = either(track->genre, either(sheet.genre, whole.genre));
        song.year = track->year > 0 ? track->year : sheet.year > 0 ? sheet.year : whole.year;
        song.discNumber = sheet.discNumber > 0 ? sheet.discNumber : whole.discNumber;
        song.trackNumber = track->number;
        song.orderTitle.clear();
        if (song.albumArtist != whole.albumArtist)
            song.orderArtist.clear();
        if (song.album != whole.album)
            song.orderAlbum.clear();
        const auto end = track->length > 0 ? timeOf(track->start + track->length) : whole.duration;
        song.duration = whole.duration.count() > 0 ? std::min(end, whole.duration) - timeOf(track->start)
                                                   : std::max(milliseconds(0), end - timeOf(track->start));
        songs.push_back(std::move(song));
    }
    return songs;
}

} // namespace segue::library
