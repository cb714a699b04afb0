// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace segue::audio::ffmpeg {

/// FFmpeg's names of the formats that may be opened as music. Whatever else FFmpeg could open (playlists that fetch other
/// files, text art, pictures) is not music.
inline constexpr const char* kDemuxers = "aac,ac3,aiff,amr,amrnb,amrwb,ape,asf,asf_o,au,avi,caf,dsf,dts,dtshd,eac3,flac,iff,"
                                         "libopenmpt,loas,matroska,webm,mlp,mov,mp4,m4a,3gp,"
                                         "3g2,mj2,mp3,mpc,mpc8,mpeg,mpegts,ogg,oma,rm,shn,tak,truehd,tta,voc,w64,wav,wsd,wv";

} // namespace segue::audio::ffmpeg
