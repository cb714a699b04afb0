// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/words/csv_cell.h"

namespace segue {

std::string csvCell(std::string_view text) {
    std::string cell = "\"";
    if (!text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos)
        cell += '\'';
    for (const char c : text) {
        cell += c;
        if (c == '"')
            cell += c;
    }
    return cell + '"';
}

} // namespace segue
