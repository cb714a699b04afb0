// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/events.h"
#include "ui/kit/page.h"

class QLabel;
class QTextBrowser;

namespace segue::ui {

/// What Segue is, versions, licence, and the card of the network in use with its figures.
class AboutPage final : public Page {
    Q_OBJECT

public:
    explicit AboutPage(const QString& version, QWidget* parent = nullptr);

    void setModel(const ModelCard& card);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    [[nodiscard]] static QString figuresSentence(const ModelCard& card);
    void fitCard();

    QLabel* m_versions;
    QTextBrowser* m_card;
    QString m_version;
};

} // namespace segue::ui
