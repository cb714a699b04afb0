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
        return tr(
            "Hears songs as people tag them: by genre, mood, instruments and voices. Its lists keep to the genre best; songs of "
            "one artist stand less far in front than with Segue's own network.");
    if (name == "efficientat-mn04")
        return tr("Hears what makes a sound, from instruments and voices to rain, of which music is a part. Its lists keep to the "
                  "genre a little better than those of Segue's own network.");
    if (name == "artist-siamese")
        return tr("Was trained to tell artists apart, and hears quicker than Segue's own network.");
    return {};
}

/// What a licence does not say by its name alone.
QString restrictionText(const std::string& name) {
    if (name == "musicnn")
        return tr("The files are MTG's, who put Jordi Pons' numbers into another form. Networks of its own MTG allows for "
                  "non-commercial use only (CC BY-NC-SA 4.0); if that matters to you, ask there first.");
    return {};
}

QString shareText(double share) { return tr("%1 %").arg(QLocale().toString(100.0 * share, 'f', 1)); }

QString offerFiguresText(const NetworkOffer& offer, const OfferFigures& own) {
    if (!offer.figures)
        return tr("How good its lists are was not measured.");
    const auto map = [](double value) { return QLocale().toString(value, 'f', 3); };
    return tr("Of a song's ten nearest by other artists %1 are of its genre (Segue's network: %2). How far the same artist stands "
              "in "
              "front: %3 of 1 (%4).")
        .arg(shareText(offer.figures->sameGenreAt10), shareText(own.sameGenreAt10), map(offer.figures->artistMap),
             map(own.artistMap));
}

QString costText(double cost) {
    const QString times = QLocale().toString(cost, 'f', cost < 10.0 ? 1 : 0);
    return tr("Listening to a song takes %1 times the processor's time that Segue's network takes.").arg(times);
}

QString whenceText(const NetworkOffer& offer) {
    if (offer.bytes == 0)
        return tr("Cannot be fetched: it is published in a form that Segue does not read (HDF5). With its arrays in a NumPy file "
                  "(.npz) it can be added from the file.");
    QStringList hosts;
    for (const auto& host : offer.hosts)
        hosts << text(host);
    return tr("%1 from %2.").arg(sizeText(offer.bytes), hosts.join(QStringLiteral(", ")));
}

} // namespace

QString bytesOfText(std::uint64_t there, std::uint64_t all) {
    constexpr double kMegabyte = 1e6;
    return tr("%1 of %2 MB")
        .arg(QLocale().toString(static_cast<double>(std::min(there, all)) / kMegabyte, 'f', 1),
             QLocale().toString(static_cast<double>(all) / kMegabyte, 'f', 1));
}

QString offerText(const NetworkOffer& offer, const OfferFigures& own) {
    QStringList licence{tr("Licence, as its authors state it: %1.").arg(text(offer.licence)), restrictionText(offer.name)};
    licence.removeAll(QString());
    QStringList lines{goodAtText(offer.name), offerFiguresText(offer, own) + QLatin1Char(' ') + costText(offer.cost),
                      licence.join(QLatin1Char(' ')),
                      whenceText(offer) + QLatin1Char(' ') + tr("About it: %1").arg(text(offer.origin))};
    lines.removeAll(QString());
    return lines.join(QLatin1Char('\n'));
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
