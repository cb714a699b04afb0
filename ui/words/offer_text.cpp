// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/offer_text.h"

#include "ui/words/format.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

#include <algorithm>

namespace segue::ui {

namespace {

QString tr(const char* sentence) { return QCoreApplication::translate("offer", sentence); }

QString goodAtText(const std::string& name) {
    if (name == "musicnn")
        return tr("Hears songs as people tag them: genre, mood, instruments, voices. Keeps to the genre best, less to the artist.");
    if (name == "efficientat-mn04")
        return tr("Hears what makes a sound, from instruments and voices to rain. Keeps to the genre a little better.");
    if (name == "artist-siamese")
        return tr("Was trained to tell artists apart, and hears quickest.");
    return {};
}

/// What a licence does not say by its name alone.
QString restrictionText(const std::string& name) {
    if (name == "musicnn")
        return tr("The file is MTG's form of it; of its own networks MTG says non-commercial use only (CC BY-NC-SA 4.0).");
    return {};
}

/// Its sign stays on its line.
QString shareText(double share) {
    return tr("%1 %").replace(QLatin1Char(' '), QChar::Nbsp).arg(QLocale().toString(100.0 * share, 'f', 1));
}

QString offerFiguresText(const NetworkOffer& offer, const OfferFigures& own) {
    if (!offer.figures)
        return tr("How good its lists are was not measured.");
    const auto map = [](double value) { return QLocale().toString(value, 'f', 3); };
    return tr("Of whole songs: ten nearest by other artists, %1 of the same genre (Segue's network: %2). Same artist in front: %3 "
              "of 1 (%4).")
        .arg(shareText(offer.figures->sameGenreAt10), shareText(own.sameGenreAt10), map(offer.figures->artistMap),
             map(own.artistMap));
}

QString costText(double cost) {
    return tr("Listening takes %1 times as long as with Segue's network.").arg(QLocale().toString(cost, 'f', cost < 10.0 ? 1 : 0));
}

QString whenceText(const NetworkOffer& offer) {
    if (offer.bytes == 0)
        return tr("Cannot be fetched: it is published as HDF5, which Segue does not read. Its arrays as a NumPy file (.npz) can be "
                  "added.");
    QStringList hosts;
    for (const auto& host : offer.hosts)
        hosts << text(host);
    return tr("%1 from %2.").arg(sizeText(offer.bytes), hosts.join(QStringLiteral(", ")));
}

/// Of these the ones that say something, one behind the other.
QString joined(QStringList parts, QChar between) {
    parts.removeAll(QString());
    return parts.join(between);
}

} // namespace

QString bytesOfText(std::uint64_t there, std::uint64_t all) {
    constexpr double kMegabyte = 1e6;
    return tr("%1 of %2 MB")
        .arg(QLocale().toString(static_cast<double>(std::min(there, all)) / kMegabyte, 'f', 1),
             QLocale().toString(static_cast<double>(all) / kMegabyte, 'f', 1));
}

QString offerText(const NetworkOffer& offer, const OfferFigures& own) {
    const QChar space(QLatin1Char(' '));
    return joined({goodAtText(offer.name), joined({offerFiguresText(offer, own), costText(offer.cost)}, space),
                   joined({tr("Licence: %1.").arg(text(offer.licence)), restrictionText(offer.name)}, space),
                   joined({whenceText(offer), tr("About it: %1").arg(text(offer.origin))}, space)},
                  QLatin1Char('\n'));
}

QString offerStateText(const NetworkOffer& offer) {
    switch (offer.state) {
    case NetworkOffer::State::waiting:
        return tr("Waits until another one is there.");
    case NetworkOffer::State::fetching:
        return bytesOfText(offer.received, offer.bytes);
    case NetworkOffer::State::trying:
        return tr("All of it is there. Segue tries it…");
    case NetworkOffer::State::offered:
        return offer.received == 0
                   ? QString()
                   : tr("%1 are there from another time; Get goes on from there.").arg(bytesOfText(offer.received, offer.bytes));
    case NetworkOffer::State::installed:
        break;
    }
    return {};
}

} // namespace segue::ui
