// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/events.h"
#include "ui/page.h"

class QGridLayout;
class QLabel;

namespace segue::ui {

class CoverView;

/// Everything Segue knows of one song: cover, tags, the file, and what was heard in it.
class DetailsPage final : public Page {
    Q_OBJECT

public:
    explicit DetailsPage(QWidget* parent = nullptr);

    void showTrack(const Track& track);
    void takeCover(const CoverLoaded& cover);
    void applyChanges(const std::vector<Track>& tracks);

signals:
    void coverWanted(const std::filesystem::path& song);

private:
    void fill(QGridLayout& rows, const std::vector<std::pair<QString, QString>>& facts);

    CoverView* m_cover;
    QLabel* m_title;
    QLabel* m_artist;
    QGridLayout* m_tags;
    QGridLayout* m_heard;
    QGridLayout* m_file;
    TrackId m_track = 0;
};

} // namespace segue::ui
