// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace segue {

/// What a Message tells. Behind each are its values, %1 first; %0 is a cause: the part of the message that follows.
/// The sentences are in ui/words/english_sentences.cpp, those of Spotify in english_spotify.cpp and english_account.cpp. The
/// numbers are stored: a number keeps its meaning for ever, and a new message gets a new one.
enum class MessageId : std::uint16_t {
    foreign = 0,    ///< words that come from elsewhere
    impossible = 1, ///< words: what the program asked of itself that cannot be
    outOfMemory = 2,
    failedInside = 3, ///< words: of an exception that nobody expected

    // Files
    fileNotThere = 100,        ///< path
    fileIsNoFile = 101,        ///< name
    fileCannotBeOpened = 102,  ///< name, the system's words
    fileCannotBeRead = 103,    ///< path, the system's words
    fileCannotBeWritten = 104, ///< path, the system's words
    fileCannotBeRemoved = 105, ///< path, the system's words
    folderCannotBeMade = 106,  ///< path, the system's words
    noSpaceFor = 107,          ///< name
    fileTooLarge = 108,        ///< path
    folderNotThere = 109,      ///< path
    placeNotWritable = 110,    ///< path, the system's words
    fileIsBeingWritten = 111,
    fileCrashesReader = 120, ///< how the process that read its tags ended
    fileNeverRead = 121,     ///< seconds after which reading it was given up
    coverTooLarge = 130,     ///< width, height, the most million pixels
    coverNotDecoded = 131,   ///< the decoder's words

    // A song's sound
    songIsEmpty = 200,        ///< name
    songNoMusic = 201,        ///< name
    songNoMusicWhy = 202,     ///< name, the decoder's words
    songNoSound = 203,        ///< name
    songUnknownFormat = 204,  ///< name
    songImpossibleRate = 205, ///< name, Hz
    songNoFormat = 206,       ///< name
    songNotDecoded = 207,     ///< name, the decoder's words
    songNothingDecoded = 208, ///< name
    songTooMuchMemory = 209,  ///< name
    songNeedsMemory = 210,
    soundNotResampled = 211,    ///< channels, Hz
    soundNotEncoded = 212,      ///< what, the encoder's words
    soundFileKindUnknown = 213, ///< name
    songTooLong = 214,          ///< seconds that its analysis took at least
    songStalled = 215,          ///< seconds that its disk has not answered
    songCrashed = 216,          ///< how the process ended
    songQuarantined = 217,
    songSilent = 218,
    songTooShort = 219,
    songFlacTooFine = 220, ///< name, bits a sample

    // The analyzer process
    analyzerNotStarted = 300, ///< program, the system's words
    analyzerOtherVersion = 301,
    analyzerEndsAtOnce = 302, ///< program
    analyzerAnswerWrong = 303,
    analyzerMessageUnknown = 304, ///< its type
    analyzerFrameWrong = 305,     ///< bytes
    analyzerMessageBroken = 306,  ///< why
    analyzerOtherNetwork = 307,   ///< network

    // Networks
    networkTooSlow = 400,        ///< seconds
    networkEnded = 401,          ///< how its process ended
    networkUnusable = 402,       ///< why
    networkFolderUnusable = 403, ///< folder, why
    networkNotThere = 404,       ///< folder
    networkNotCopied = 405,      ///< folder, the system's words
    networkSameName = 406,       ///< name, version
    networkNoOwnPlace = 407,
    networkShipped = 408,
    networkInFolderBroken = 409, ///< folder, %0
    networkWeightsMissing = 410, ///< file
    networkWeightsAltered = 411, ///< file
    networkWeightsBroken = 412,  ///< file, why
    networkArraysBroken = 413,   ///< why
    networkJsonWrong = 414,      ///< member, why
    networkJsonNewer = 415,      ///< member
    networkEmbeddingsNewer = 416,
    networkJsonNoObject = 417,
    networkArchitectureUnknown = 418, ///< architecture
    networkNotComputed = 419,         ///< why
    networkNeedsMemory = 420,
    networkOneOnly = 421,
    networkUnknown = 422,         ///< id or name
    networkReplaced = 423,        ///< title
    networkGoneButCompared = 424, ///< title, title of the one that listens
    networkListensAnew = 425,     ///< title, title of the one compared by
    networkTakesOver = 426,       ///< title
    networkCouldNotHear = 427,    ///< failed, all
    networkDeaf = 428,            ///< title, title of the one compared by
    networkReady = 429,           ///< title
    networkInUse = 430,           ///< title
    networkHeardInUse = 431,      ///< title
    networkTrialEnded = 432,
    networkSameNameAsOther = 433, ///< path
    networkInstead = 434,         ///< title of the one that listens instead
    networkChosenGone = 435,      ///< title of the one that was chosen
    downloadUnreachable = 440,    ///< host, the network's words
    downloadRefused = 441,        ///< host, the answer's status
    downloadDiffers = 442,        ///< title: what came is not what was pinned
    downloadNoRoom = 443,         ///< title, MB that it takes
    downloadUnusable = 444,       ///< title, %0
    downloadReady = 445,          ///< title
    networkPartGone = 446,        ///< title of several together, title of the part
    networkPartsTooFew = 447,
    networkPartTwice = 448, ///< title

