// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/events/offer_events.h"

#include <QWidget>

#include <filesystem>
#include <string>
#include <vector>

class QPushButton;
class QVBoxLayout;

namespace segue::ui {

class OfferRow;
class Settings;

/// Get more: the networks that others published, folded away until they are wanted or one is on its way.
class OffersCard final : public QWidget {
    Q_OBJECT

public:
    explicit OffersCard(Settings& settings, QWidget* parent = nullptr);

    void showOffers(const OffersChanged& event);
    void unfold();

Q_SIGNALS:
    void getWanted(const std::string& name);
    void cancelWanted(const std::string& name);
    void addWanted(const std::filesystem::path& file);
    void pageWanted(const QString& address);

private:
    void addRows(const OffersChanged& event);
    void askForFile();

    Settings& m_settings;
    QPushButton* m_more;
    QWidget* m_body;
    QVBoxLayout* m_column;
    QPushButton* m_fromFile;
    std::vector<OfferRow*> m_rows;
    std::vector<std::string> m_names; ///< of the rows
};

} // namespace segue::ui
