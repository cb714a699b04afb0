// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/events.h"

#include <QStringList>
#include <QWidget>

#include <vector>

class QLabel;
class QToolButton;
class QPushButton;

namespace segue::ui {

class CoverView;
class ElidedLabel;
class LinkLabel;

/// Above the songs of an album, artist or genre: what it is, and what can be done with all of it.
class GroupHeader final : public QWidget {
    Q_OBJECT

public:
    explicit GroupHeader(QWidget* parent = nullptr);

    /// @param artist empty: of an artist or a genre
    /// @param leads whether the artist can be pressed
    void showGroup(const QString& title, const QString& artist, bool leads, const QString& facts);
    /// The album's cover, of that song; an empty path: no cover is shown.
    void expectCover(const std::filesystem::path& song);
    void takeCover(const CoverLoaded& cover);
    /// What sounds like it, which can be pressed; nothing: there is no such line.
    struct AlikeName {
        QString name;
        QString tip;
    };
    void setAlike(const std::vector<AlikeName>& names);
    [[nodiscard]] QWidget* first() const; ///< gets the focus

Q_SIGNALS:
    void backWanted();
    void playWanted();
    void menuWanted(QPoint globalPosition);
    void artistWanted();
    void alikeWanted(int place); ///< of those names
    void coverWanted(const std::filesystem::path& song);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    QToolButton* m_back;
    CoverView* m_cover;
    ElidedLabel* m_title;
    LinkLabel* m_artist;
    ElidedLabel* m_facts;
    QLabel* m_alike;
    QPushButton* m_play;
    QToolButton* m_more;
    QStringList m_alikeTips;
};

} // namespace segue::ui
