// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/english.h"
#include "ui/words/english_account.h"
#include "ui/words/english_networks.h"
#include "ui/words/english_spotify.h"
#include "ui/words/english_together.h"
#include "ui/words/marked.h"

namespace segue::words {

namespace {

std::string_view ofBringing(MessageId id) {
    switch (id) {
    case MessageId::bringPacked:
        return marked(kContext, "%1 is an archive. Unpack it first, and choose the file in it.");
    case MessageId::bringDamaged:
        return marked(kContext, "%1 cannot be read as a file of %2: it is damaged, incomplete or something else (%3). Nothing was "
                                "changed.");
    case MessageId::bringOtherVersion:
        return marked(kContext, "%1 is not as the versions of %2 write it that Segue knows. Nothing was changed.");
    case MessageId::bringLocked:
        return marked(kContext, "%1 is locked, since %2 is writing to it. Close %2 and try again.");
    case MessageId::bringNoCopy:
        return marked(kContext, "%1 cannot be copied to %2 to be read there: %3.");
    case MessageId::bringReadOnly:
        return marked(kContext, "The library is open for reading only, so nothing can be brought along.");
    case MessageId::correctionReadOnly:
        return marked(kContext, "The library is open for reading only, so nothing can be corrected.");
    case MessageId::correctionsSaved:
        return marked(kContext, "The corrections (%1) are in “%2”.");
    case MessageId::correctionNoTable:
        return marked(kContext, "“%1” is there already and is no table (.csv). Choose another name.");
    case MessageId::correctionNoImage:
        return marked(kContext, "“%1” cannot be the cover: it is no image that can be shown (%2).");
    case MessageId::correctionNotNumber:
        return marked(kContext, "“%1” is not a number that a song can have.");
    default:
        return {};
    }
}

std::string_view ofFiles(MessageId id) {
    switch (id) {
    case MessageId::foreign:
        return marked(kContext, "%1");
    case MessageId::impossible:
        return marked(kContext, "%1");
    case MessageId::outOfMemory:
        return marked(kContext, "There is not enough memory for that. Close other programs and try again.");
    case MessageId::failedInside:
        return marked(kContext,
                      "Something unexpected went wrong inside Segue (%1). Try again; if it happens again, restart Segue.");
    case MessageId::fileNotThere:
        return marked(kContext, "There is no file %1.");
    case MessageId::fileIsNoFile:
        return marked(kContext, "“%1” is not a file.");
    case MessageId::fileCannotBeOpened:
        return marked(kContext, "“%1” cannot be opened: %2.");
    case MessageId::fileCannotBeRead:
        return marked(kContext, "%1 cannot be read: %2.");
    case MessageId::fileCannotBeWritten:
        return marked(kContext, "“%1” cannot be written: %2.");
    case MessageId::fileCannotBeRemoved:
        return marked(kContext, "%1 cannot be removed: %2.");
    case MessageId::folderCannotBeMade:
        return marked(kContext, "The folder %1 cannot be made: %2.");
    case MessageId::noSpaceFor:
        return marked(kContext, "There is no space left to write “%1”.");
    case MessageId::fileTooLarge:
        return marked(kContext, "%1 is too large for Segue to use.");
    case MessageId::folderNotThere:
        return marked(kContext, "There is no folder %1.");
    case MessageId::placeNotWritable:
        return marked(kContext, "%1 cannot be written to: %2. Choose a place that can be written to.");
    case MessageId::fileIsBeingWritten:
        return marked(kContext, "It is still being written.");
    case MessageId::coverTooLarge:
        return marked(kContext, "Its cover is not shown: %1 by %2 pixels are too many. At most %3 million can be shown.");
    case MessageId::coverNotDecoded:
        return marked(kContext, "Its cover cannot be shown: it is no image that can be read (%1).");
    default:
        return {};
    }
}

std::string_view ofSongs(MessageId id) {
    switch (id) {
    case MessageId::fileCrashesReader:
        return marked(kContext,
                      "Reading what this file says of itself made the reader crash (%1). It is left alone until it changes.");
    case MessageId::fileNeverRead:
        return marked(kContext,
                      "Reading what this file says of itself did not end within %1 seconds. It is left alone until it changes.");
    case MessageId::songIsEmpty:
        return marked(kContext, "“%1” is empty.");
    case MessageId::songNoMusic:
        return marked(kContext, "“%1” is not music that Segue can read.");
    case MessageId::songNoMusicWhy:
        return marked(kContext, "“%1” is not music that Segue can read (%2).");
    case MessageId::songNoSound:
        return marked(kContext, "“%1” holds no sound.");
    case MessageId::songUnknownFormat:
        return marked(kContext, "“%1” holds sound in a format that Segue cannot decode.");
    case MessageId::songImpossibleRate:
        return marked(kContext, "“%1” claims an impossible rate of %2 Hz.");
    case MessageId::songNoFormat:
        return marked(kContext, "“%1” is not music that Segue can read (its sound has no format).");
    case MessageId::songNotDecoded:
        return marked(kContext, "“%1” cannot be decoded (%2).");
    case MessageId::songNothingDecoded:
        return marked(kContext, "“%1” holds no sound that can be decoded.");
    case MessageId::songTooMuchMemory:
        return marked(kContext, "“%1” needs more memory than there is.");
    case MessageId::songNeedsMemory:
        return marked(kContext, "This file needs more memory than the analysis may use.");
    case MessageId::soundNotResampled:
        return marked(kContext, "Sound of %1 channels at %2 Hz cannot be resampled.");
    case MessageId::soundNotEncoded:
        return marked(kContext, "The sound cannot be encoded: %1 (%2).");
    case MessageId::soundFileKindUnknown:
        return marked(kContext, "Segue cannot write files like “%1”; use .flac or .wav.");
    case MessageId::songTooLong:
        return marked(kContext, "The analysis of this file did not end within %1 seconds.");
    case MessageId::songStalled:
        return marked(kContext, "The disk or network that holds this file has not answered for %1 seconds.");
    case MessageId::songCrashed:
        return marked(kContext, "This file made the decoder crash (%1).");
    case MessageId::songQuarantined:
        return marked(kContext, "Segue no longer opens it by itself; try it again under Problems.");
    case MessageId::songSilent:
        return marked(kContext, "This song is silent; there is nothing to compare.");
    case MessageId::songTooShort:
        return marked(kContext, "This song is too short to compare: it holds less than 3 seconds of sound.");
    case MessageId::songFlacTooFine:
        return marked(kContext, "“%1” is FLAC with %2 bits a sample; the installed decoder (FFmpeg) supports up to 24.");
    case MessageId::analyzerNotStarted:
        return marked(kContext, "Cannot start the analyzer %1: %2. Install Segue again, or build all of its programs.");
    case MessageId::analyzerOtherVersion:
        return marked(kContext, "The analyzer belongs to another version of Segue; install Segue again.");
    case MessageId::analyzerEndsAtOnce:
        return marked(kContext, "The analyzer %1 ends before it can work. Install Segue again.");
    case MessageId::analyzerAnswerWrong:
        return marked(kContext, "The analyzer's answer about this file is not possible.");
    case MessageId::analyzerMessageUnknown:
        return marked(kContext, "The analyzer sent a message of an unknown type, %1.");
    case MessageId::analyzerFrameWrong:
        return marked(kContext, "The analyzer sent a frame of an impossible size, %1 bytes.");
    case MessageId::analyzerMessageBroken:
        return marked(kContext, "The analyzer sent a broken message: %1.");
    case MessageId::analyzerOtherNetwork:
        return marked(kContext, "The analyzer answers for another network than %1. Install Segue again.");
    default:
        return {};
    }
}

std::string_view ofNetworks(MessageId id) {
    switch (id) {
    case MessageId::networkTooSlow:
        return marked(kContext, "The network cannot be used: it takes longer than %1 seconds for one moment of sound.");
    case MessageId::networkEnded:
        return marked(kContext, "The network cannot be used: the analyzer ended while it was tried (%1).");
    case MessageId::networkUnusable:
        return marked(kContext, "The network cannot be used: %1.");
    case MessageId::networkFolderUnusable:
        return marked(kContext, "The network in %1 cannot be used: %2.");
    case MessageId::networkNotThere:
        return marked(kContext,
                      "There is no network in %1. A network is a folder with model.json, weights.safetensors and MODEL_CARD.md. "
                      "One as its authors publish it is added with “Add from a file…” or “segue-cli models import”.");
    case MessageId::networkNotCopied:
        return marked(kContext, "Cannot copy the network to %1: %2.");
    case MessageId::networkSameName:
        return marked(kContext, "Another network with the name %1 and version %2 is installed. Give this one another \"name\" or "
                                "\"version\" in its model.json.");
    case MessageId::networkNoOwnPlace:
        return marked(kContext, "There is no folder for networks of your own.");
    case MessageId::networkShipped:
        return marked(kContext, "This network came with Segue and cannot be removed.");
    case MessageId::networkInFolderBroken:
        return marked(kContext, "The model in %1: %0");
    case MessageId::networkWeightsMissing:
        return marked(kContext, "The model's weights are missing: there is no %1. Install Segue again, or train the model anew.");
    case MessageId::networkWeightsAltered:
        return marked(kContext,
                      "The model's weights were altered: %1 is not the file its model.json describes. Install Segue again, or "
                      "train the model anew.");
    case MessageId::networkWeightsBroken:
        return marked(kContext, "The weights in %1 cannot be used: %2.");
    case MessageId::networkArraysBroken:
        return marked(kContext, "The weights of the network cannot be used: %1.");
    case MessageId::networkJsonWrong:
        return marked(kContext, "model.json cannot be used: \"%1\" %2.");
    case MessageId::networkJsonNewer:
        return marked(kContext,
                      "model.json cannot be used: this version of Segue does not know \"%1\"; the model needs a newer Segue.");
    case MessageId::networkEmbeddingsNewer:
        return marked(kContext,
                      "model.json cannot be used: this version of Segue knows embeddings of \"style\" and \"sound\" only; the "
                      "model needs a newer Segue.");
    case MessageId::networkJsonNoObject:
        return marked(kContext, "model.json cannot be used: it is not a JSON object.");
    case MessageId::networkArchitectureUnknown:
        return marked(kContext, "This version of Segue does not know networks of the architecture \"%1\".");
    case MessageId::networkNotComputed:
        return marked(kContext, "The network cannot be computed (%1).");
    case MessageId::networkNeedsMemory:
        return marked(kContext, "The network needs more memory than listening may use.");
    case MessageId::networkSameNameAsOther:
        return marked(kContext, "Another network has the same name and version: raise the \"version\" in %1.");
    default:
        return {};
    }
}

std::string_view ofListeningNetworks(MessageId id) {
    switch (id) {
    case MessageId::networkOneOnly:
        return marked(kContext,
                      "Segue was started to listen with one network only. Start it without naming one to change networks.");
    case MessageId::networkUnknown:
        return marked(kContext, "There is no network %1 to listen with.");
    case MessageId::networkReplaced:
        return marked(kContext, "%1 was replaced by another network. Start Segue again to use it.");
    case MessageId::networkGoneButCompared:
        return marked(kContext,
                      "%1 is no longer installed, so it cannot listen. Its embeddings are used until %2 has heard all songs.");
    case MessageId::networkListensAnew:
        return marked(kContext,
                      "%1 listens to your songs again. Until it has heard all of them, they are compared by what %2 heard.");
    case MessageId::networkTakesOver:
        return marked(kContext, "Songs are compared by what %1 heard from now on.");
    case MessageId::networkCouldNotHear:
        return marked(kContext, "It could not hear %1 of %2.");
    case MessageId::networkDeaf:
        return marked(kContext, "%1 could not hear any of your songs. They are compared by what %2 heard, as before.");
    case MessageId::networkReady:
        return marked(kContext, "%1 is ready to listen.");
    case MessageId::networkInUse:
        return marked(kContext, "%1 is in use. Use another network first.");
    case MessageId::networkHeardInUse:
        return marked(kContext, "What %1 heard is in use. Use another network first.");
    case MessageId::networkInstead:
        return marked(kContext, "Segue listens with %1 instead.");
    case MessageId::networkChosenGone:
        return marked(kContext, "The network %1 is no longer installed.");
    case MessageId::networkTrialEnded:
        return marked(kContext, "Segue ended while the network was tried.");
    case MessageId::similarNone:
        return marked(kContext, "There is no other analysed song to compare with yet.");
    case MessageId::similarNoneInGenre:
        return marked(kContext, "No other analysed song is heard as %1. Compare with all songs instead.");
    case MessageId::similarOneInGenre:
        return marked(kContext, "Only one other analysed song is heard as %1.");
    case MessageId::similarFewInGenre:
        return marked(kContext, "Only %1 other analysed songs are heard as %2.");
    case MessageId::similarSongGone:
        return marked(kContext, "This song is no longer in the library.");
    case MessageId::similarFileGone:
        return marked(kContext, "The file of this song is gone, and the song was never analysed.");
    case MessageId::similarNew:
        return marked(kContext, "This song is new. It can be compared when %1 has heard all songs.");
    case MessageId::similarNotYet:
        return marked(kContext, "This song has not been analysed yet; it comes next.");
    case MessageId::similarNotOutside:
        return marked(kContext,
                      "A song outside the libraries cannot be compared now: %1, which heard your songs, is no longer installed.");
    case MessageId::similarOutsideLater:
        return marked(kContext, "It can be compared when %1 has heard all songs.");
    case MessageId::similarScanFirst:
        return marked(kContext, "Scan your music again first.");
    case MessageId::similarVersionsOnly:
        return marked(kContext, "All other songs here are versions of this one. The filter row can show them.");
    case MessageId::similarCapsGaveWay:
        return marked(kContext, "There are few other artists here, so some come more often than usual.");
    case MessageId::similarFiltered:
        return marked(kContext, "Only %1 songs pass the filters. Without %0 there would be %2 more.");
    case MessageId::similarFilteredOne:
        return marked(kContext, "Only one song passes the filters. Without %0 there would be %1 more.");
    case MessageId::similarFilteredNone:
        return marked(kContext, "No song passes the filters. Without %0 there would be %1.");
    case MessageId::similarFilteredAll:
        return marked(kContext, "No song passes the filters, whichever one is dropped. Reset them all.");
    case MessageId::momentsUnknown:
        return marked(kContext, "“%1” could not be heard again: %0");
    case MessageId::similarSectionShort:
        return marked(kContext, "There are less than three seconds of sound in this section. Choose a longer one.");
    case MessageId::ruleVersion:
        return marked(kContext, "hiding versions");
    case MessageId::ruleSeedArtist:
    case MessageId::ruleArtist:
        return marked(kContext, "the limit for an artist");
    case MessageId::ruleSeedAlbum:
    case MessageId::ruleAlbum:
        return marked(kContext, "the limit for an album");
    case MessageId::ruleGenre:
        return marked(kContext, "the choice of genres");
    case MessageId::ruleDecade:
        return marked(kContext, "the choice of decades");
    case MessageId::ruleTempo:
        return marked(kContext, "asking for a like tempo");
    case MessageId::ruleKey:
        return marked(kContext, "asking for keys that mix");
    case MessageId::ruleLoudness:
        return marked(kContext, "asking for a like loudness");
    case MessageId::ruleTooShort:
        return marked(kContext, "the shortest length");
    case MessageId::ruleTooLong:
        return marked(kContext, "the longest length");
    case MessageId::ruleFolder:
        return marked(kContext, "the choice of folders");
    case MessageId::ruleRating:
        return marked(kContext, "the least rating");
    case MessageId::rulePlayedLately:
        return marked(kContext, "leaving out what was played lately");
    case MessageId::rulePlayed:
        return marked(kContext, "asking for songs never played");
    case MessageId::ruleSeasonal:
        return marked(kContext, "leaving out Christmas");
    case MessageId::ruleSpoken:
        return marked(kContext, "leaving out spoken word");
    case MessageId::ruleBlockedSong:
    case MessageId::ruleBlockedAlbum:
    case MessageId::ruleBlockedArtist:
    case MessageId::ruleLessOfArtist:
        return marked(kContext, "what you blocked");
    case MessageId::ruleOtherLibrary:
        return marked(kContext, "keeping to this library");
    default:
        return {};
    }
}

std::string_view ofPathsAndRadio(MessageId id) {
    switch (id) {
    case MessageId::pathEndNotHeard:
        return marked(kContext, "There is no path by “%1”: %0");
    case MessageId::pathEndOutside:
        return marked(kContext, "“%1” is in no library. Open the folder that it is in first.");
    case MessageId::pathSameSong:
        return marked(kContext, "Both ends are the same song. Choose two different ones.");
    case MessageId::pathIsShort:
        return marked(kContext, "There are only %1 songs for this path, not %2.");
    case MessageId::pathRepeatsArtists:
        return marked(kContext, "There are too few artists for each to come only once.");
    case MessageId::pathEndsTooLong:
        return marked(kContext, "The two songs alone are longer than %1 minutes.");
    case MessageId::radioNotHeard:
        return marked(kContext, "There is no radio from “%1”: %0");
    case MessageId::radioNothingHeard:
        return marked(kContext, "Radio begins when Segue has analysed what you hear.");
    case MessageId::radioExhausted:
        return marked(kContext, "Radio ends here: every song that it could play was played.");
    case MessageId::radioNoSongs:
        return marked(kContext, "There is no other song for radio to play.");
    default:
        return {};
    }
}

std::string_view ofDatabases(MessageId id) {
    switch (id) {
    case MessageId::databaseFailed:
        return marked(kContext, "The library database failed while %2: %1.");
    case MessageId::databaseFreeSpace:
        return marked(kContext, "Free some disk space, then resume; what was stored before is safe.");
    case MessageId::databaseHeld:
        return marked(kContext, "Another program is using the database; close it and try again.");
    case MessageId::databaseBroken:
        return marked(kContext,
                      "The file is damaged or is not a Segue database; move it away and Segue makes a new one, or put a copy in "
                      "its place.");
    case MessageId::databaseNotWritable:
        return marked(kContext, "Check that the file and its folder are there and can be written to.");
    case MessageId::databaseDiskGone:
        return marked(kContext, "Check that its disk is there and has space, then resume; what was stored before is safe.");
    case MessageId::databaseCopyFailed:
        return marked(kContext,
                      "The library database %1 must be brought up to date, and is copied before that. The copy failed, so "
                      "nothing was changed. %0");
    case MessageId::databaseNewer:
        return marked(kContext,
                      "The library database %1 was written by a newer version of Segue (schema %2, this program knows %3). "
                      "Update Segue to open it.");
    case MessageId::databaseReadOnly:
        return marked(kContext, "The library database %1 cannot be written to. Change the file's permissions, or choose another "
                                "place.");
    case MessageId::databaseNoLock:
        return marked(kContext, "Cannot write beside the library database %1: %2. Choose a place that can be written to.");
    case MessageId::databaseInUse:
        return marked(kContext, "Another copy of Segue is using the library database %1. Close it first, or use its window.");
    case MessageId::databaseNotLockable:
        return marked(
            kContext,
            "The library database %1 cannot be locked: %2. Without a lock, two copies of Segue could write to it at once. "
            "Choose a place on another disk.");
    case MessageId::databaseNotThere:
        return marked(kContext, "There is no library database at %1 yet. Scan a folder first.");
    case MessageId::databaseOtherVersion:
        return marked(kContext,
                      "The library database %1 has another version than this program. Open it once with the newest Segue.");
    case MessageId::databaseGone:
        return marked(kContext,
                      "The library database is no longer at %1 (was its disk unmounted, or its folder moved?), so nothing can be "
                      "stored. What was stored is still in it: put it back and resume, or start Segue again.");
    case MessageId::databaseNotSetAside:
        return marked(kContext, "The library database %1 cannot be set aside: %2.");
    case MessageId::databaseBusy:
        return marked(kContext, "Another program is using the library database. Close it and try again.");
    case MessageId::databaseTextsTooLong:
        return marked(kContext, "The texts of these songs take more than 4 GB, more than Segue can list.");
    case MessageId::databaseClosing:
        return marked(kContext, "Segue is closing; this was not stored.");
    default:
        return {};
    }
}

std::string_view ofLibraries(MessageId id) {
    switch (id) {
    case MessageId::libraryFolderMissing:
        return marked(kContext, "There is no %1, or it cannot be read.");
    case MessageId::libraryFolderTaken:
        return marked(kContext, "The folder %1 is already the library %2.");
    case MessageId::libraryMoved:
        return marked(kContext, "The songs of %1 are now in %2: the library moved there with everything known about them.");
    case MessageId::libraryOffline:
        return marked(kContext, "The folder of %1, %2, is not there now. Its songs are kept and come back with the folder.");
    case MessageId::libraryEmptied:
        return marked(kContext,
                      "The folder of %1, %2, is empty now. It held %3 songs, which are kept: say in the library whether it is "
                      "not mounted or was emptied.");
    case MessageId::libraryUnreadable:
        return marked(kContext, "%1 folders or files in %2 could not be read; the first is %3: %0");
    case MessageId::libraryDemoFailed:
        return marked(kContext, "The demo music could not be written. %0");
    case MessageId::libraryIsGone:
        return marked(kContext, "This library is gone.");
    case MessageId::exportDone:
        return marked(kContext, "Everything Segue knows about your music is now in %1.");
    case MessageId::exportCancelled:
        return marked(kContext, "The export was cancelled; no file was written.");
    case MessageId::exportNoExport:
        return marked(kContext, "%1 already exists and is not an export of Segue. Choose another name.");
    case MessageId::exportBusy:
        return marked(kContext, "The libraries are being changed all the time, so no copy of one moment can be made on their disk. "
                                "Pause the analysis of songs and export again.");
    case MessageId::exportDatabaseBroken:
        return marked(kContext, "The library database is damaged, so nothing was exported.");
    case MessageId::exportNoRoom:
        return marked(kContext,
                      "There is not enough room for %1, or it cannot be written to (%2). Free some disk space or choose another "
                      "place; nothing was left there.");
    case MessageId::importCancelled:
        return marked(kContext, "The import was cancelled; nothing has changed.");
    case MessageId::importReadOnly:
        return marked(kContext, "The libraries are open for reading only. Import with the copy of Segue that writes them.");
    case MessageId::importManyOfMany:
        return marked(kContext, "Imported %1 songs (%2 new) of %3 libraries.");
    case MessageId::importManyOfOne:
        return marked(kContext, "Imported %1 songs (%2 new) of 1 library.");
    case MessageId::importOneOfMany:
        return marked(kContext, "Imported 1 song (%2 new) of %3 libraries.");
    case MessageId::importOneOfOne:
        return marked(kContext, "Imported 1 song (%2 new) of 1 library.");
    case MessageId::importOffline:
        return marked(kContext, "\"%1\" is offline: there is no folder %2 here. Locate its folder to play its songs.");
    case MessageId::importOtherNetwork:
        return marked(kContext, "Start Segue again to compare them by what %1 heard.");
    case MessageId::importNewer:
        return marked(kContext, "%1 was exported by a newer version of Segue. Update Segue to import it.");
    case MessageId::importNoRoom:
        return marked(kContext, "There is no room for a copy of %1 at %2: %3.");
    case MessageId::importRefused:
        return marked(kContext, "%1 is not an export that Segue can import: %2. Nothing was imported.");
    case MessageId::importNameTwice:
        return marked(kContext,
                      "%2 holds more than one library \"%1\", so a folder cannot be given by that name. Import without it, then "
                      "say where each library is.");
    case MessageId::importNameUnknown:
        return marked(kContext, "There is no library \"%1\" in %2. It holds: %3.");
    case MessageId::playlistSaved:
        return marked(kContext, "The playlist is saved as %1.");
    case MessageId::playlistNoPlaylist:
        return marked(kContext, "%1 already exists and is not a playlist. Choose another name.");
    case MessageId::playlistNotWritten:
        return marked(kContext, "Cannot write the playlist %1: %2. Choose another place.");
    case MessageId::playlistNotRead:
        return marked(kContext, "Cannot read the playlist %1. Check that the file is there.");
    case MessageId::playlistIsStream:
        return marked(kContext, "%1 is a list of the pieces of one broadcast (HLS), not of songs. Open its address in a browser.");
    case MessageId::playlistNotOne:
        return marked(kContext, "%1 is not a playlist. Segue reads M3U, M3U8, XSPF and PLS.");
    case MessageId::playlistTooLong:
        return marked(kContext, "The playlist %1 is too large to be read. Divide it.");
    case MessageId::playlistCut:
        return marked(kContext, "The playlist %1 breaks off, or is too long. %2 of its lines were read.");
    case MessageId::playNotPlayed:
        return marked(kContext, "“%1” cannot be played: %0");
    case MessageId::playEndedEarly:
        return marked(kContext, "“%1” ended early: %2.");
    case MessageId::playLibraryRemoved:
        return marked(kContext, "“%1” is no longer played: its library was removed.");
    case MessageId::playNoDevice:
        return marked(kContext, "There is no sound device; playing begins when one is connected.");
    case MessageId::playDeviceSilent:
        return marked(kContext, "The sound output “%1” sleeps or does not answer. Playing goes on when it does.");
    case MessageId::playNoOutput:
        return marked(kContext, "There is no sound output.");
    case MessageId::playDeviceGone:
        return marked(kContext, "“%1” is gone, and the music waits for it. Press Play to go on with another output.");
    case MessageId::playDeviceBack:
        return marked(kContext, "“%1” is there again.");
    case MessageId::playServerAway:
        return marked(kContext, "The sound server does not answer. Playing goes on when it does.");
    case MessageId::playStreamEnded:
        return marked(kContext, "The music was ended by the desktop's sound settings. Press Play to go on.");
    case MessageId::playDeviceBusy:
        return marked(kContext, "“%1” is in use by another program. End that and press Play, or choose another output.");
    case MessageId::playDeviceRefused:
        return marked(kContext, "“%1” cannot be played through: %0. Choose another output in the settings.");
    case MessageId::playOutputChanges:
        return marked(kContext, "The output is being changed.");
    case MessageId::playNotWaitedFor:
        return marked(kContext, "Its disk was not waited for.");
    case MessageId::playPassedOne:
        return marked(kContext, "A song of the queue is not there now and was passed over.");
    case MessageId::playPassedOver:
        return marked(kContext, "%1 songs of the queue are not there now and were passed over.");
    case MessageId::playNothingThere:
        return marked(kContext, "None of the songs in the queue is there now. Choose another one.");
    case MessageId::scrobbleTokenRefused:
        return marked(kContext, "The server does not accept this token. What you hear is kept until there is one that it accepts.");
    case MessageId::scrobbleNoServer:
        return marked(kContext, "The server cannot be reached (%1). What you hear is kept and sent later.");
    case MessageId::scrobbleListenRefused:
        return marked(kContext, "The server does not want to know that you heard “%1” (%2).");
    case MessageId::scrobbleTokenNotKept:
        return marked(kContext, "The token could not be kept (%1): it will have to be given again after the next start.");
    case MessageId::scrobbleLoveRefused:
        return marked(kContext, "The server does not take what you said of “%1” with your stars (%2).");
    case MessageId::chartNotDrawn:
        return marked(kContext, "A chart cannot be drawn: %1.");
    default:
        return {};
    }
}

} // namespace

std::string_view englishTemplate(MessageId id) {
    for (const auto subject : {ofBringing, ofFiles, ofSongs, ofNetworks, ofListeningNetworks, ofPathsAndRadio, ofDatabases,
                               ofLibraries, ofNetworksTogether, ofSpotify, ofSpotifyAccounts, ofFetchedNetworks})
        if (const auto text = subject(id); !text.empty())
            return text;
    return {};
}

} // namespace segue::words
