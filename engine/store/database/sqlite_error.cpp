// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/database/sqlite_error.h"

#include <sqlite3.h>

namespace segue::store {

namespace {

ErrorKind kindOf(int code, int extendedCode) {
    if (extendedCode == SQLITE_IOERR_SHMSIZE) // its shared memory is a file too
        return ErrorKind::noSpace;
    switch (code) {
    case SQLITE_FULL:
        return ErrorKind::noSpace;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return ErrorKind::busy;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return ErrorKind::damaged;
    default:
        return ErrorKind::io;
    }
}

const char* adviceFor(ErrorKind kind, int code) {
    switch (kind) {
    case ErrorKind::noSpace:
        return " Free some disk space, then resume; what was stored before is safe.";
    case ErrorKind::busy:
        return " Another program is holding the database; close it and try again.";
    case ErrorKind::damaged:
        return " The file is damaged or is not a Segue database; move it away and Segue makes a new one, or put a copy in its place.";
    default:
        break;
    }
    if (code == SQLITE_READONLY || code == SQLITE_CANTOPEN || code == SQLITE_PERM)
        return " See that the file and its folder are there and can be written to.";
    return code == SQLITE_IOERR ? " See that its disk is there and has space, then resume; what was stored before is safe." : "";
}

} // namespace

Error toError(const SQLite::Exception& exception, const std::string& operation) {
    const ErrorKind kind = kindOf(exception.getErrorCode() & 0xFF, exception.getExtendedErrorCode());
    return Error{kind, "The library database failed while " + operation + ": " + exception.what() + "." +
                           adviceFor(kind, exception.getErrorCode() & 0xFF)};
}

} // namespace segue::store
