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

Message adviceFor(ErrorKind kind, int code) {
    switch (kind) {
    case ErrorKind::noSpace:
        return MessageId::databaseFreeSpace;
    case ErrorKind::busy:
        return MessageId::databaseHeld;
    case ErrorKind::damaged:
        return MessageId::databaseBroken;
    default:
        break;
    }
    if (code == SQLITE_READONLY || code == SQLITE_CANTOPEN || code == SQLITE_PERM)
        return MessageId::databaseNotWritable;
    return code == SQLITE_IOERR ? Message(MessageId::databaseDiskGone) : Message();
}

} // namespace

Error toError(const SQLite::Exception& exception, const std::string& operation) {
    const ErrorKind kind = kindOf(exception.getErrorCode() & 0xFF, exception.getExtendedErrorCode());
    return Error{
        kind,
        Message(MessageId::databaseFailed, {exception.what(), operation}).with(adviceFor(kind, exception.getErrorCode() & 0xFF))};
}

} // namespace segue::store
