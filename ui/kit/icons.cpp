// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/icons.h"

#include <QApplication>
#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPalette>
#include <QPixmapCache>
#include <QSvgRenderer>

namespace segue::ui {

namespace {

QByteArray source(const QString& name) {
    QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

class TintedIconEngine final : public QIconEngine {
public:
    TintedIconEngine(QString name, QPalette::ColorRole role)
        : m_name(std::move(name))
        , m_role(role) {}

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override {
        const auto group = mode == QIcon::Disabled ? QPalette::Disabled : QPalette::Active;
        const auto role = mode == QIcon::Disabled ? QPalette::ButtonText : m_role;
        paintIcon(*painter, m_name, rect, QApplication::palette().color(group, role));
    }

    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(0, 0), size), mode, state);
        return pixmap;
    }

    [[nodiscard]] QIconEngine* clone() const override { return new TintedIconEngine(m_name, m_role); }
    [[nodiscard]] QString iconName() override { return m_name; }
    [[nodiscard]] bool isNull() override { return false; }

private:
    QString m_name;
    QPalette::ColorRole m_role;
};

} // namespace

QIcon lineIcon(const QString& name) { return QIcon(new TintedIconEngine(name, QPalette::ButtonText)); }

QIcon accentIcon(const QString& name) { return QIcon(new TintedIconEngine(name, QPalette::Link)); }

QIcon iconOnAccent(const QString& name) { return QIcon(new TintedIconEngine(name, QPalette::HighlightedText)); }

void paintIcon(QPainter& painter, const QString& name, const QRectF& where, const QColor& colour) {
    const qreal ratio = painter.device() ? painter.device()->devicePixelRatioF() : 1.0;
    const QSize pixels = (where.size() * ratio).toSize();
    const QString key =
        QStringLiteral("segue/%1/%2/%3x%4").arg(name, colour.name(QColor::HexArgb)).arg(pixels.width()).arg(pixels.height());
    QPixmap pixmap;
    if (!QPixmapCache::find(key, &pixmap)) {
        pixmap = QPixmap(pixels);
        pixmap.fill(Qt::transparent);
        QSvgRenderer renderer(source(name).replace("currentColor", colour.name().toLatin1()));
        QPainter svg(&pixmap);
        svg.setOpacity(colour.alphaF());
        renderer.render(&svg, QRectF(QPointF(0, 0), pixels));
        svg.end();
        QPixmapCache::insert(key, pixmap);
    }
    painter.drawPixmap(where, pixmap, QRectF(pixmap.rect()));
}

QPixmap drawing(const QString& name, QSize size, qreal devicePixelRatio) {
    QPixmap pixmap(size * devicePixelRatio);
    pixmap.fill(Qt::transparent);
    QSvgRenderer renderer(source(name));
    QPainter painter(&pixmap);
    renderer.render(&painter, QRectF(pixmap.rect()));
    painter.end();
    pixmap.setDevicePixelRatio(devicePixelRatio);
    return pixmap;
}

} // namespace segue::ui
