// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/spotify/web/pkce.h"
#include "engine/spotify/web/web_address.h"
#include "engine/words/error.h"

#include <catch2/catch.hpp>

using namespace segue;
using namespace segue::spotify;

TEST_CASE("a form keeps every byte of a value") {
    CHECK(formOf({{"a", "x+y z&=%/~"}, {"redirect_uri", "http://127.0.0.1:5/callback"}, {"t", "\xC3\xA9"}}) ==
          "a=x%2By%20z%26%3D%25%2F~&redirect_uri=http%3A%2F%2F127.0.0.1%3A5%2Fcallback&t=%C3%A9");
    CHECK(percentDecoded("Manic+%28Deluxe%29") == "Manic (Deluxe)");
    CHECK(percentDecoded("100%+%4") == "100% %4");
    CHECK(percentDecoded("%zz%41") == "%zzA");
}

TEST_CASE("the fields of an address are read as they were written, and of two of one name the first") {
    const auto fields = fieldsIn("code=AQ%2Bx%3D&state=s-1&&empty=&bare&code=second");
    CHECK(fields.at("code") == "AQ+x=");
    CHECK(fields.at("state") == "s-1");
    CHECK(fields.at("empty").empty());
    CHECK(fields.at("bare").empty());
    CHECK(fields.size() == 4);
    CHECK(fieldsIn("").empty());
}

TEST_CASE("the listener agrees at an address that says what is asked, and shows the dialog again") {
    const SignIn signIn{.clientId = "abc", .redirect = "http://127.0.0.1:4321/callback", .state = "st", .verifier = "v"};
    const auto address = authorizeAddress({}, signIn);
    REQUIRE(address.starts_with("https://accounts.spotify.com/authorize?"));
    const auto fields = fieldsIn(address.substr(address.find('?') + 1));
    CHECK(fields.at("client_id") == "abc");
    CHECK(fields.at("response_type") == "code");
    CHECK(fields.at("redirect_uri") == signIn.redirect);
    CHECK(fields.at("state") == "st");
    CHECK(fields.at("scope") == kScopes);
    CHECK(fields.at("code_challenge_method") == "S256");
    CHECK(fields.at("code_challenge") == challengeOf("v"));
    CHECK(fields.at("show_dialog") == "true");
    CHECK(address.find("code_verifier") == std::string::npos);
    CHECK(redirectAddress(0) == "http://127.0.0.1/callback");
    CHECK(redirectAddress(8888) == "http://127.0.0.1:8888/callback");
}

TEST_CASE("only this computer may stand in for Spotify") {
    CHECK(addressesFrom("", "").api == "https://api.spotify.com/v1");
    CHECK(addressesFrom("", "").accounts == "https://accounts.spotify.com");
    CHECK(addressesFrom("https://api.spotify.com/v1/", "").api == "https://api.spotify.com/v1");
    CHECK(addressesFrom("http://127.0.0.1:9/v1", "http://[::1]:65535").api == "http://127.0.0.1:9/v1");
    CHECK(addressesFrom("http://127.0.0.1:9/v1/", "http://[::1]:65535/").accounts == "http://[::1]:65535");
    for (const std::string refused : {"https://api.spotify.com",
                                      "http://api.spotify.com/v1",
                                      "https://evil.example",
                                      "http://localhost:9",
                                      "http://127.0.0.1",
                                      "http://127.0.0.1:",
                                      "http://127.0.0.1:0",
                                      "http://127.0.0.1:65536",
                                      "http://127.0.0.1:999999",
                                      "http://127.0.0.1:9@evil.example/",
                                      "http://127.0.0.1:9.evil.example",
                                      "http://127.0.0.1.evil.example:9",
                                      "http://127.0.0.2:9",
                                      "http://[::]:9",
                                      "http://127.0.0.1:9/v1?to=",
                                      "http://127.0.0.1:9/v1#",
                                      "ftp://127.0.0.1:9",
                                      "file:///tmp",
                                      "HTTP://127.0.0.1:9",
                                      " http://127.0.0.1:9",
                                      "http://127.0.0.1:9/\r\nHost: x",
                                      "https://api.spotify.com/v1@127.0.0.1"}) {
        INFO(refused);
        CHECK_THROWS_AS(addressesFrom(refused, ""), Error);
        CHECK_THROWS_AS(addressesFrom("", refused), Error);
    }
}
