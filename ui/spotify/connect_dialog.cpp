// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/spotify/connect_dialog.h"

#include "ui/kit/calm_controls.h"
#include "ui/kit/theme.h"
#include "ui/kit/toggle_switch.h"
#include "ui/words/message_text.h"
#include "ui/words/spotify_text.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QScrollArea>
#include <QStackedWidget>

#include <chrono>

namespace segue::ui {

namespace {

const QString kDashboard = QStringLiteral("https://developer.spotify.com/dashboard");
constexpr int kUsualPort = 8888;

QLabel* connectProse(const QString& words, QWidget* parent, bool isMuted = false) {
    auto* label = new QLabel(words, parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setMinimumWidth(80);
    label->setProperty("muted", isMuted);
    return label;
}

/// Letters and numbers; Spotify's have 32 of them.
bool isClientId(const QString& typed) {
    static const QRegularExpression form(QStringLiteral("\\A[A-Za-z0-9]{16,64}\\z"));
    return form.match(typed).hasMatch();
}

} // namespace

ConnectDialog::ConnectDialog(SpotifySourceId source, const std::vector<SpotifySource>& now, QWidget* window)
    : QDialog(window)
    , m_now(now)
    , m_of(source)
    , m_pages(new QStackedWidget(this))
    , m_close(new QPushButton(tr("Cancel"), this))
    , m_connect(new QPushButton(tr("Connect"), this)) {
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(QStringLiteral("spotifyConnect"));
    setWindowTitle(tr("Connect a Spotify account"));
    const auto known = std::ranges::find(now, source, &SpotifySource::id);
    auto* heading = new QLabel(known == now.end() ? tr("Connect a Spotify account") : tr("Sign in again"), this);
    heading->setFont(scaledFont(font(), 1.3, QFont::DemiBold));
    m_pages->addWidget(makeForm(known == now.end() ? QString() : QString::fromStdString(known->clientId)));
    m_pages->addWidget(makeWaiting());
    m_connect->setProperty("primary", true);
    m_connect->setDefault(true);
    m_close->setAutoDefault(false);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(m_close);
    buttons->addWidget(m_connect);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(20, 20, 20, 20);
    column->setSpacing(12);
    column->addWidget(heading);
    column->addWidget(m_pages, 1);
    column->addLayout(buttons);
    connect(m_close, &QPushButton::clicked, this, &ConnectDialog::stop);
    connect(m_connect, &QPushButton::clicked, this, &ConnectDialog::begin);
    resize(std::clamp(window->width() - 40, 340, 600), std::clamp(window->height() - 40, 420, 540));
    wait(false);
    m_client->setFocus();
}

QWidget* ConnectDialog::makeForm(const QString& clientId) {
    auto* scroll = new QScrollArea(this); // the text is longer than a small window
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto* page = new QWidget(scroll);
    page->setObjectName(QStringLiteral("pageContent"));
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 8, 0);
    column->setSpacing(8);
    column->addWidget(
        connectProse(tr("Importing your data needs none of this. Connecting keeps the lists up to date; for that Spotify "
                        "asks you to register an app of your own, to whose terms you agree there:"),
                     page));
    for (const QString& fact : {tr("• The owner of the app needs Spotify Premium."), tr("• At most five people can use one app."),
                                tr("• A sign-in ends after six months; then you sign in again."),
                                tr("• Spotify gives apps only playlists that are yours or that you edit with others.")})
        column->addWidget(connectProse(fact, page, true));
    auto* dashboard = new QPushButton(tr("Open Spotify’s dashboard"), page);
    dashboard->setAutoDefault(false);
    connect(dashboard, &QPushButton::clicked, this, [this] { Q_EMIT addressWanted(kDashboard); });
    column->addWidget(dashboard, 0, Qt::AlignLeft);
    column->addSpacing(4);
    column->addWidget(
        connectProse(tr("1. Create an app there for the Web API, and register this redirect address, letter by letter:"), page));
    m_redirect = new QLineEdit(page);
    m_redirect->setReadOnly(true);
    m_redirect->setAccessibleName(tr("Redirect address to register"));
    auto* copy = new QPushButton(tr("Copy"), page);
    copy->setAutoDefault(false);
    copy->setAccessibleName(tr("Copy the redirect address"));
    connect(copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_redirect->text()); });
    auto* address = new QHBoxLayout;
    address->addWidget(m_redirect, 1);
    address->addWidget(copy);
    column->addLayout(address);
    column->addWidget(connectProse(tr("2. Put the app’s client id here. The client secret is not needed."), page));
    m_client = new QLineEdit(clientId, page);
    m_client->setAccessibleName(tr("Client id"));
    m_client->setPlaceholderText(tr("Client id: 32 letters and numbers"));
    m_client->setMaxLength(100);
    column->addWidget(m_client);
    m_problem = connectProse({}, page);
    m_problem->setProperty("problem", true);
    m_problem->hide();
    column->addWidget(m_problem);
    m_fixed = new ToggleSwitch(tr("Always use this port"), page);
    m_fixed->setToolTip(tr("Only if the browser says “Invalid redirect URI” though the address is registered"));
    m_port = new NumberBox(page);
    m_port->setRange(1024, 65535);
    m_port->setValue(kUsualPort);
    m_port->setAccessibleName(tr("Port"));
    auto* fixed = new QHBoxLayout;
    fixed->addWidget(m_fixed);
    fixed->addWidget(m_port);
    fixed->addStretch(1);
    column->addLayout(fixed);
    column->addStretch(1);
    connect(m_fixed, &ToggleSwitch::toggled, this, &ConnectDialog::showRedirect);
    connect(m_port, &QSpinBox::valueChanged, this, &ConnectDialog::showRedirect);
    connect(m_client, &QLineEdit::textChanged, this, [this] {
        m_connect->setEnabled(isClientId(m_client->text().trimmed()));
        if (m_connect->isEnabled())
            m_problem->hide();
    });
    connect(m_client, &QLineEdit::editingFinished, this, [this] {
        const auto typed = m_client->text().trimmed();
        if (typed.isEmpty() || isClientId(typed))
            return;
        m_problem->setText(
            tr("That is no client id. It has 32 letters and numbers, and is shown with your app on Spotify's page."));
        m_problem->show();
    });
    scroll->setWidget(page);
    showRedirect();
    return scroll;
}

