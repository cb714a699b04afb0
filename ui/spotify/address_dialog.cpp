// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/spotify/address_dialog.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

#include <algorithm>

namespace segue::ui {

AddressDialog::AddressDialog(const QString& address, QWidget* parent)
    : QDialog(parent) {
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(QStringLiteral("addressDialog"));
    setWindowTitle(tr("Open an address"));
    auto* words = new QLabel(tr("No browser took this address. Copy it, and open it yourself."), this);
    words->setWordWrap(true);
    auto* field = new QLineEdit(address, this);
    field->setReadOnly(true);
    field->setAccessibleName(tr("Address"));
    field->setCursorPosition(0);
    auto* copy = new QPushButton(tr("Copy"), this);
    copy->setDefault(true);
    connect(copy, &QPushButton::clicked, this, [this, address] {
        QGuiApplication::clipboard()->setText(address);
        accept();
    });
    auto* close = new QPushButton(tr("Close"), this);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(close);
    buttons->addWidget(copy);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(20, 20, 20, 20);
    column->setSpacing(12);
    column->addWidget(words);
    column->addWidget(field);
    column->addLayout(buttons);
    resize(std::clamp(parent->window()->width() - 40, 320, 520), sizeHint().height());
    field->setFocus();
    field->setSelection(static_cast<int>(address.size()), -static_cast<int>(address.size())); // its beginning is seen
}

} // namespace segue::ui
