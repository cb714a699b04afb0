// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/message_text.h"

#include "ui/words/english.h"

#include <QCoreApplication>

namespace segue::ui {

QString sentence(const Message& message) {
    const auto translated = [](std::string_view english) {
        return QCoreApplication::translate("Message", std::string(english).c_str()).toStdString();
    };
    return QString::fromStdString(words::sentence(message, translated));
}

} // namespace segue::ui
