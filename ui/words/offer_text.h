// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/events/offer_events.h"

#include <QString>

/// What the window says of networks that can be fetched: pure functions.
namespace segue::ui {

/// All that is known before anything is fetched: what it is good at, figures, cost; licence; whence and how much.
[[nodiscard]] QString offerText(const NetworkOffer& offer, const OfferFigures& own);
/// How far it is, or what is there of it; empty: nothing to say.
[[nodiscard]] QString offerStateText(const NetworkOffer& offer);
/// "1.2 of 3.2 MB"
[[nodiscard]] QString bytesOfText(std::uint64_t there, std::uint64_t all);

} // namespace segue::ui
