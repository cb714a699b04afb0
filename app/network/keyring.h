// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/spotify/token_store.h"

#include <memory>

namespace segue::app {

/// The desktop's keyring (QtKeychain: GNOME's, KDE's, or whatever serves org.freedesktop.secrets). Where there is none, a
/// secret is kept by `otherwise`; one that is not unlocked within seconds, or whose dialog is closed, takes none. Any thread but
/// the application's own, which it waits for; an application object must be there.
[[nodiscard]] std::shared_ptr<TokenStore> makeKeyring(std::unique_ptr<TokenStore> otherwise);

} // namespace segue::app
