// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/events.h"

#include <QScrollArea>

class QFrame;
class QGridLayout;
class QLabel;
class QProgressBar;
class QPushButton;
class QVBoxLayout;

namespace segue::ui {

class BarChart;

/// How well the libraries are served: figures of the lists, what is known of the songs, their genres. Measures when it is first
/// shown and when asked to.
class QualityView final : public QScrollArea {
    Q_OBJECT

public:
    explicit QualityView(QWidget* parent = nullptr);

    void takeProgress(const QualityProgressed& event);
    void takeQuality(const QualityMeasured& event);

Q_SIGNALS:
    void measureWanted();
    void cancelWanted();

protected:
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QVBoxLayout& addCard(const QString& title);
    void buildHead();
    void begin();
    void showFigures(const LibraryQuality& quality);
    void showRules(const LibraryQuality& quality);
    void arrange();

    QVBoxLayout* m_column;
    QLabel* m_state;
    QProgressBar* m_progress;
    QPushButton* m_measure;
    QWidget* m_figures;
    QGridLayout* m_grid;
    QLabel* m_basis;
    QWidget* m_rules;
    QLabel* m_versions;
    QLabel* m_ruleBasis;
    BarChart* m_coverage;
    BarChart* m_genres;
    BarChart* m_listing;
    std::vector<QFrame*> m_cards;
    bool m_isMeasuring = false;
    bool m_wasMeasured = false;
};

} // namespace segue::ui
