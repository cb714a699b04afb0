// SPDX-License-Identifier: GPL-3.0-or-later
#define CATCH_CONFIG_RUNNER
#include <catch2/catch.hpp>

#include <QCoreApplication>

#include <cstdio>
#include <cstdlib>

namespace {

int runTests(int argc, char** argv) {
    const QCoreApplication application(argc, argv);
    return Catch::Session().run(argc, argv);
}

} // namespace

/// Ends without destroying static objects: Qt's connection to the sound server is one, and ending it can race with its own
/// thread (an assertion in libpulse, after all tests have passed).
int main(int argc, char** argv) {
    const int failed = runTests(argc, argv);
    std::fflush(nullptr);
    std::_Exit(failed);
}
