// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

namespace segue::ui {

/// An address that could not be opened, to be copied.
class AddressDialog final : public QDialog {
    Q_OBJECT

public:
    AddressDialog(const QString& address, QWidget* parent);
};

} // namespace segue::ui
