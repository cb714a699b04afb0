// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/sheet_store.h"

#include "engine/store/database/columns.h"
#include "engine/store/database/sqlite_error.h"

#include <SQLiteCpp/Database.h>

namespace segue::store {

SheetFolders SheetStore::folders(LibraryId library) const {
    return guarded("reading what is known of sheets", [&] {
        SQLite::Statement select(m_database.connection(), "SELECT folder, content FROM sheet_folder WHERE library_id = ?");
        select.bind(1, library);
        SheetFolders folders;
        while (select.executeStep())
            folders.emplace(std::string(bytesOf(select.getColumn(0))), select.getColumn(1).getString());
        return folders;
    });
}

void SheetStore::save(LibraryId library, const SheetFolders& folders) {
    guarded("storing what is known of sheets", [&] {
        SQLite::Statement insert(m_database.connection(), "INSERT OR REPLACE INTO sheet_folder (library_id, folder, content) "
                                                          "SELECT id, ?2, ?3 FROM library WHERE id = ?1");
        for (const auto& [folder, content] : folders) {
            insert.bind(1, library);
            bindPath(insert, 2, folder);
            insert.bind(3, content);
            insert.exec();
            insert.reset();
        }
    });
}

void SheetStore::remove(LibraryId library, const std::string& folder) {
    guarded("forgetting sheets", [&] {
        SQLite::Statement remove(m_database.connection(), "DELETE FROM sheet_folder WHERE library_id = ? AND folder = ?");
        remove.bind(1, library);
        bindPath(remove, 2, folder);
        remove.exec();
    });
}

} // namespace segue::store