QWidget* ConnectDialog::makeWaiting() {
    auto* page = new QWidget(this);
    m_words = connectProse({}, page);
    m_open = new QPushButton(tr("Open the browser again"), page);
    m_copy = new QPushButton(tr("Copy the address"), page);
    for (auto* button : {m_open, m_copy})
        button->setAutoDefault(false);
    connect(m_open, &QPushButton::clicked, this, [this] { Q_EMIT addressWanted(m_address); });
    connect(m_copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_address); });
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    column->addWidget(m_words);
    column->addWidget(m_open, 0, Qt::AlignLeft);
    column->addWidget(m_copy, 0, Qt::AlignLeft);
    column->addStretch(1);
    return page;
}

std::uint16_t ConnectDialog::port() const { return m_fixed->isChecked() ? static_cast<std::uint16_t>(m_port->value()) : 0; }

void ConnectDialog::showRedirect() {
    m_port->setEnabled(m_fixed->isChecked());
    m_redirect->setText(spotifyRedirect(port()));
}

void ConnectDialog::begin() {
    const QString client = m_client->text().trimmed();
    if (m_isWaiting || !isClientId(client))
        return;
    m_awaited.begin(m_of, m_now);
    m_before = m_now;
    m_hasBegun = false;
    m_problem->hide();
    wait(true);
    Q_EMIT connectWanted({.source = m_of, .clientId = client.toStdString(), .port = port()});
}

void ConnectDialog::wait(bool isWaiting) {
    m_isWaiting = isWaiting;
    m_pages->setCurrentIndex(isWaiting ? 1 : 0);
    m_words->setText(tr("Connecting with Spotify…"));
    m_connect->setVisible(!isWaiting);
    m_connect->setEnabled(isClientId(m_client->text().trimmed()));
    for (auto* button : {m_open, m_copy})
        button->setVisible(false);
}

void ConnectDialog::takeSources(const std::vector<SpotifySource>& sources) {
    m_now = sources;
    if (!m_isWaiting)
        return;
    const SpotifySource* source = m_awaited.find(sources);
    if (!source)
        return m_awaited.id() != 0 ? reject() : void(); // it came to nothing, which a notice tells
    const bool isOnItsWay = source->state == SpotifyState::waitingForBrowser || source->state == SpotifyState::connecting;
    if (isOnItsWay) {
        m_hasBegun = true;
        m_words->setText(spotifyStateText(*source, {}));
        m_address = QString::fromStdString(source->address);
        for (auto* button : {m_open, m_copy})
            button->setVisible(source->state == SpotifyState::waitingForBrowser && !m_address.isEmpty());
        return;
    }
    if (const auto before = std::ranges::find(m_before, source->id, &SpotifySource::id);
        !m_hasBegun && before != m_before.end() && before->state == source->state && before->problem == source->problem)
        return; // nothing came of it yet
    if (!isSpotifyWrong(source->state)) {
        Q_EMIT arrived(source->id);
        return accept();
    }
    m_of = source->id;
    wait(false);
    using namespace std::chrono;
    m_problem->setText(spotifyStateText(*source, floor<seconds>(system_clock::now())));
    m_problem->show();
}

void ConnectDialog::stop() {
    if (m_isWaiting && m_awaited.id() != 0)
        Q_EMIT cancelWanted(m_awaited.id());
    reject();
}

} // namespace segue::ui
