// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/english_spotify.h"
#include "ui/words/marked.h"

namespace segue::words {

std::string_view ofSpotify(MessageId id) {
    switch (id) {
    case MessageId::spotifyStoreDamaged:
        return marked(kContext,
                      "What Segue kept of Spotify #%1 is damaged. Import or connect it again, or remove it; your music and "
                      "what is on Spotify are as they were.");
    case MessageId::spotifyStoreNewer:
        return marked(kContext, "What Segue keeps of Spotify #%1 was written by a newer version of Segue. Update Segue to see it.");
    case MessageId::spotifyExportNone:
        return marked(kContext,
                      "“%1” is not what Spotify sends. Choose the zip that you downloaded, the folder it was unpacked to, or "
                      "YourLibrary.json in it.");
    case MessageId::spotifyExportHistory:
        return marked(kContext,
                      "This is the streaming history, which Segue does not read. Ask Spotify for “Account data”: that has your "
                      "liked songs and playlists.");
    case MessageId::spotifyExportNothing:
        return marked(kContext,
                      "There is neither YourLibrary.json nor Playlist1.json in “%1”. Choose what Spotify sent when you asked "
                      "for “Account data”.");
    case MessageId::spotifyExportEmptyFolder:
        return marked(kContext, "The folder “%1” is empty. Choose the zip that Spotify sent, or the folder it was unpacked to.");
    case MessageId::spotifyExportEncrypted:
        return marked(kContext, "“%1” asks for a password. Unpack it first, and choose the folder.");
    case MessageId::spotifyExportBrokenZip:
        return marked(kContext, "“%1” is damaged or not whole (%2). Download it from Spotify again. Nothing was changed.");
    case MessageId::spotifyExportBroken:
        return marked(kContext,
                      "%1 is damaged or not whole: it cannot be understood from byte %2 on. Download your data from Spotify "
                      "again. Nothing was changed.");
    case MessageId::spotifyExportTooLarge:
        return marked(kContext, "%1 is larger than anything Spotify sends, so it was not read. Nothing was changed.");
    case MessageId::spotifyExportSeveral:
        return marked(kContext, "%1 is there more than once: these are several exports. Choose the folder or the zip of one.");
    case MessageId::spotifyExportOtherJson:
        return marked(kContext,
                      "“%1” holds neither liked songs nor playlists. Choose YourLibrary.json or Playlist1.json, or the whole zip.");
    case MessageId::spotifyExportManyFiles:
        return marked(kContext, "There are more than %2 files in “%1”. Choose the folder that holds YourLibrary.json.");
    case MessageId::spotifyReadOnly:
        return marked(kContext, "The library is open for reading only, so nothing of Spotify can be changed.");
    case MessageId::spotifyWantedSaved:
        return marked(kContext, "The list of what is not in your library (albums: %1) is in “%2”.");
    case MessageId::spotifyNoSource:
        return marked(kContext, "There is no Spotify #%1.");
    case MessageId::spotifyWantedNoTable:
        return marked(kContext, "“%1” is there already and is no table (.csv) or text (.txt). Choose another name.");
    default:
        return {};
    }
}

} // namespace segue::words
