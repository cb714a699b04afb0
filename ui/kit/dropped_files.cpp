// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/dropped_files.h"

#include "ui/words/format.h"

#include <QMimeData>
#include <QUrl>

#include <algorithm>

namespace segue::ui {

std::vector<std::filesystem::path> localFiles(const QMimeData& dropped) {
    std::vector<std::filesystem::path> files;
    for (const QUrl& url : dropped.urls()) {
        auto file = pathOf(url);
        if (!file.empty() && std::ranges::find(files, file) == files.end())
            files.push_back(std::move(file));
    }
    return files;
}

} // namespace segue::ui
