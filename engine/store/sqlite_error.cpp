// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/sqlite_error.h"

#include <sqlite3.h>

namespace segue::store {

namespace {

ErrorKind kindOf(int code) {
    switch (code) {
    case SQLITE_FULL:
        return ErrorKind::noSpace;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return ErrorKind::busy;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return ErrorKind::badFile;
    default:
        return ErrorKind::io;
    }
}

} // namespace

Error toError(const SQLite::Exception& exception, const std::string& operation) {
    const ErrorKind kind = kindOf(exception.getErrorCode());
    std::string advice;
    if (kind == ErrorKind::noSpace)
        advice = " Free some disk space; what was stored before is safe.";
    else if (kind == ErrorKind::busy)
        advice = " Another program is holding the database; close it and try again.";
    else if (kind == ErrorKind::badFile)
        advice = " The file is damaged or is not a Segue database; move it away and Segue makes a new one.";
    return Error{kind, "The library database failed while " + operation + ": " + exception.what() + "." + advice};
}

} // namespace segue::store