    // The library database
    databaseFailed = 500, ///< SQLite's words, while doing what
    databaseFreeSpace = 501,
    databaseHeld = 502,
    databaseBroken = 503,
    databaseNotWritable = 504,
    databaseDiskGone = 505,
    databaseCopyFailed = 506,   ///< file, %0
    databaseNewer = 507,        ///< file, its schema, ours
    databaseReadOnly = 508,     ///< file
    databaseNoLock = 509,       ///< file, the system's words
    databaseInUse = 510,        ///< file
    databaseNotLockable = 511,  ///< file, the system's words
    databaseNotThere = 512,     ///< file
    databaseOtherVersion = 513, ///< file
    databaseGone = 514,         ///< file
    databaseNotSetAside = 515,  ///< file, the system's words
    databaseBusy = 516,
    databaseTextsTooLong = 517,
    databaseClosing = 518,

    // Libraries
    libraryFolderMissing = 600, ///< path
    libraryFolderTaken = 601,   ///< path, the library that has it
    libraryMoved = 602,         ///< name, path
    libraryOffline = 603,       ///< name, path
    libraryEmptied = 604,       ///< name, path, songs it held
    libraryUnreadable = 605,    ///< how many, library, the first's path, %0
    libraryDemoFailed = 606,    ///< %0
    libraryIsGone = 607,

    // Songs that sound alike
    similarNone = 700,
    similarNoneInGenre = 701, ///< genre
    similarOneInGenre = 702,  ///< genre
    similarFewInGenre = 703,  ///< how many, genre
    similarSongGone = 704,
    similarFileGone = 705,
    similarNew = 706, ///< title of the network that listens
    similarNotYet = 707,
    similarNotOutside = 708,   ///< title of the network that is gone
    similarOutsideLater = 709, ///< title of the one that listens
    similarScanFirst = 710,
    similarVersionsOnly = 711,
    similarCapsGaveWay = 712,
    similarFiltered = 713,     ///< how many pass, %0: a rule, how many more would without it
    similarFilteredNone = 714, ///< %0: a rule, how many would without it
    similarFilteredAll = 715,
    similarFilteredOne = 716, ///< %0: a rule, how many more would without it
    momentsUnknown = 717,     ///< title, %0
    similarSectionShort = 718,
    // Rules (list_rules.h) by name, in the order of Rule: 720 to 742.
    ruleVersion = 720,
    ruleSeedArtist = 721,
    ruleArtist = 722,
    ruleSeedAlbum = 723,
    ruleAlbum = 724,
    ruleGenre = 725,
    ruleDecade = 726,
    ruleTempo = 727,
    ruleKey = 728,
    ruleLoudness = 729,
    ruleTooShort = 730,
    ruleTooLong = 731,
    ruleFolder = 732,
    ruleRating = 733,
    rulePlayedLately = 734,
    rulePlayed = 735,
    ruleSeasonal = 736,
    ruleSpoken = 737,
    ruleBlockedSong = 738,
    ruleBlockedAlbum = 739,
    ruleBlockedArtist = 740,
    ruleLessOfArtist = 741,
    ruleOtherLibrary = 742,

    // Paths from song to song, radio
    pathEndNotHeard = 750, ///< title, %0
    pathEndOutside = 751,  ///< path
    pathSameSong = 752,
    pathIsShort = 753, ///< songs, asked for
    pathRepeatsArtists = 754,
    pathEndsTooLong = 755, ///< minutes
    radioNotHeard = 760,   ///< title, %0
    radioNothingHeard = 761,
    radioExhausted = 762,
    radioNoSongs = 763,

    // Exports, imports, playlists
    exportDone = 800, ///< file
    exportCancelled = 801,
    exportNoExport = 802, ///< file: it is there and is no export
    exportBusy = 803,
    exportDatabaseBroken = 804,
    exportNoRoom = 805, ///< file, why
    importCancelled = 806,
    importReadOnly = 807,
    importManyOfMany = 808,   ///< songs, new ones, libraries
    importManyOfOne = 819,    ///< songs, new ones
    importOneOfMany = 820,    ///< 1, new ones, libraries
    importOneOfOne = 821,     ///< 1, new ones
    importOffline = 809,      ///< library, path
    importOtherNetwork = 810, ///< title
    importNewer = 811,        ///< file
    importNoRoom = 812,       ///< file, scratch, the system's words
    importRefused = 813,      ///< file, why
    importNameTwice = 814,    ///< name, file
    importNameUnknown = 815,  ///< name, file, the names it holds
    playlistSaved = 816,      ///< file
    playlistNoPlaylist = 817, ///< file
    playlistNotWritten = 818, ///< file, the system's words
    playlistNotRead = 822,    ///< file
    playlistIsStream = 823,   ///< file: HLS, the pieces of one broadcast
    playlistNotOne = 824,     ///< file: it holds something else
    playlistTooLong = 825,    ///< file
    playlistCut = 826,        ///< file, lines that were read

