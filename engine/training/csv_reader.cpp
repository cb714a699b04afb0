// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/csv_reader.h"

#include "engine/words/error.h"

#include <csv.h>

#include <cerrno>
#include <cstring>
#include <exception>
#include <fstream>
#include <new>
#include <string>
#include <utility>
#include <vector>

namespace segue::training {

namespace {

constexpr std::size_t kBlock = 64U << 10U;
constexpr std::size_t kLongestField = 16U << 20U;

/// libcsv's parser with its callbacks: collects fields into one string and hands over each whole record.
class Parser final {
public:
    Parser(const std::filesystem::path& file, const CsvRecord& visit)
        : m_file(file)
        , m_visit(visit) {
        if (csv_init(&m_parser, CSV_STRICT | CSV_STRICT_FINI) != 0)
            throw std::bad_alloc();
    }
    ~Parser() { csv_free(&m_parser); }
    Parser(const Parser&) = delete;
    Parser& operator=(const Parser&) = delete;

    /// @return false when the visitor wants no more
    bool parse(std::span<const char> block) {
        const auto taken = csv_parse(&m_parser, block.data(), block.size(), &Parser::onField, &Parser::onRecord, this);
        rethrow();
        if (taken != block.size() && csv_error(&m_parser) == CSV_ENOMEM)
            throw std::bad_alloc();
        if (taken != block.size())
            throw broken("has a quote in the middle of a field.");
        if (m_parser.entry_pos > kLongestField || m_text.size() > 4 * kLongestField)
            throw broken("is too long; is a quote missing?");
        return m_wanted;
    }

    void finish() {
        if (csv_fini(&m_parser, &Parser::onField, &Parser::onRecord, this) != 0)
            throw broken("ends inside quotes. The file is cut short.");
        rethrow();
    }

private:
    static void onField(void* field, std::size_t size, void* self) {
        auto& parser = *static_cast<Parser*>(self);
        parser.run([&] {
            parser.m_text.append(static_cast<const char*>(field), size);
            parser.m_ends.push_back(parser.m_text.size());
        });
    }

    static void onRecord(int, void* self) {
        auto& parser = *static_cast<Parser*>(self);
        parser.run([&] { parser.deliver(); });
    }

    void deliver() {
        m_fields.clear();
        std::size_t begin = 0;
        for (const std::size_t end : std::as_const(m_ends)) {
            m_fields.push_back(std::string_view(m_text).substr(begin, end - begin));
            begin = end;
        }
        ++m_row;
        m_wanted = m_visit(m_row, m_fields);
        m_text.clear();
        m_ends.clear();
    }

    /// No exception may pass through the C library; after the first one, or once nothing more is wanted, nothing runs.
    template <typename Work>
    void run(Work&& work) noexcept {
        if (m_failure || !m_wanted)
            return;
        try {
            work();
        } catch (...) {
            m_failure = std::current_exception();
        }
    }

    void rethrow() {
        if (m_failure)
            std::rethrow_exception(std::exchange(m_failure, nullptr));
    }

    [[nodiscard]] Error broken(const std::string& how) const {
        return {ErrorKind::badFile, m_file.string() + ": record " + std::to_string(m_row + 1) + " " + how};
    }

    csv_parser m_parser{};
    const std::filesystem::path& m_file;
    const CsvRecord& m_visit;
    std::string m_text;              // the record's fields, one behind the other
    std::vector<std::size_t> m_ends; // where each field ends in m_text
    std::vector<std::string_view> m_fields;
    std::size_t m_row = 0;
    bool m_wanted = true;
    std::exception_ptr m_failure;
};

} // namespace

void readCsv(const std::filesystem::path& file, const CsvRecord& visit) {
    std::ifstream stream(file, std::ios::binary);
    if (!stream)
        throw Error(ErrorKind::io, "Cannot read " + file.string() + ": " + std::strerror(errno) + ".");
    Parser parser(file, visit);
    std::vector<char> block(kBlock);
    bool wanted = true;
    while (wanted && (stream.read(block.data(), static_cast<std::streamsize>(block.size())), stream.gcount() > 0))
        wanted = parser.parse({block.data(), static_cast<std::size_t>(stream.gcount())});
    if (stream.bad())
        throw Error(ErrorKind::io, "Cannot read " + file.string() + " to its end: " + std::strerror(errno) + ".");
    if (wanted)
        parser.finish();
}

} // namespace segue::training
