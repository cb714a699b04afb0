// SPDX-License-Identifier: GPL-3.0-or-later
#define CATCH_CONFIG_MAIN
#include <catch2/catch.hpp>

#include "engine/words/error.h"
#include "ui/words/english.h"

// Errors are told, and matched, in English.
CATCH_TRANSLATE_EXCEPTION(const segue::Error& error) { return segue::words::english(error.message()); }
