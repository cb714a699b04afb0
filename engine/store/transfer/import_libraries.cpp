// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/transfer/import_libraries.h"

#include "engine/store/transfer/import_rows.h"
#include "engine/words/error.h"

#include <algorithm>

namespace segue::store {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kLongestPath = 4096;

std::string listOf(const std::set<std::string>& names) {
    std::string list;
    for (const auto& name : names)
        list += (list.empty() ? "\"" : ", \"") + name + "\"";
    return list.empty() ? "no library" : list;
}

std::string unusedName(SQLite::Database& to, const std::string& name) {
    RowStatement taken(to, "SELECT id FROM library WHERE name = ?");
    std::string unused = name;
    for (int number = 2; taken.find({unused}); ++number)
        unused = name + " (" + std::to_string(number) + ")";
    return unused;
}

} // namespace

bool isSanePath(const fs::path& path) {
    return !path.empty() && path.native().size() <= kLongestPath && path.native().find('\0') == std::string::npos;
}

bool isBelowRoot(const fs::path& path) {
    return isSanePath(path) && !path.is_absolute() && std::ranges::find(path, fs::path("..")) == path.end();
}

ImportedLibraries::ImportedLibraries(const ImportFile& from, const ImportOptions& options)
    : m_from(from)
    , m_options(options) {
    std::set<std::string> names;
    m_from.forEach("SELECT id, name, root FROM library ORDER BY id", "itb", [&](Values& row) {
        const auto name = m_options.text(std::get<std::string>(row[1]));
        const bool isOnlyOne = names.insert(name).second;
        const auto moved = m_options.roots.find(name);
        if (!isOnlyOne && moved != m_options.roots.end())
            throw Error{ErrorKind::usage, Message(MessageId::importNameTwice, {name, m_from.path().string()})};
        const fs::path root = moved == m_options.roots.end() ? fs::path(std::get<Bytes>(row[2]).bytes) : moved->second;
        if (!isSanePath(root) || !root.is_absolute() || name.empty())
            m_from.refuse("a library has no proper folder");
        m_all.push_back({std::get<std::int64_t>(row[0]), name, root, m_options.isThere(root)});
    });
    requireThatNamesAreKnown(names);
}

void ImportedLibraries::requireThatNamesAreKnown(const std::set<std::string>& names) const {
    for (const auto& [name, root] : m_options.roots)
        if (!names.contains(name))
            throw Error{ErrorKind::usage, Message(MessageId::importNameUnknown, {name, m_from.path().string(), listOf(names)})};
}

void ImportedLibraries::addTo(SQLite::Database& to, ImportResult& result) {
    RowStatement known(to, "SELECT id FROM library WHERE root = ?");
    RowStatement insert(to, "INSERT INTO library (name, root, offline) VALUES (?, ?, ?) RETURNING id");
    for (const auto& one : m_all) {
        if (const auto here = known.find({Bytes{one.root.native()}})) {
            m_here[one.theirs] = *here;
            ++result.joined;
            continue;
        }
        Library library{.name = unusedName(to, one.name), .root = one.root, .offline = !one.isThere};
        library.id = insert.find({library.name, Bytes{one.root.native()}, std::int64_t{library.offline}}).value();
        m_here[one.theirs] = library.id;
        m_added.insert(library.id);
        result.added.push_back(library);
    }
}

std::optional<LibraryId> ImportedLibraries::idHere(LibraryId theirs) const {
    const auto found = m_here.find(theirs);
    return found == m_here.end() ? std::nullopt : std::optional(found->second);
}

} // namespace segue::store
