// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/english_account.h"
#include "ui/words/marked.h"

namespace segue::words {

std::string_view ofSpotifyAccounts(MessageId id) {
    switch (id) {
    case MessageId::spotifyAddressRefused:
        return marked(kContext, "%1 is not taken for Spotify's address: secrets go there, so only http://127.0.0.1:PORT and "
                                "http://[::1]:PORT, on this computer, may take the place of Spotify's own.");
    case MessageId::spotifyTokensUnknown:
        return marked(kContext, "“%1” names no place for secrets. Name “memory”, or “file:” and the whole path of a folder.");
    case MessageId::spotifyPortTaken:
        return marked(kContext, "Port %1 of this computer cannot be had for Spotify's answer: %2. Choose another port, or none.");
    case MessageId::spotifyNobodyCame:
        return marked(kContext,
                      "No answer came from your browser. If Spotify's page said that the redirect URI is invalid, register the "
                      "address in your app at Spotify exactly as it is shown, and connect again.");
    case MessageId::spotifySignInFailed:
        return marked(kContext, "Spotify did not sign you in: %1.");
    case MessageId::spotifyNotAllGranted:
        return marked(kContext, "Spotify did not let Segue read liked songs and playlists. Connect again, and agree to all of it.");
    case MessageId::spotifyAlreadyConnected:
        return marked(kContext,
                      "This account is already connected as %1. To connect another one, sign out of Spotify in your browser or "
                      "choose “Not you?” on Spotify's page.");
    case MessageId::spotifyOtherAccount:
        return marked(kContext,
                      "You signed in as %1, but this is the library of %2. Nothing was changed: sign in as %2, or connect %1 as a "
                      "new library.");
    case MessageId::spotifyUnreachable:
        return marked(kContext, "Spotify was not reached (%1). What was there before still is.");
    case MessageId::spotifyUnusable:
        return marked(kContext, "Spotify's answer cannot be used (%1). What was there before still is.");
    case MessageId::spotifySecretNotKept:
        return marked(kContext, "The sign-in could not be kept (%1): it ends with Segue.");
    case MessageId::spotifyNoClientId:
        return marked(kContext, "A client id has letters and digits only. Copy it from your app's page at developer.spotify.com.");
    case MessageId::spotifyNoNetwork:
        return marked(
            kContext,
            "This program has neither network nor keyring. Connect, sync and remove accounts of Spotify in Segue's window.");
    case MessageId::spotifyRowsTooOld:
        return marked(kContext,
                      "Spotify was not reached for %1 days. What was known of this account was removed, as Spotify's rules want; "
                      "it comes back with the next sync.");
    case MessageId::spotifyRefused:
        return marked(kContext, "Spotify said: %1.");
    case MessageId::spotifyPlayerPremium:
        return marked(kContext, "Spotify takes orders to its player for accounts with Premium only.");
    case MessageId::spotifyPlayerNoDevice:
        return marked(kContext, "Spotify found no device to play on: none is in use, or the one you chose is not there any more.");
    case MessageId::spotifyPlayerNoControl:
        return marked(kContext, "“%1” takes no orders from here. Choose another device, or use Spotify on that one.");
    case MessageId::spotifyPlayerRefused:
        return marked(kContext, "Spotify did not do it: %1.");
    case MessageId::spotifyPlayerNotGranted:
        return marked(kContext, "Spotify did not let Segue control its player. Sign in again, and agree to all of it.");
    default:
        return {};
    }
}

} // namespace segue::words
