// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/markdown_table.h"

#include <algorithm>

namespace segue::training {
namespace {

std::string inCell(const std::string& text) {
    std::string cell;
    for (const char c : text) {
        if (c == '|')
            cell += "\\|";
        else
            cell += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    }
    return cell;
}

// Characters, for UTF-8.
std::size_t widthOf(const std::string& text) {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::string padded(const std::string& text, std::size_t width, bool right) {
    const std::string space(width - std::min(width, widthOf(text)), ' ');
    return right ? space + text : text + space;
}

} // namespace

std::string MarkdownTable::text() const {
    const std::size_t columns = m_rows.front().cells.size();
    std::vector<std::size_t> widths(columns, 3);
    for (const Row& row : m_rows)
        for (std::size_t i = 0; i < std::min(columns, row.cells.size()) && !row.loose; ++i)
            widths[i] = std::max(widths[i], widthOf(inCell(row.cells[i])));
    std::string text;
    for (const Row& row : m_rows) {
        for (std::size_t i = 0; i < columns; ++i) {
            const std::string cell = i < row.cells.size() ? inCell(row.cells[i]) : "";
            text += "| " + padded(cell, row.loose && i > 1 ? 0 : widths[i], i > 0 && !row.loose) + " ";
        }
        text += "|\n";
        if (&row != &m_rows.front())
            continue;
        for (std::size_t i = 0; i < columns; ++i)
            text += "|" + std::string(widths[i] + 1, '-') + (i > 0 ? ":" : "-");
        text += "|\n";
    }
    return text;
}

} // namespace segue::training
