// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/song_details.h"

#include <QWidget>

#include <chrono>
#include <optional>

class QBoxLayout;
class QLabel;
class QPushButton;

namespace segue::ui {

/// What can be done with the section of a song that was chosen: hear it, or have songs recommended from it. Hidden while there is
/// none.
class SectionStrip final : public QWidget {
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds kShortest{3'000}; ///< that can be compared

    explicit SectionStrip(QWidget* parent = nullptr);

    void setSection(const std::optional<SongSpan>& section);
    [[nodiscard]] QString sentence() const;

Q_SIGNALS:
    void hearWanted();
    void recommendWanted();
    void closeWanted();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    QLabel* m_words;
    QPushButton* m_recommend;
    QBoxLayout* m_both; ///< words and buttons: side by side, or where that is too narrow one beneath the other
};

} // namespace segue::ui
