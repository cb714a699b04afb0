// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace segue::training {

/// A table in Markdown whose columns line up, so that it reads well in a terminal too. The first column is text, the
/// others numbers, set to the right.
class MarkdownTable final {
public:
    explicit MarkdownTable(std::vector<std::string> header)
        : m_rows{{.cells = std::move(header)}} {}

    /// Missing cells are empty, those beyond the header are left out.
    void add(std::vector<std::string> cells) { m_rows.push_back({.cells = std::move(cells)}); }
    /// A line whose text does not widen the columns: a heading, a reason.
    void addText(std::string first, std::string second = "") {
        m_rows.push_back({.cells = {std::move(first), std::move(second)}, .loose = true});
    }
    [[nodiscard]] bool empty() const { return m_rows.size() == 1; }

    /// Bars and line breaks within cells are written so that they do not end them.
    [[nodiscard]] std::string text() const;

private:
    struct Row {
        std::vector<std::string> cells;
        bool loose = false;
    };
    std::vector<Row> m_rows; // the first is the header
};

} // namespace segue::training
