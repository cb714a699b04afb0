// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QWidget>

#include <utility>
#include <vector>

namespace segue::ui {

/// Genres with how sure the network is of each, as bars with percentages.
class GenreBars final : public QWidget {
    Q_OBJECT

public:
    explicit GenreBars(QWidget* parent = nullptr);

    /// Most probable first; if empty, @p otherwise is shown in place of the bars.
    void setGenres(const std::vector<std::pair<std::string, float>>& genres, const QString& otherwise);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return {160, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] int lineHeight() const;

    std::vector<std::pair<QString, float>> m_genres;
    QString m_otherwise;
};

} // namespace segue::ui
