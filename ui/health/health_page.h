// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/kit/page.h"

class QStackedWidget;
class QToolButton;

namespace segue::ui {

class DoubtsView;
class QualityView;

/// Library health: songs whose tag and sound disagree, and how well the libraries are served.
class HealthPage final : public Page {
    Q_OBJECT

public:
    enum class Tab { genres, quality };

    explicit HealthPage(QWidget* parent = nullptr);

    void show(Tab tab);
    [[nodiscard]] DoubtsView& doubts() { return *m_doubts; }
    [[nodiscard]] QualityView& quality() { return *m_quality; }

Q_SIGNALS:

protected:
    void showEvent(QShowEvent* event) override;

private:
    QToolButton* addTab(const QString& name, const QString& tip, Tab tab);

    DoubtsView* m_doubts;
    QualityView* m_quality;
    QWidget* m_tabs;
    QStackedWidget* m_views;
    QToolButton* m_genresTab;
    QToolButton* m_qualityTab;
};

} // namespace segue::ui
