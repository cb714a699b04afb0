// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/theme.h"

#include <QApplication>
#include <QFile>
#include <QStyle>
#include <QStyleFactory>

#include <utility>

/// Resources of a static library are linked only if somebody asks for them, and asking works outside namespaces only.
static void loadResources() { Q_INIT_RESOURCE(resources); }

namespace segue::ui {

namespace {

Colours lightColours() {
    return {.window = "#f7f7fa",
            .sidebar = "#eeeef4",
            .surface = "#ffffff",
            .raised = "#ffffff",
            .hover = "#eeeef5",
            .selected = "#e4e0fa",
            .text = "#1a1a22",
            .muted = "#5a5a6a",
            .disabled = "#9a9aa8",
            .accent = "#5a45d0",
            .accentHover = "#4b37bb",
            .onAccent = "#ffffff",
            .accentText = "#4f3bc4",
            .border = "#e0e0e9",
            .outline = "#8d8d9c",
            .track = "#e3e3ec",
            .segment = "#ffffff",
            .scroll = "#c3c3d0",
            .danger = "#b3261e",
            .warning = "#a86400"};
}

Colours darkColours() {
    return {.window = "#16161c",
            .sidebar = "#101015",
            .surface = "#1c1c24",
            .raised = "#25252f",
            .hover = "#272732",
            .selected = "#332f55",
            .text = "#ededf3",
            .muted = "#a6a6b6",
            .disabled = "#6b6b7a",
            .accent = "#9483ff",
            .accentHover = "#a698ff",
            .onAccent = "#14121f",
            .accentText = "#b0a4ff",
            .border = "#2c2c37",
            .outline = "#6f6f80",
            .track = "#33333f",
            .segment = "#4a4a5a",
            .scroll = "#454554",
            .danger = "#ff8a80",
            .warning = "#f0b050"};
}

} // namespace

const Colours& colours(bool dark) {
    static const Colours light = lightColours();
    static const Colours night = darkColours();
    return dark ? night : light;
}

QPalette palette(const Colours& c) {
    QPalette result;
    const std::pair<QPalette::ColorRole, QColor> roles[] = {{QPalette::Window, c.window},
                                                            {QPalette::WindowText, c.text},
                                                            {QPalette::Base, c.surface},
                                                            {QPalette::Text, c.text},
                                                            {QPalette::Button, c.raised},
                                                            {QPalette::ButtonText, c.text},
                                                            {QPalette::AlternateBase, c.selected},
                                                            {QPalette::ToolTipBase, c.raised},
                                                            {QPalette::ToolTipText, c.text},
                                                            {QPalette::PlaceholderText, c.muted},
                                                            {QPalette::Highlight, c.accent},
                                                            {QPalette::HighlightedText, c.onAccent},
                                                            {QPalette::Link, c.accentText},
                                                            {QPalette::LinkVisited, c.accentText},
                                                            {QPalette::BrightText, c.danger},
                                                            {QPalette::Midlight, c.hover},
                                                            {QPalette::Mid, c.border},
                                                            {QPalette::Dark, c.track},
                                                            {QPalette::Light, c.raised},
                                                            {QPalette::Shadow, c.outline}};
    for (const auto& [role, colour] : roles)
        result.setColor(role, colour);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        result.setColor(QPalette::Disabled, role, c.disabled);
    return result;
}

QString styleSheet(const Colours& c) {
    QFile file(QStringLiteral(":/style/segue.qss"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QString sheet = QString::fromUtf8(file.readAll());
    const std::pair<const char*, QColor> words[] = {{"window", c.window},
                                                    {"sidebar", c.sidebar},
                                                    {"surface", c.surface},
                                                    {"raised", c.raised},
                                                    {"hover", c.hover},
                                                    {"selected", c.selected},
                                                    {"text", c.text},
                                                    {"muted", c.muted},
                                                    {"disabled", c.disabled},
                                                    {"accent", c.accent},
                                                    {"accentHover", c.accentHover},
                                                    {"onAccent", c.onAccent},
                                                    {"border", c.border},
                                                    {"outline", c.outline},
                                                    {"track", c.track},
                                                    {"segment", c.segment},
                                                    {"scroll", c.scroll},
                                                    {"danger", c.danger},
                                                    {"warning", c.warning}};
    for (const auto& [word, colour] : words)
        sheet.replace(QLatin1Char('@') + QLatin1String(word) + QLatin1Char('@'), colour.name());
    return sheet;
}

void applyTheme(QApplication& application, bool dark) {
    loadResources();
    if (application.styleSheet().isEmpty()) // once: a style that is replaced goes over all widgets, some of which are about to go
        QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    QApplication::setPalette(palette(colours(dark)));
    application.setStyleSheet(styleSheet(colours(dark)));
}

QFont scaledFont(const QFont& font, double factor, QFont::Weight weight) {
    QFont result = font;
    if (font.pointSizeF() > 0)
        result.setPointSizeF(font.pointSizeF() * factor);
    else
        result.setPixelSize(qRound(font.pixelSize() * factor));
    result.setWeight(weight);
    return result;
}

} // namespace segue::ui
