// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/paths.h"
#include "app/segue_cli/commands.h"
#include "engine/analysis/process/process_reader.h"
#include "engine/library/scan/relocation.h"
#include "engine/library/scan/scanner.h"
#include "engine/store/database/writer.h"
#include "engine/store/library_store.h"
#include "engine/store/track_store.h"
#include "engine/words/error.h"

#include <cstdio>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace segue::cli {

namespace fs = std::filesystem;
using nlohmann::ordered_json;

namespace {

/// What stands behind a library in the list.
const char* stateOf(const Library& library) {
    switch (library.absence) {
    case Absence::gone:
        return "offline";
    case Absence::emptied:
        return "suddenly empty";
    case Absence::unmounted:
        return "not mounted";
    case Absence::none:
        break;
    }
    return "there";
}

/// By id, or by a name that only one has.
Library named(const std::string& nameOrId, store::Database& database) {
    const auto all = store::LibraryStore(database).all();
    std::vector<Library> found;
    for (const auto& library : all) {
        if (std::to_string(library.id) == nameOrId)
            return library;
        if (library.name == nameOrId)
            found.push_back(library);
    }
    if (found.size() == 1)
        return found.front();
    throw Error{ErrorKind::io, found.empty() ? "There is no library " + nameOrId + ". See \"segue-cli libraries list\"."
                                             : "More than one library is called " + nameOrId +
                                                   ". Use the number that \"segue-cli libraries list\" shows."};
}

fs::path folderAt(const fs::path& given) {
    std::error_code failed;
    auto root = fs::canonical(given, failed);
    if (failed || !fs::is_directory(root, failed))
        throw Error{ErrorKind::io, "There is no folder " + given.string() + ", or it cannot be read."};
    return root;
}

} // namespace

int runLibrariesList(bool json, const CommonOptions& common) {
    store::Database database(common.database, store::Access::read);
    auto list = ordered_json::array();
    for (const auto& library : store::LibraryStore(database).all()) {
        if (json)
            list.push_back({{"id", library.id},
                            {"name", library.name},
                            {"folder", library.root.string()},
                            {"state", stateOf(library)},
                            {"songs", library.trackCount},
                            {"missing", library.missingCount}});
        else
            std::printf("%lld  %s: %zu songs, %zu missing, %s (%s)\n", static_cast<long long>(library.id), library.name.c_str(),
                        library.trackCount, library.missingCount, library.root.c_str(), stateOf(library));
    }
    if (json)
        std::cout << list.dump(2, ' ', false, ordered_json::error_handler_t::replace) << "\n";
    return 0;
}

int runLibrariesLocate(const std::string& nameOrId, const fs::path& folder, bool anyway, const CommonOptions& common) {
    store::Writer writer{store::Database(common.database, store::Access::write)};
    store::Database reader(common.database, store::Access::read);
    const auto library = named(nameOrId, reader);
    const auto root = folderAt(folder);
    const auto likeness = library::likenessOf(root, store::TrackStore(reader, {}).knownFiles(library.id));
    if (!anyway && !likeness.isLikely())
        throw Error{ErrorKind::io, root.string() + " holds " + std::to_string(likeness.there) + " of the " +
                                       std::to_string(likeness.asked) + " songs of " + library.name +
                                       " that were looked for. If it is its folder, add --anyway."};
    writer.run([&](store::Database& database) { store::LibraryStore(database).relocate(library.id, root); }).get();
    const auto moved = *store::LibraryStore(reader).findCounted(library.id);
    analysis::ProcessReader files({.program = app::siblingProgram("segue-analyzer")});
    const auto ignore = [](std::span<const TrackId>) {};
    const auto result =
        library::scanLibrary(moved, reader, writer, files, {},
                             {.progress = [](library::ScanProgress) {}, .stored = ignore, .changed = ignore, .removed = ignore});
    const auto now = *store::LibraryStore(reader).findCounted(library.id);
    std::printf("%s is in %s: %zu songs, %zu missing, %zu new or changed\n", now.name.c_str(), now.root.c_str(), now.trackCount,
                now.missingCount, result.read);
    return 0;
}

int runLibrariesRemove(const std::string& nameOrId, const CommonOptions& common) {
    store::Writer writer{store::Database(common.database, store::Access::write)};
    store::Database reader(common.database, store::Access::read);
    const auto library = named(nameOrId, reader);
    writer.run([&](store::Database& database) { store::LibraryStore(database).remove(library.id); }).get();
    std::printf("%s removed; its files stay, and so does what was heard in them\n", library.name.c_str());
    return 0;
}

} // namespace segue::cli
