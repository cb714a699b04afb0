// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/offers_card.h"

#include "ui/kit/theme.h"
#include "ui/settings/offer_row.h"
#include "ui/settings/settings.h"
#include "ui/settings/start_folders.h"
#include "ui/words/format.h"

#include <QFileDialog>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace segue::ui {

namespace {

bool isOnItsWay(const NetworkOffer& offer) {
    using State = NetworkOffer::State;
    return offer.state == State::waiting || offer.state == State::fetching || offer.state == State::trying;
}

} // namespace

OffersCard::OffersCard(Settings& settings, QWidget* parent)
    : QWidget(parent)
    , m_settings(settings)
    , m_more(new QPushButton(tr("Get more…"), this))
    , m_body(new QWidget(this))
    , m_column(new QVBoxLayout(m_body))
    , m_fromFile(new QPushButton(tr("Add from a file…"), m_body)) {
    auto* what =
        new QLabel(tr("Networks that others published. Segue asks nobody for one until you press Get; then its files come from the "
                      "addresses named here, are compared with the hashes that Segue knows, and tried. Your songs are not "
                      "listened to with it before you press Use."),
                   m_body);
    what->setTextFormat(Qt::PlainText);
    what->setProperty("muted", true);
    what->setWordWrap(true);
    what->setMinimumWidth(80);
    m_more->setAccessibleName(tr("Get more networks"));
    m_fromFile->setAccessibleName(tr("Add a network from a file"));
    m_fromFile->setAccessibleDescription(
        tr("A network as it is published: TensorFlow.js's model.json beside its files, PyTorch's .pt, or NumPy's .npz"));
    m_fromFile->setToolTip(tipText(m_fromFile->accessibleDescription()));
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(16);
    auto* heading = new QLabel(tr("Get more"), m_body);
    heading->setFont(scaledFont(font(), 1.0, QFont::DemiBold));
    m_column->addWidget(heading);
    m_column->addWidget(what);
    m_column->addWidget(m_fromFile, 0, Qt::AlignLeft);
    m_body->hide();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    column->addWidget(m_more, 0, Qt::AlignLeft);
    column->addWidget(m_body);
    connect(m_more, &QPushButton::clicked, this, &OffersCard::unfold);
    connect(m_fromFile, &QPushButton::clicked, this, &OffersCard::askForFile);
}

void OffersCard::unfold() {
    const bool hadFocus = m_more->hasFocus();
    m_body->show();
    m_more->hide();
    if (hadFocus)
        m_body->findChild<QPushButton*>()->setFocus();
}

void OffersCard::showOffers(const OffersChanged& event) {
    std::vector<std::string> names;
    for (const auto& offer : event.offers)
        names.push_back(offer.name);
    if (names != m_names) {
        m_names = std::move(names);
        addRows(event);
    }
    for (std::size_t i = 0; i < m_rows.size(); ++i)
        m_rows[i]->showOffer(event.offers[i], event.mayFetch);
    m_fromFile->setEnabled(!event.isAdding);
    m_fromFile->setText(event.isAdding ? tr("Trying the network…") : tr("Add from a file…"));
    if (std::ranges::any_of(event.offers, isOnItsWay))
        unfold();
}

void OffersCard::addRows(const OffersChanged& event) {
    for (auto* row : m_rows)
        delete row;
    m_rows.clear();
    for (const auto& offer : event.offers) {
        auto* row = new OfferRow(offer, event.own, m_body);
        m_column->insertWidget(m_column->count() - 1, row); // above the button
        connect(row, &OfferRow::getWanted, this, [this, name = offer.name] { Q_EMIT getWanted(name); });
        connect(row, &OfferRow::cancelWanted, this, [this, name = offer.name] { Q_EMIT cancelWanted(name); });
        connect(row, &OfferRow::pageWanted, this, [this, page = text(offer.origin)] { Q_EMIT pageWanted(page); });
        m_rows.push_back(row);
    }
    QWidget* before = m_more;
    for (auto* row : m_rows)
        for (auto* button : row->findChildren<QPushButton*>()) {
            QWidget::setTabOrder(before, button);
            before = button;
        }
    QWidget::setTabOrder(before, m_fromFile);
}

void OffersCard::askForFile() {
    auto* dialog = new QFileDialog(this, tr("Choose a network as it is published"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("Networks (*.json *.pt *.pth *.npz)"), tr("All files (*)")});
    m_settings.startFolders().follow(*dialog, StartFolders::Purpose::network);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& file) { Q_EMIT addWanted(toPath(file)); });
    dialog->open();
}

} // namespace segue::ui
