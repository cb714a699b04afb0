// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QListWidget>

#include <chrono>
#include <optional>
#include <vector>

namespace segue::ui {

/// Lines of a song, each with the moment at which it begins: lyrics, or chapters. The line that is heard stands out and stays in
/// view, unless the listener reads elsewhere; a click on a line asks to go there.
class TimedLines final : public QListWidget {
    Q_OBJECT

public:
    struct Line {
        std::chrono::milliseconds at{0};
        QString text;
        bool operator==(const Line&) const = default;
    };

    explicit TimedLines(const QString& name, QWidget* parent = nullptr);

    /// @param areTimed false: nobody knows when they are heard; they can be read
    /// @param showTimes the moments stand before the lines
    void setLines(std::vector<Line> lines, bool areTimed, bool showTimes);
    void showPosition(std::optional<std::chrono::milliseconds> position); ///< nothing: the song is not heard
    [[nodiscard]] int heardLine() const { return m_heard; }               ///< -1: none
    [[nodiscard]] QSize sizeHint() const override { return {240, 200}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {120, 120}; }

Q_SIGNALS:
    void chosen(std::chrono::milliseconds at);

protected:
    void wheelEvent(QWheelEvent* event) override;

private:
    void mark(int line, bool isHeard);

    std::vector<Line> m_lines;
    bool m_areTimed = false;
    int m_heard = -1;
    std::chrono::steady_clock::time_point m_scrolled{};
};

} // namespace segue::ui
