// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/welcome_page.h"

#include "ui/kit/icons.h"
#include "ui/kit/theme.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace segue::ui {

namespace {

QPushButton* makeButton(const QString& text, const QIcon& sign, bool primary, QWidget* parent) {
    auto* button = new QPushButton(sign, QStringLiteral("  ") + text, parent);
    button->setAccessibleName(text);
    button->setProperty("primary", primary);
    button->setFont(scaledFont(button->font(), 1.08, QFont::Medium));
    button->setIconSize({20, 20});
    button->setMinimumSize(264, 48);
    return button;
}

} // namespace

WelcomePage::WelcomePage(QWidget* parent)
    : QWidget(parent) {
    setObjectName(QStringLiteral("page"));
    setAttribute(Qt::WA_StyledBackground);
    auto* mark = new QLabel(this);
    mark->setPixmap(drawing(QStringLiteral("segue"), {80, 80}, devicePixelRatioF()));
    mark->setAccessibleName(tr("Segue"));
    auto* heading = new QLabel(tr("Welcome to Segue"), this);
    heading->setFont(scaledFont(font(), 1.9, QFont::Bold));
    auto* sentence = new QLabel(tr("Segue plays your music and, for any song, finds the songs in your library that sound "
                                   "most like it."),
                                this);
    auto* privacy = new QLabel(tr("Everything happens on this computer. Your files are only ever read."), this);
    for (auto* label : {heading, sentence, privacy}) {
        label->setAlignment(Qt::AlignCenter);
        label->setWordWrap(true);
        label->setMinimumWidth(200);
    }
    sentence->setFont(scaledFont(font(), 1.1));
    privacy->setProperty("muted", true);
    auto* open = makeButton(tr("Open a music folder"), iconOnAccent(QStringLiteral("folder")), true, this);
    open->setToolTip(tr("Ctrl+O, or drop a folder onto the window"));
    auto* demo = makeButton(tr("Try the demo music"), lineIcon(QStringLiteral("library")), false, this);
    demo->setToolTip(tr("Composes a few dozen short songs and opens them as a library"));
    auto* middle = new QWidget(this);
    middle->setMaximumWidth(480);
    auto* column = new QVBoxLayout(middle);
    column->setContentsMargins(0, 24, 0, 24);
    column->setSpacing(12);
    column->addStretch(2);
    column->addWidget(mark, 0, Qt::AlignHCenter);
    column->addSpacing(4);
    for (auto* label : {heading, sentence, privacy})
        column->addWidget(label);
    column->addSpacing(16);
    for (auto* button : {open, demo})
        column->addWidget(button, 0, Qt::AlignHCenter);
    column->addStretch(3);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(24, 0, 24, 0);
    row->addStretch(0);
    row->addWidget(middle, 1);
    row->addStretch(0);
    connect(open, &QPushButton::clicked, this, &WelcomePage::openWanted);
    connect(demo, &QPushButton::clicked, this, &WelcomePage::demoWanted);
}

} // namespace segue::ui
