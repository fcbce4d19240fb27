package io.vedette.status.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptHeaderTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/html",
                "TEXT/HTML",
                "text/html; charset=utf-8",
                "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8",
                "text/html, application/xhtml+xml, image/jxr, */*",
                "application/json;q=0.5, text/html;q=0.9",
                "text/html;q=0.5, application/json;q=0, */*",
                "text/html;q=0.2",
                "text/html;q=much"
            })
    void sendsAPageToWhoLikesItBest(String accept) {
        assertThat(AcceptHeader.of(accept).prefersPage()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*/*",
                "text/*",
                "text/plain",
                "application/json",
                "application/json, text/plain, */*",
                "text/html;q=0",
                "text/html;q=0.0, */*",
                "text/html;q=0.5, application/json",
                "text/html;q=0.1, */*",
                "text/html;q=0.5, application/*;q=0.6",
                "text/htmlx",
                ";;,,q=1;",
                "text"
            })
    void sendsDataToEverybodyElse(String accept) {
        assertThat(AcceptHeader.of(accept).prefersPage()).isFalse();
    }
}
