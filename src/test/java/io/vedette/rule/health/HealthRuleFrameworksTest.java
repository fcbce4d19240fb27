package io.vedette.rule.health;

import static io.vedette.rule.Reason.COMPONENT;
import static io.vedette.rule.Reason.HTTP_STATUS;
import static io.vedette.rule.Reason.STALE;
import static io.vedette.rule.Reason.STATUS;
import static io.vedette.rule.health.HealthTable.degraded;
import static io.vedette.rule.health.HealthTable.error;
import static io.vedette.rule.health.HealthTable.judge;
import static io.vedette.rule.health.HealthTable.ok;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.rule.Rule;
import io.vedette.rule.health.HealthTable.Row;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** NestJS terminus, Laravel, Django, go-sundheit and Avalanche. */
class HealthRuleFrameworksTest {

    private static final long NOW = HealthTable.NOW.getEpochSecond();

    private final Rule rule = new HealthRule();

    @ParameterizedTest
    @MethodSource
    void readsTerminus(Row row) {
        row.holdsFor(rule);
    }

    static Stream<Row> readsTerminus() {
        return Stream.of(
                ok(
                        "ok",
                        200,
                        "{'status':'ok','info':{'db':{'status':'up'}},'error':{},'details':{'db':{'status':'up'}}}"),
                error(
                        "the same component twice counts once",
                        503,
                        "{'status':'error','info':{'db':{'status':'up'}},'error':{'redis':{'status':'down','message':'refused'}},"
                                + "'details':{'db':{'status':'up'},'redis':{'status':'down','message':'refused'}}}",
                        STATUS,
                        "redis down"),
                error("shutting down", 503, "{'status':'shutting_down','info':{},'error':{},'details':{}}", STATUS),
                error(
                        "down though ok",
                        200,
                        "{'status':'ok','details':{'redis':{'status':'down'}}}",
                        COMPONENT,
                        "redis down"));
    }

    @ParameterizedTest
    @MethodSource
    void readsLaravel(Row row) {
        row.holdsFor(rule);
    }

    static Stream<Row> readsLaravel() {
        return Stream.of(
                ok(
                        "fresh",
                        200,
                        laravel(
                                NOW - 60,
                                "{'name':'UsedDiskSpace','label':'Used disk space','notificationMessage':'',"
                                        + "'shortSummary':'38%','status':'ok','meta':{'disk_space_used_percentage':38}}")),
                degraded(
                        "warning",
                        200,
                        laravel(NOW, "{'name':'Disk','status':'warning','shortSummary':'89%'}"),
                        COMPONENT,
                        "Disk warning"),
                error(
                        "failed",
                        200,
                        laravel(NOW, "{'name':'Db','status':'failed','notificationMessage':'no'}"),
                        COMPONENT,
                        "Db failed"),
                error("failed with 503", 503, laravel(NOW, "{'name':'Db','status':'failed'}"), COMPONENT, "Db failed"),
                error("crashed", 200, laravel(NOW, "{'name':'Db','status':'crashed'}"), COMPONENT, "Db crashed"),
                ok(
                        "skipped says nothing",
                        200,
                        laravel(NOW, "{'name':'A','status':'ok'},{'name':'B','status':'skipped'}")),
                ok("ten minutes old, the end is inside", 200, laravel(NOW - 600, "{'name':'A','status':'ok'}")),
                error("older", 200, laravel(NOW - 601, "{'name':'A','status':'ok'}"), STALE),
                error("older and failed", 200, laravel(NOW - 601, "{'name':'A','status':'failed'}"), STALE, "A failed"),
                error("a time beyond all times", 200, laravel(Long.MAX_VALUE, "{'name':'A','status':'ok'}"), STALE));
    }

    private static String laravel(long finishedAt, String results) {
        return "{'finishedAt':" + finishedAt + ",'checkResults':[" + results + "]}";
    }

    @ParameterizedTest
    @MethodSource
    void readsDjango(Row row) {
        row.holdsFor(rule);
    }

    static Stream<Row> readsDjango() {
        return Stream.of(
                ok("working", 200, "{'CacheBackend':'working','DatabaseBackend':'working'}"),
                error(
                        "unavailable",
                        500,
                        "{'CacheBackend':'working','DatabaseBackend':'unavailable: Database error'}",
                        COMPONENT,
                        "DatabaseBackend unavailable"),
                degraded(
                        "warning",
                        200,
                        "{'DiskUsage':'warning: 91% used','Db':'working'}",
                        COMPONENT,
                        "DiskUsage warning"),
                error(
                        "free text",
                        500,
                        "{'Cache':'working','MyCheck':'the cat is on the table'}",
                        COMPONENT,
                        "MyCheck "),
                error("nothing works", 500, "{'Cache':'unknown error: x'}", COMPONENT, "Cache unknown error"),
                error("working with 500", 500, "{'Cache':'working'}", HTTP_STATUS));
    }

    @ParameterizedTest
    @MethodSource
    void readsSundheit(Row row) {
        row.holdsFor(rule);
    }

    static Stream<Row> readsSundheit() {
        return Stream.of(
                ok(
                        "passing",
                        200,
                        "{'url.check':{'message':'200 OK','timestamp':'2019-01-01T00:00:00Z','duration':1,'contiguousFailures':0,"
                                + "'timeOfFirstFailure':null}}"),
                error("failing", 503, """
                        {'lottery.check':{'message':'lottery=0','error':{'message':'Sorry, I failed','cause':{'message':'x'}},
                        'timestamp':'2019-02-17T13:20:05.5+02:00','num_failures':2,'first_failure_time':'2019-02-17T13:20:00Z'},
                        'dns':{'message':'[]','timestamp':'2019-02-17T13:20:05Z','num_failures':0,'first_failure_time':null}}""", COMPONENT, "lottery.check failing"),
                ok("short", 200, "{'dns':'PASS','url':'PASS'}"),
                error("short, failing", 503, "{'dns':'PASS','url':'FAIL'}", COMPONENT, "url FAIL"));
    }

    @ParameterizedTest
    @MethodSource
    void readsAvalanche(Row row) {
        row.holdsFor(rule);
    }

    static Stream<Row> readsAvalanche() {
        return Stream.of(
                ok("liveness", 200, "{'checks':{},'healthy':true}"),
                ok("healthy", 200, "{'checks':{'P':{'timestamp':'2024-01-01T00:00:00Z','duration':1}},'healthy':true}"),
                error(
                        "unhealthy",
                        503,
                        "{'checks':{'C':{'error':'not bootstrapped','timestamp':'2024-01-01T00:00:00Z','duration':1,"
                                + "'contiguousFailures':3}},'healthy':false}",
                        STATUS,
                        "C failing"));
    }

    @Test
    void tellsTheAgeOfStaleResults() {
        assertThat(judge(rule, 200, laravel(NOW - 3600, "{'name':'A','status':'ok'}"))
                        .message())
                .isEqualTo("the results are from 2026-03-01T11:00:00Z, more than 10m ago");
    }
}
