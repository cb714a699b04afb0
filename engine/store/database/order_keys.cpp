// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/database/order_keys.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <SQLiteCpp/Transaction.h>
#include <sqlite3.h>

#include <new>
#include <span>
#include <string>
#include <string_view>

namespace segue::store {

namespace {

std::string_view textOf(sqlite3_value* value) {
    const auto* text = reinterpret_cast<const char*>(sqlite3_value_text(value));
    return text != nullptr ? std::string_view(text, static_cast<std::size_t>(sqlite3_value_bytes(value))) : std::string_view();
}

std::string_view firstOf(std::span<sqlite3_value*> names) {
    for (sqlite3_value* name : names)
        if (const auto text = textOf(name); !text.empty())
            return text;
    return {};
}

void answer(sqlite3_context* context, const std::string& key) {
    sqlite3_result_blob(context, key.data(), static_cast<int>(key.size()), SQLITE_TRANSIENT);
}

template <typename Make>
void call(sqlite3_context* context, Make make) {
    try {
        answer(context, make(*static_cast<const Collation*>(sqlite3_user_data(context))));
    } catch (const std::bad_alloc&) {
        sqlite3_result_error_nomem(context);
    }
}

/// A zero byte, which is in no key, keeps a short artist before a long one whatever their albums.
void albumOrder(sqlite3_context* context, int count, sqlite3_value** values) {
    const std::span names(values, static_cast<std::size_t>(count));
    call(context, [&](const Collation& collation) {
        return collation.key(firstOf(names.first(3))) + '\0' + collation.key(firstOf(names.subspan(3)));
    });
}

void titleOrder(sqlite3_context* context, int count, sqlite3_value** values) {
    const std::span names(values, static_cast<std::size_t>(count));
    call(context, [&](const Collation& collation) {
        return sqlite3_value_int(names[0]) != 0 ? std::string() : collation.key(firstOf(names.subspan(1)));
    });
}

} // namespace

void addOrderFunctions(SQLite::Database& connection, const Collation& collation) {
    auto* data = const_cast<Collation*>(&collation); // SQLite only hands it back
    connection.createFunction("album_order", 5, true, data, albumOrder);
    connection.createFunction("title_order", 3, true, data, titleOrder);
}

void renewOrder(SQLite::Database& connection, const Collation& collation) {
    SQLite::Statement stored(connection, "SELECT name FROM collation");
    if (stored.executeStep() && stored.getColumn(0).getString() == collation.name())
        return;
    stored.reset();
    SQLite::Transaction transaction(connection, SQLite::TransactionBehavior::IMMEDIATE);
    connection.exec("UPDATE track SET album_order = album_order(order_artist, album_artist, artist, order_album, album), "
                    "title_order = title_order(track_number, order_title, title)");
    SQLite::Statement name(connection, "INSERT OR REPLACE INTO collation (id, name) VALUES (1, ?)");
    name.bind(1, collation.name());
    name.exec();
    transaction.commit();
}

} // namespace segue::store
