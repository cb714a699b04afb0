// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/key_text.h"

#include <QCoreApplication>

#include <algorithm>

namespace segue::ui {

namespace {

QString tr(const char* sentence) { return QCoreApplication::translate("keys", sentence); }

KeyRow row(const char* keys, const QString& what) {
    return {.keys = QString::fromLatin1(keys).split(QLatin1Char('|')), .what = what};
}

KeyGroup playing() {
    return {tr("Playing"),
            {row("Space", tr("Play or pause; on a switch or button that Tab led to, press it")),
             row("Ctrl+Shift+Left", tr("Previous song, or the start of this one")), row("Ctrl+Shift+Right", tr("Next song")),
             row("Shift+Left|Shift+Right", tr("5 seconds back or on")), row("Ctrl+Left|Ctrl+Right", tr("30 seconds back or on")),
             row("Ctrl+PgUp|Ctrl+PgDown", tr("Chapter before or after")), row("Ctrl+Up|Ctrl+Down", tr("Louder or softer")),
             row("Ctrl+M", tr("Mute, or sound on again")),
             row("Ctrl+R", tr("Start radio from the chosen songs, else from what plays")),
             row("Media Play|Toggle Media Play/Pause|Media Pause|Media Stop|Media Previous|Media Next",
                 tr("The keyboard's own media keys"))}};
}

KeyGroup places() {
    return {
        tr("Going places"),
        {row("Ctrl+F", tr("Filter the songs")), row("Ctrl+K", tr("Find songs, albums, artists and playlists, wherever they are")),
         row("Ctrl+U", tr("The queue, and back")),
         row("Ctrl+Shift+U", tr("The queue beside the page; in a narrow window its page")), row("Ctrl+G", tr("The map")),
         row("Ctrl+I", tr("Song details")), row("Ctrl+E", tr("Correct songs")), row("Ctrl+,", tr("Settings")),
         row("F1", tr("This page")), row("Esc|Alt+Left|Back", tr("Back; Esc in a search field with words takes them away first")),
         row("Ctrl+O", tr("Open a music folder")), row("Ctrl+Q", tr("Quit"))}};
}

KeyGroup songs() {
    return {tr("Songs"),
            {row("Return", tr("Play the chosen song, and what follows it")),
             row("Ctrl+0|Ctrl+1|Ctrl+2|Ctrl+3|Ctrl+4|Ctrl+5", tr("Rate the song: no stars to five")),
             row("Alt+Return", tr("Why a song is recommended")), row("Ctrl+A", tr("Choose all songs")),
             row("Ctrl+S", tr("Save the Recommendation list as a playlist")), row("Menu", tr("What can be done with the song")),
             row("F2", tr("Rename the library or playlist, in the sidebar")),
             row("Del", tr("Remove the library, in the sidebar; Segue asks first"))}};
}

KeyGroup playlists() {
    return {tr("Playlists"),
            {row("Ctrl+N", tr("A new playlist")), row("Del", tr("Take the chosen songs out; in the sidebar: remove the playlist")),
             row("Alt+Up|Alt+Down", tr("Move the chosen songs, or the row of the sidebar")),
             row("Ctrl+Z", tr("Undo the last change of playlists")), row("Ctrl+Shift+Z", tr("Redo")),
             row("Left|Right", tr("Fold or unfold a folder in the sidebar"))}};
}

KeyGroup queue() {
    return {tr("Queue"),
            {row("Return", tr("Play this entry")), row("Del", tr("Take the chosen entries out")),
             row("Alt+Up|Alt+Down", tr("Move the chosen entries")), row("Ctrl+Z", tr("Undo")), row("Ctrl+Shift+Z", tr("Redo"))}};
}

KeyGroup details() {
    return {tr("Song details"),
            {row("+|-", tr("Zoom in or out")), row("Left|Right|PgUp|PgDown|Home|End", tr("Go through the spectrogram")),
             row("Up|Down", tr("A longer or shorter window")), row("[|]", tr("Begin or end a section where the song is now")),
             row("Ctrl+S", tr("Save the spectrogram as an image"))}};
}

KeyGroup map() {
    return {tr("Map"),
            {row("+|-", tr("Zoom in or out")), row("Left|Right|Up|Down", tr("Move the map")), row("Home", tr("Show all of it")),
             row("Return", tr("Choose the song in the middle; play it, if it is chosen"))}};
}

KeyGroup spotify() {
    return {tr("Spotify"),
            {row("Return", tr("Play your own file of this song; where you have none, open it in Spotify")),
             row("Ctrl+C", tr("Copy the links of the chosen rows")), row("Ctrl+F", tr("Filter this list")),
             row("Menu", tr("What can be done with it")), row("F2", tr("Rename it, in the sidebar"))}};
}

KeyGroup health() {
    return {tr("Library health"), {row("Return", tr("Play this song")), row("Ctrl+Z", tr("Take back the last answer"))}};
}

KeyGroup problems() { return {tr("Problems"), {row("Ctrl+C", tr("Copy the chosen problems"))}}; }

} // namespace

std::vector<KeyGroup> keyGroups() {
    return {playing(), places(), songs(), playlists(), queue(), map(), details(), spotify(), health(), problems()};
}

bool matches(const KeyGroup& group, const KeyRow& row, const QString& words) {
    const QString all = group.title + QLatin1Char(' ') + row.what + QLatin1Char(' ') + row.keys.join(QLatin1Char(' '));
    const auto parts = words.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    return std::all_of(parts.begin(), parts.end(), [&](const QString& part) { return all.contains(part, Qt::CaseInsensitive); });
}

} // namespace segue::ui
