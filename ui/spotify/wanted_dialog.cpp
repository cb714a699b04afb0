// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/spotify/wanted_dialog.h"

#include "ui/settings/settings.h"
#include "ui/settings/start_folders.h"
#include "ui/words/format.h"
#include "ui/words/spotify_text.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QRegularExpression>
#include <QTreeWidget>

#include <algorithm>

namespace segue::ui {

namespace {

constexpr int kAddressRole = Qt::UserRole; ///< uri of an album

QString titleOf(const SpotifyWanted& wanted) {
    const QString album = wanted.album.empty() ? WantedDialog::tr("Without an album") : text(wanted.album);
    return wanted.artist.empty() ? album : QStringLiteral("%1 – %2").arg(text(wanted.artist), album);
}

} // namespace

WantedDialog::WantedDialog(Settings& settings, const SpotifySource& source, QWidget* window)
    : QDialog(window)
    , m_settings(settings)
    , m_source(source.id)
    , m_name(spotifyName(source))
    , m_words(new QLabel(tr("Looking…"), this))
    , m_tree(new QTreeWidget(this))
    , m_open(new QPushButton(tr("OPEN SPOTIFY"), this))
    , m_table(new QPushButton(tr("Save as CSV…"), this))
    , m_text(new QPushButton(tr("Save as text…"), this)) {
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(QStringLiteral("spotifyWanted"));
    setWindowTitle(tr("Wanted list of “%1”").arg(m_name));
    auto* mark = new QLabel(tr("Spotify"), this);
    mark->setProperty("badge", true);
    mark->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_words->setWordWrap(true);
    m_words->setTextFormat(Qt::PlainText);
    m_words->setMinimumWidth(80);
    auto* head = new QHBoxLayout;
    head->setSpacing(10);
    head->addWidget(mark, 0, Qt::AlignTop);
    head->addWidget(m_words, 1);
    m_tree->setObjectName(QStringLiteral("spotifyAlbums"));
    m_tree->setColumnCount(2);
    m_tree->setHeaderHidden(true);
    m_tree->setAccessibleName(tr("Albums"));
    m_tree->header()->setStretchLastSection(false);
    m_tree->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_tree->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    m_tree->setUniformRowHeights(true);
    auto* close = new QPushButton(tr("Close"), this);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    auto* links = new QHBoxLayout;
    links->addWidget(m_open);
    links->addStretch(1);
    auto* buttons = new QHBoxLayout;
    for (auto* button : {m_table, m_text})
        buttons->addWidget(button);
    buttons->addStretch(1);
    buttons->addWidget(close);
    for (auto* button : {m_open, m_table, m_text, close})
        button->setAutoDefault(false);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(20, 20, 20, 20);
    column->setSpacing(12);
    column->addLayout(head);
    column->addWidget(m_tree, 1);
    column->addLayout(links);
    column->addLayout(buttons);
    connect(m_open, &QPushButton::clicked, this, &WantedDialog::openChosen);
    connect(m_tree, &QTreeWidget::itemActivated, this, &WantedDialog::openChosen);
    const auto showButton = [this] {
        const auto* item = m_tree->currentItem();
        m_open->setEnabled(item && !item->data(0, kAddressRole).toString().isEmpty());
    };
    connect(m_tree, &QTreeWidget::currentItemChanged, this, showButton);
    connect(m_table, &QPushButton::clicked, this, [this] { askWhereTo(true); });
    connect(m_text, &QPushButton::clicked, this, [this] { askWhereTo(false); });
    for (auto* button : {m_open, m_table, m_text})
        button->setEnabled(false);
    resize(std::clamp(window->width() - 40, 340, 640), std::clamp(window->height() - 60, 360, 560));
}

void WantedDialog::showAlbums(const SpotifyWantedLoaded& event) {
    m_tree->clear();
    QList<QTreeWidgetItem*> items;
    std::size_t songs = 0;
    for (const SpotifyWanted& wanted : event.albums) {
        songs += wanted.titles.size();
        auto* item = new QTreeWidgetItem({titleOf(wanted), spotifyWantedText(wanted)});
        item->setToolTip(0, tipText(titleOf(wanted)));
        item->setTextAlignment(1, Qt::AlignRight | Qt::AlignVCenter);
        item->setData(0, kAddressRole, QString::fromStdString(wanted.uri));
        for (const auto& title : wanted.titles) {
            auto* song = new QTreeWidgetItem(item, {text(title)});
            song->setToolTip(0, tipText(text(title)));
            song->setData(0, kAddressRole, QString::fromStdString(wanted.uri));
        }
        items << item;
    }
    m_tree->addTopLevelItems(items);
    const bool isAny = !items.isEmpty();
    const auto albums = static_cast<std::size_t>(items.size());
    m_words->setText(isAny ? tr("Liked on Spotify and not in your music: %1, on %2.")
                                 .arg(songsText(songs), albums == 1 ? tr("1 album") : tr("%1 albums").arg(countText(albums)))
                           : tr("All that you like there is in your music. Nothing is wanted."));
    if (isAny)
        m_tree->setCurrentItem(items.front());
    m_table->setEnabled(isAny);
    m_text->setEnabled(isAny);
}

void WantedDialog::openChosen() {
    const auto* item = m_tree->currentItem();
    const auto uri = item ? item->data(0, kAddressRole).toString().toStdString() : std::string();
    if (const QString link = spotifyLink(uri); !link.isEmpty())
        Q_EMIT openWanted(spotifyAddress(uri), link);
}

void WantedDialog::askWhereTo(bool isTable) {
    static const QRegularExpression unsuitable(QStringLiteral("[\\x00-\\x1f/\\\\:*?\"<>|]"));
    const QString suffix = isTable ? QStringLiteral("csv") : QStringLiteral("txt");
    auto* dialog = new QFileDialog(this, tr("Save the wanted list"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setNameFilter(isTable ? tr("Tables (*.csv)") : tr("Text (*.txt)"));
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(suffix);
    m_settings.startFolders().follow(*dialog, StartFolders::Purpose::document);
    const QString name = tr("Wanted of %1").arg(m_name).replace(unsuitable, QStringLiteral(" ")).simplified().left(100);
    dialog->selectFile(name + QLatin1Char('.') + suffix);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& file) { Q_EMIT exportWanted(m_source, toPath(file)); });
    dialog->open();
}

} // namespace segue::ui
