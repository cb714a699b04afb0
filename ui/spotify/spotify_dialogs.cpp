// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/spotify/spotify_dialogs.h"

#include "ui/settings/settings.h"
#include "ui/spotify/address_dialog.h"
#include "ui/spotify/connect_dialog.h"
#include "ui/spotify/import_dialog.h"
#include "ui/spotify/wanted_dialog.h"
#include "ui/words/spotify_text.h"

#include <QMessageBox>
#include <QPushButton>

namespace segue::ui {

SpotifyDialogs::SpotifyDialogs(Settings& settings, QWidget* window)
    : QObject(window)
    , m_settings(settings)
    , m_window(window) {}

void SpotifyDialogs::askToImport(SpotifySourceId source) {
    if (m_import) {
        m_import->raise();
        return;
    }
    m_import = new ImportDialog(m_settings, source, m_sources, m_window);
    connect(m_import, &ImportDialog::importWanted, this, &SpotifyDialogs::importWanted);
    connect(m_import, &ImportDialog::cancelWanted, this, &SpotifyDialogs::cancelWanted);
    connect(m_import, &ImportDialog::arrived, this, &SpotifyDialogs::arrived);
    connect(m_import, &ImportDialog::addressWanted, this, [this](const QString& link) { Q_EMIT openWanted({}, link); });
    m_import->open();
}

void SpotifyDialogs::askToConnect(SpotifySourceId source) {
    if (m_connect) {
        m_connect->raise();
        return;
    }
    m_connect = new ConnectDialog(source, m_sources, m_window);
    connect(m_connect, &ConnectDialog::connectWanted, this, &SpotifyDialogs::connectWanted);
    connect(m_connect, &ConnectDialog::cancelWanted, this, &SpotifyDialogs::cancelWanted);
    connect(m_connect, &ConnectDialog::arrived, this, &SpotifyDialogs::arrived);
    connect(m_connect, &ConnectDialog::addressWanted, this, [this](const QString& link) { Q_EMIT openWanted({}, link); });
    m_connect->open();
}

void SpotifyDialogs::showWanted(const SpotifySource& source) {
    delete m_wanted;
    m_wanted = new WantedDialog(m_settings, source, m_window);
    connect(m_wanted, &WantedDialog::exportWanted, this, &SpotifyDialogs::exportWanted);
    connect(m_wanted, &WantedDialog::openWanted, this, &SpotifyDialogs::openWanted);
    m_wanted->open();
    Q_EMIT listWanted(source.id);
}

void SpotifyDialogs::takeWanted(const SpotifyWantedLoaded& event) {
    if (m_wanted && m_wanted->source() == event.source)
        m_wanted->showAlbums(event);
}

void SpotifyDialogs::takeSources(const std::vector<SpotifySource>& sources) {
    m_sources = sources;
    if (m_import)
        m_import->takeSources(sources);
    if (m_connect)
        m_connect->takeSources(sources);
}

void SpotifyDialogs::showAddress(const QString& address) {
    QWidget* over = m_connect ? static_cast<QWidget*>(m_connect) : m_import ? static_cast<QWidget*>(m_import) : m_window;
    (new AddressDialog(address, over))->open();
}

void SpotifyDialogs::askToRemove(const SpotifySource& source) {
    auto* box = new QMessageBox(QMessageBox::NoIcon, tr("Remove from Segue"),
                                tr("Remove “%1” from Segue?").arg(spotifyName(source)), QMessageBox::NoButton, m_window);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setInformativeText(spotifyRemovalText(source));
    auto* yes = box->addButton(tr("Remove"), QMessageBox::DestructiveRole);
    auto* no = box->addButton(tr("Keep"), QMessageBox::RejectRole);
    yes->setAccessibleName(yes->text());
    no->setAccessibleName(no->text());
    box->setDefaultButton(no);
    connect(yes, &QPushButton::clicked, this, [this, id = source.id] { Q_EMIT removeWanted(id); });
    box->open();
}

} // namespace segue::ui
