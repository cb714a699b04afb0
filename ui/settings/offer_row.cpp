// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/offer_row.h"

#include "ui/settings/setting_row.h"
#include "ui/words/format.h"
#include "ui/words/message_text.h"
#include "ui/words/offer_text.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

namespace segue::ui {

using State = NetworkOffer::State;

namespace {

constexpr int kSteps = 1000; // of the bar; bytes need not fit into an int

QPushButton* offerButton(const QString& word, const QString& name, const QString& tip, QHBoxLayout& row) {
    auto* made = new QPushButton(word);
    made->setAccessibleName(name);
    made->setToolTip(tipText(tip));
    row.addWidget(made);
    return made;
}

QLabel* offerLabel(QWidget* parent, const char* property) {
    auto* label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setMinimumWidth(80);
    label->setProperty(property, true);
    label->hide();
    return label;
}

void setLine(QLabel& label, const QString& words) {
    label.setText(words);
    label.setHidden(words.isEmpty());
}

} // namespace

OfferRow::OfferRow(const NetworkOffer& offer, const OfferFigures& own, QWidget* parent)
    : QWidget(parent)
    , m_progress(new QProgressBar(this))
    , m_state(offerLabel(this, "muted"))
    , m_problem(offerLabel(this, "problem")) {
    m_progress->setRange(0, kSteps);
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("How much of %1 has come").arg(text(offer.name)));
    m_progress->hide();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addWidget(new SettingRow(text(offer.name), offerText(offer, own), buildButtons(offer)));
    column->addWidget(m_progress);
    column->addWidget(m_state);
    column->addWidget(m_problem);
}

QWidget* OfferRow::buildButtons(const NetworkOffer& offer) {
    const QString name = text(offer.name);
    auto* buttons = new QWidget;
    auto* row = new QHBoxLayout(buttons);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    m_installed = new QLabel(tr("Installed"));
    m_installed->setProperty("inUse", true);
    row->addWidget(m_installed);
    m_get = offerButton(tr("Get"), tr("Get %1, %2").arg(name, sizeText(offer.bytes)),
                        tr("Fetches %1, checks and tries it. It is listened with only when you say so.").arg(sizeText(offer.bytes)),
                        *row);
    m_cancel =
        offerButton(tr("Cancel"), tr("Cancel fetching %1").arg(name),
                    tr("Ends it and removes what has come. If you close Segue instead, Get goes on from there next time."), *row);
    auto* page = offerButton(tr("Page"), tr("Open the page of %1").arg(name), text(offer.origin), *row);
    connect(m_get, &QPushButton::clicked, this, &OfferRow::getWanted);
    connect(m_cancel, &QPushButton::clicked, this, &OfferRow::cancelWanted);
    connect(page, &QPushButton::clicked, this, &OfferRow::pageWanted);
    return buttons;
}

void OfferRow::showOffer(const NetworkOffer& offer, bool mayFetch) {
    const bool canCancel = offer.state == State::waiting || offer.state == State::fetching;
    const bool hadFocus = m_get->hasFocus() || m_cancel->hasFocus();
    m_installed->setVisible(offer.state == State::installed);
    m_get->setVisible(offer.state == State::offered && offer.bytes > 0);
    m_get->setEnabled(mayFetch);
    m_cancel->setVisible(canCancel);
    if (hadFocus)
        (canCancel ? m_cancel : m_get)->setFocus();
    m_progress->setVisible(offer.state == State::fetching || offer.state == State::trying);
    if (offer.bytes > 0)
        m_progress->setValue(static_cast<int>(offer.received * kSteps / offer.bytes));
    setLine(*m_state, offerStateText(offer));
    setLine(*m_problem, offer.state == State::installed ? QString() : sentence(offer.problem)); // it came another way since
}

} // namespace segue::ui
