// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/bring/listen_count.h"
#include "engine/bring/listens.h"
#include "engine/words/foreign_scales.h"

#include <algorithm>
#include <cctype>
#include <csv.h>
#include <exception>
#include <new>
#include <optional>
#include <string>
#include <utility>

namespace segue::bring {

namespace {

constexpr std::size_t kLongestField = 1U << 20U; ///< bytes
constexpr std::size_t kMostFields = 64;          ///< of a line

/// In which columns things stand.
struct Columns {
    std::size_t artist = 0, album = 1, track = 2, time = 3;
};

/// The columns by a first line of names; nothing: it is no line of names.
std::optional<Columns> columnsNamed(const std::vector<std::string>& fields) {
    const auto find = [&](std::initializer_list<std::string_view> names) {
        for (const auto name : names)
            for (std::size_t i = 0; i < fields.size(); ++i) {
                std::string small = fields[i];
                std::ranges::transform(small, small.begin(),
                                       [](unsigned char c) { return static_cast<char>(c < 0x80 ? std::tolower(c) : c); });
                if (small == name || (name == "date#" && small.starts_with(name)))
                    return i;
            }
        return fields.size();
    };
    const Columns columns{.artist = find({"artist", "artist_name", "artist name"}),
                          .album = find({"album", "album_name", "album name", "release_name"}),
                          .track = find({"track", "track_name", "title", "song", "track name", "name"}),
                          .time = find({"uts", "timestamp", "date_uts", "utc_time", "date", "date#", "time", "played_at"})};
    return columns.artist < fields.size() && columns.track < fields.size() ? std::optional(columns) : std::nullopt;
}

/// What separates the fields: what the first line has most of.
char separatorIn(std::span<const char> block) {
    const auto end = std::ranges::find(block, '\n');
    const auto count = [&](char c) { return std::count(block.begin(), end, c); };
    const auto commas = count(','), semicolons = count(';'), tabs = count('\t');
    return tabs > commas && tabs > semicolons ? '\t' : semicolons > commas ? ';' : ',';
}

/// libcsv with its callbacks.
class Table final {
public:
    explicit Table(const Reading& reading)
        : m_reading(reading) {
        if (csv_init(&m_parser, 0) != 0)
            throw std::bad_alloc();
    }
    ~Table() { csv_free(&m_parser); }
    Table(const Table&) = delete;
    Table& operator=(const Table&) = delete;

    void parse(std::span<const char> block) {
        if (std::exchange(m_isFirst, false)) {
            csv_set_delim(&m_parser, static_cast<unsigned char>(separatorIn(block)));
            if (std::string_view(block.data(), block.size()).starts_with("\xEF\xBB\xBF"))
                block = block.subspan(3);
        }
        if (std::ranges::find(block, '\0') != block.end()) // no text
            throw damaged(m_reading, "0x00");
        const auto taken = csv_parse(&m_parser, block.data(), block.size(), &Table::onField, &Table::onLine, this);
        rethrow();
        if (taken != block.size())
            throw std::bad_alloc();
        if (m_parser.entry_pos > kLongestField)
            throw damaged(m_reading, "> 1 MB");
    }
    void finish() {
        csv_fini(&m_parser, &Table::onField, &Table::onLine, this);
        rethrow();
    }

    ListenCount count;
    std::size_t lines = 0, refused = 0;

private:
    static void onField(void* field, std::size_t size, void* self) {
        static_cast<Table*>(self)->run([&](Table& table) {
            if (table.m_fields.size() < kMostFields)
                table.m_fields.emplace_back(static_cast<const char*>(field), size);
        });
    }
    static void onLine(int, void* self) {
        static_cast<Table*>(self)->run([](Table& table) {
            table.take();
            table.m_fields.clear();
        });
    }

    void take() {
        if (lines++ == 0)
            if (const auto named = columnsNamed(m_fields)) {
                m_columns = *named;
                return;
            }
        const auto field = [&](std::size_t place) { return place < m_fields.size() ? m_fields[place] : std::string(); };
        const auto artist = field(m_columns.artist), title = field(m_columns.track);
        if (artist.empty() || title.empty()) {
            ++refused;
            return;
        }
        count.add(artist, title, field(m_columns.album), dateInText(field(m_columns.time)).value_or(std::chrono::sys_seconds{}));
    }

    /// No exception may pass through the C library.
    template <typename Work>
    void run(Work&& work) noexcept {
        if (m_failure)
            return;
        try {
            work(*this);
        } catch (...) {
            m_failure = std::current_exception();
        }
    }
    void rethrow() {
        if (m_failure)
            std::rethrow_exception(std::exchange(m_failure, nullptr));
    }

    csv_parser m_parser{};
    const Reading& m_reading;
    bool m_isFirst = true;
    Columns m_columns;
    std::vector<std::string> m_fields;
    std::exception_ptr m_failure;
};

} // namespace

ForeignLibrary readLastFm(const Reading& reading) {
    Table table(reading);
    readBlocks(reading, [&](std::span<const char> block) {
        table.parse(block);
        return true;
    });
    table.finish();
    if (table.count.empty() && table.refused > 0)
        throw otherVersion(reading);
    return {.songs = table.count.take(), .playlists = {}};
}

} // namespace segue::bring
