// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/scrobble_card.h"

#include "ui/kit/toggle_switch.h"
#include "ui/settings/setting_row.h"
#include "ui/settings/settings.h"
#include "ui/words/server_text.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace segue::ui {

namespace {

constexpr int kFieldWidth = 240;

QLabel* proseLabel(const QString& words, QWidget* parent) {
    auto* label = new QLabel(words, parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setMinimumWidth(80);
    return label;
}

} // namespace

ScrobbleCard::ScrobbleCard(Settings& settings, QWidget* parent)
    : QWidget(parent)
    , m_settings(settings)
    , m_server(new QLineEdit(settings.scrobbleServer(), this))
    , m_token(new QLineEdit(this))
    , m_button(new QPushButton(this))
    , m_retry(new QPushButton(tr("Try now"), this))
    , m_keep(new QPushButton(tr("Keep it in a file"), this))
    , m_serverProblem(proseLabel({}, this))
    , m_state(proseLabel({}, this)) {
    auto* what = proseLabel(
        tr("Tells ListenBrainz, or a server of yours that speaks its language, each song of which you heard half or four "
           "minutes: artist, title, album and when. Files outside your libraries count too; previews do not."),
        this);
    what->setProperty("muted", true);
    m_server->setPlaceholderText(tr("ListenBrainz"));
    m_token->setEchoMode(QLineEdit::Password);
    m_token->setPlaceholderText(tr("Token"));
    const std::pair<QLineEdit*, std::pair<QString, QString>> fields[] = {
        {m_server, {tr("Server"), tr("Empty for listenbrainz.org. It has to be one with https, except on this computer.")}},
        {m_token,
         {tr("User token"), tr("From your profile's settings there. It is kept in the desktop's keyring; where there is none, in a "
                               "file that only you "
                               "can read.")}}};
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    column->addWidget(what);
    for (const auto& [field, words] : fields) {
        field->setFixedWidth(kFieldWidth);
        field->setAccessibleName(words.first);
        field->setAccessibleDescription(words.second);
        column->addWidget(new SettingRow(words.first, words.second, field));
        if (field == m_server)
            column->addWidget(m_serverProblem);
    }
    auto* loves = new ToggleSwitch({}, this);
    loves->setChecked(settings.scrobbleLoves());
    loves->setAccessibleName(tr("Love songs with five stars"));
    loves->setAccessibleDescription(
        tr("Also tells that you love a song when you give it five stars, and no longer when you take one back. Only songs whose "
           "tags hold MusicBrainz's id of the recording can be loved; others are passed over."));
    column->addWidget(new SettingRow(loves->accessibleName(), loves->accessibleDescription(), loves));
    m_serverProblem->setProperty("problem", true);
    column->addWidget(m_state);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_button);
    buttons->addWidget(m_retry);
    buttons->addWidget(m_keep);
    buttons->addStretch(1);
    column->addLayout(buttons);
    connect(m_server, &QLineEdit::textChanged, this, &ScrobbleCard::checkServer);
    connect(m_keep, &QPushButton::clicked, this, &ScrobbleCard::keepWanted);
    m_keep->setAccessibleName(tr("Keep the token in a file that only you can read"));
    m_keep->setToolTip(m_keep->accessibleName());
    connect(m_server, &QLineEdit::editingFinished, this, &ScrobbleCard::takeServer);
    connect(m_token, &QLineEdit::returnPressed, this, &ScrobbleCard::takeToken);
    connect(m_token, &QLineEdit::textChanged, this, &ScrobbleCard::showButton);
    connect(loves, &ToggleSwitch::toggled, this, &ScrobbleCard::takeLoves);
    connect(m_button, &QPushButton::clicked, this, &ScrobbleCard::press);
    connect(m_retry, &QPushButton::clicked, this, &ScrobbleCard::retryWanted);
    m_retry->setAccessibleName(tr("Send the waiting songs now"));
    checkServer();
    showState({});
}

/// While it is typed; a wrong one is neither kept nor asked anything.
void ScrobbleCard::checkServer() {
    m_serverProblem->setText(serverProblem(m_server->text()));
    m_serverProblem->setHidden(m_serverProblem->text().isEmpty());
    showButton();
}

void ScrobbleCard::showButton() {
    const bool isGiven = !m_token->text().trimmed().isEmpty();
    m_button->setEnabled(!m_isAsking && (isGiven ? m_serverProblem->text().isEmpty() : m_isOn));
}

void ScrobbleCard::showState(const ScrobblingChanged& event) {
    m_isAsking = event.state == ScrobblingChanged::State::keyring;
    m_isOn = event.state != ScrobblingChanged::State::off && !m_isAsking;
    m_state->setText(scrobblingText(event));
    m_button->setText(m_isOn ? tr("Turn off and forget the token") : tr("Turn on"));
    m_button->setAccessibleName(m_button->text());
    showButton();
    m_keep->setVisible(event.token == ScrobblingChanged::Token::unstored && m_isOn);
    m_token->setPlaceholderText(m_isOn ? tr("Token is kept") : tr("Token"));
    m_retry->setVisible(event.state == ScrobblingChanged::State::waiting || event.state == ScrobblingChanged::State::refused);
}

void ScrobbleCard::takeServer() {
    const QString server = m_server->text().trimmed();
    if (server == m_settings.scrobbleServer() || !serverProblem(server).isEmpty())
        return;
    m_settings.setScrobbleServer(server);
    Q_EMIT serverChosen(server);
}

void ScrobbleCard::takeLoves(bool loves) {
    m_settings.setScrobbleLoves(loves);
    Q_EMIT lovesChosen(loves);
}

void ScrobbleCard::takeToken() {
    const QString token = m_token->text().trimmed();
    if (token.isEmpty() || !serverProblem(m_server->text()).isEmpty())
        return;
    takeServer();
    m_token->clear();
    Q_EMIT tokenGiven(token);
}

void ScrobbleCard::press() {
    if (m_isOn && m_token->text().trimmed().isEmpty())
        Q_EMIT tokenGiven({});
    else
        takeToken();
}

} // namespace segue::ui