    // Playing
    playNotPlayed = 900,  ///< title, %0
    playEndedEarly = 901, ///< title, why
    playNoDevice = 902,
    playDeviceSilent = 903, ///< device
    playNoOutput = 904,
    playNotWaitedFor = 905,
    playDeviceGone = 906, ///< device
    playDeviceBack = 907, ///< device
    playServerAway = 908,
    playStreamEnded = 909,
    playDeviceBusy = 910,    ///< device
    playDeviceRefused = 911, ///< device, %0
    playOutputChanges = 912,
    playLibraryRemoved = 940, ///< title
    playPassedOne = 930,
    playPassedOver = 931, ///< how many
    playNothingThere = 932,

    // Listens told to a server
    scrobbleTokenRefused = 1000,
    scrobbleNoServer = 1001,      ///< the server's or the network's words
    scrobbleListenRefused = 1002, ///< title, the server's words
    scrobbleTokenNotKept = 1003,  ///< foreign words
    scrobbleLoveRefused = 1004,   ///< title, the server's words

    // What is brought along from other players; their names are a file and the player's
    bringPacked = 1300,       ///< file: an archive
    bringDamaged = 1301,      ///< file, player, foreign words
    bringOtherVersion = 1302, ///< file, player
    bringLocked = 1303,       ///< file, player
    bringNoCopy = 1304,       ///< file, folder, the system's words
    bringReadOnly = 1305,

    // Corrections of songs
    correctionReadOnly = 1340,
    correctionsSaved = 1341,    ///< how many, file
    correctionNoTable = 1342,   ///< file: it is there and is no table
    correctionNoImage = 1343,   ///< file, the decoder's words
    correctionNotNumber = 1344, ///< what was given

    // What is on Spotify (1400 to 1449: kept, imported and matched; from 1450 on: asked of Spotify)
    spotifyStoreDamaged = 1400, ///< source
    spotifyStoreNewer = 1401,   ///< source
    spotifyExportNone = 1402,   ///< file: neither archive nor folder nor JSON
    spotifyExportHistory = 1403,
    spotifyExportNothing = 1404,     ///< file: without the two files
    spotifyExportEmptyFolder = 1405, ///< folder
    spotifyExportEncrypted = 1406,   ///< file
    spotifyExportBrokenZip = 1407,   ///< file, the archive reader's words
    spotifyExportBroken = 1408,      ///< name of the file, byte at which it cannot be understood
    spotifyExportTooLarge = 1409,    ///< name of the file
    spotifyExportSeveral = 1410,     ///< name of the file that is there twice
    spotifyExportOtherJson = 1411,   ///< file
    spotifyExportManyFiles = 1412,   ///< file, the most that are looked at
    spotifyReadOnly = 1420,
    spotifyWantedSaved = 1421,    ///< how many albums, file
    spotifyWantedNoTable = 1422,  ///< file: it is there and is neither table nor text
    spotifyNoSource = 1423,       ///< source
    spotifyAddressRefused = 1450, ///< address
    spotifyTokensUnknown = 1451,  ///< what was named
    spotifyPortTaken = 1452,      ///< port, the system's words
    spotifyNobodyCame = 1453,     ///< nothing came from the browser in time
    spotifySignInFailed = 1454,   ///< Spotify's words
    spotifyNotAllGranted = 1455,
    spotifyAlreadyConnected = 1456, ///< source
    spotifyOtherAccount = 1457,     ///< the account that came, the one that is connected
    spotifyUnreachable = 1458,      ///< Spotify's or the network's words
    spotifyUnusable = 1459,         ///< likewise
    spotifySecretNotKept = 1460,    ///< foreign words
    spotifyNoClientId = 1461,
    spotifyNoNetwork = 1462,
    spotifyRowsTooOld = 1463, ///< days
    spotifyRefused = 1464,    ///< Spotify's words
    spotifyPlayerPremium = 1470,
    spotifyPlayerNoDevice = 1471,
    spotifyPlayerNoControl = 1472, ///< device
    spotifyPlayerRefused = 1473,   ///< Spotify's words
    spotifyPlayerNotGranted = 1474,

    // Charts, demo
    chartNotDrawn = 950, ///< why
};

} // namespace segue
