// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desktop/mpris_root.h"

#include "ui/desktop/mpris_words.h"
#include "ui/desktop/session_bus.h"

namespace segue::ui {

MprisRoot::MprisRoot(PlayerFace& face, QObject* parent)
    : QDBusAbstractAdaptor(parent)
    , m_face(face) {}

QString MprisRoot::identity() { return QStringLiteral("Segue"); }

QString MprisRoot::desktopEntry() { return QString::fromLatin1(kDesktopId); }

QStringList MprisRoot::uriSchemes() { return {QStringLiteral("file")}; }

QStringList MprisRoot::mimeTypes() { return musicMimeTypes(); }

/// Behind the answer: the program may end before it could be sent.
void MprisRoot::Quit() {
    QMetaObject::invokeMethod(
        &m_face, [this] { Q_EMIT m_face.quitWanted(); }, Qt::QueuedConnection);
}

void MprisRoot::Raise() { Q_EMIT m_face.raiseWanted(); }

} // namespace segue::ui
