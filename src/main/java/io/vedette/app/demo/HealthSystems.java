package io.vedette.app.demo;

import java.util.List;

/**
 * One system for each way in which frameworks report their health. A system has one healthy answer and one or two unhealthy ones,
 * as the documentation of each shows them.
 */
final class HealthSystems {

    private HealthSystems() {}

    static List<WebSystem> all(WebSystem.Maker maker) {
        return List.of(
                system(maker, "spring-boot", Reply.json("""
                                {"status":"UP","components":{"db":{"status":"UP","details":{"database":"PostgreSQL","validationQuery":"isValid()"}},"diskSpace":{"status":"UP","details":{"total":499963174912,"free":134414831616,"threshold":10485760,"exists":true}},"ping":{"status":"UP"}}}"""), Reply.json(503, """
                                {"status":"DOWN","components":{"db":{"status":"DOWN","details":{"error":"org.springframework.jdbc.CannotGetJdbcConnectionException: Failed to obtain JDBC Connection"}},"diskSpace":{"status":"UP","details":{"total":499963174912,"free":134414831616,"threshold":10485760,"exists":true}},"ping":{"status":"UP"}}}"""), Reply.json(503, """
                                {"status":"OUT_OF_SERVICE","components":{"readinessState":{"status":"OUT_OF_SERVICE"},"ping":{"status":"UP"}}}""")),
                system(maker, "microprofile", Reply.json("""
                                {"status":"UP","checks":[{"name":"Database connections health check","status":"UP","data":{"<default>":"UP"}},{"name":"messaging","status":"UP"}]}"""), Reply.json(503, """
                                {"status":"DOWN","checks":[{"name":"Database connections health check","status":"DOWN","data":{"<default>":"Unable to execute the validation check for the default DataSource: Acquisition timeout"}},{"name":"messaging","status":"UP"}]}""")),
                system(maker, "aspnet", Reply.json("""
                                {"status":"Healthy","totalDuration":"00:00:00.0068134","entries":{"sql":{"data":{},"duration":"00:00:00.0031544","status":"Healthy","tags":[]},"redis":{"data":{},"duration":"00:00:00.0011031","status":"Healthy","tags":[]}}}"""), Reply.json("""
                                {"status":"Degraded","totalDuration":"00:00:01.2068134","entries":{"sql":{"data":{},"description":"slow to answer","duration":"00:00:01.2031544","status":"Degraded","tags":[]},"redis":{"data":{},"duration":"00:00:00.0011031","status":"Healthy","tags":[]}}}"""), Reply.json(503, """
                                {"status":"Unhealthy","totalDuration":"00:00:05.0068134","entries":{"sql":{"data":{},"duration":"00:00:00.0031544","status":"Healthy","tags":[]},"redis":{"data":{},"description":"It was not possible to connect to the redis server(s).","duration":"00:00:05.0011031","exception":"It was not possible to connect to the redis server(s).","status":"Unhealthy","tags":[]}}}""")),
                system(
                        maker,
                        "aspnet-text",
                        Reply.text(200, "Healthy"),
                        Reply.text(200, "Degraded"),
                        Reply.text(503, "Unhealthy")),
                system(maker, "health-json", health(200, """
                                {"status":"pass","version":"1","releaseId":"1.2.2","checks":{"cassandra:responseTime":[{"componentId":"dfd6cf2b","componentType":"datastore","observedValue":250,"observedUnit":"ms","status":"pass"}],"uptime":[{"componentType":"system","observedValue":1209600.245,"observedUnit":"s","status":"pass"}]}}"""), health(200, """
                                {"status":"warn","version":"1","releaseId":"1.2.2","checks":{"memory:utilization":[{"componentId":"6fd416e0","node":1,"componentType":"system","observedValue":92.5,"observedUnit":"percent","status":"warn","output":"over 90 percent"}]}}"""), health(503, """
                                {"status":"fail","version":"1","releaseId":"1.2.2","checks":{"cassandra:connections":[{"componentId":"dfd6cf2b","componentType":"datastore","observedValue":0,"status":"fail","output":"no connection"}]}}""")),
                system(
                        maker,
                        "kubernetes",
                        Reply.text(
                                200,
                                "[+]ping ok\n[+]log ok\n[+]etcd ok\n[+]poststarthook/start-informers ok\nreadyz check passed\n"),
                        Reply.text(
                                500,
                                "[+]ping ok\n[+]log ok\n[-]etcd failed: reason withheld\n[+]poststarthook/start-informers ok\n"
                                        + "readyz check failed\n")),
                system(maker, "consul", Reply.json("""
                                [{"Node":"web-1","CheckID":"serfHealth","Name":"Serf Health Status","Status":"passing","Notes":"","Output":"Agent alive and reachable","ServiceID":"","ServiceName":""},{"Node":"web-1","CheckID":"service:redis","Name":"Service 'redis' check","Status":"passing","Notes":"","Output":"","ServiceID":"redis","ServiceName":"redis"}]"""), Reply.json("""
                                [{"Node":"web-1","CheckID":"serfHealth","Name":"Serf Health Status","Status":"passing","Notes":"","Output":"Agent alive and reachable","ServiceID":"","ServiceName":""},{"Node":"web-1","CheckID":"service:redis","Name":"Service 'redis' check","Status":"warning","Notes":"","Output":"memory is at 91 %","ServiceID":"redis","ServiceName":"redis"}]"""), Reply.json("""
                                [{"Node":"web-1","CheckID":"serfHealth","Name":"Serf Health Status","Status":"passing","Notes":"","Output":"Agent alive and reachable","ServiceID":"","ServiceName":""},{"Node":"web-1","CheckID":"service:redis","Name":"Service 'redis' check","Status":"critical","Notes":"","Output":"dial tcp 10.1.10.12:6379: connect: connection refused","ServiceID":"redis","ServiceName":"redis"}]""")),
                system(
                        maker,
                        "elasticsearch",
                        elasticsearch("green", 0),
                        elasticsearch("yellow", 5),
                        elasticsearch("red", 9)),
                system(
                        maker,
                        "etcd",
                        Reply.json("{\"health\":\"true\",\"reason\":\"\"}"),
                        Reply.json(503, "{\"health\":\"false\",\"reason\":\"ALARM NOSPACE\"}")),
                system(maker, "vault", vault(200, false, false), vault(503, true, true)),
                system(maker, "nestjs", Reply.json("""
                                {"status":"ok","info":{"database":{"status":"up"},"redis":{"status":"up"}},"error":{},"details":{"database":{"status":"up"},"redis":{"status":"up"}}}"""), Reply.json(503, """
                                {"status":"error","info":{"database":{"status":"up"}},"error":{"redis":{"status":"down","message":"connect ECONNREFUSED 127.0.0.1:6379"}},"details":{"database":{"status":"up"},"redis":{"status":"down","message":"connect ECONNREFUSED 127.0.0.1:6379"}}}""")),
                system(
                        maker,
                        "gitlab",
                        Reply.json("{\"status\":\"ok\",\"master_check\":[{\"status\":\"ok\"}]}"),
                        Reply.json(503, """
                                {"status":"failed","master_check":[{"status":"ok"}],"db_check":[{"status":"failed","message":"unexpected Db check result: 0"}]}""")),
                system(
                        maker,
                        "django",
                        Reply.json("{\"CacheBackend\":\"working\",\"DatabaseBackend\":\"working\"}"),
                        Reply.json(
                                500,
                                "{\"CacheBackend\":\"working\",\"DatabaseBackend\":\"unavailable: Database error\"}")),
                maker.system("health", "health", "laravel", 2, (mood, now, ask) -> {
                    // A result that is too old is worth nothing, whatever it says.
                    long finished = now.minusSeconds(mood == 2 ? 1_800 : 45).getEpochSecond();
                    return Reply.json("""
                            {"finishedAt":%d,"checkResults":[{"name":"UsedDiskSpace","label":"Used disk space","notificationMessage":"%s","shortSummary":"%s","status":"%s","meta":{"disk_space_used_percentage":38}}]}""".formatted(
                                    finished,
                                    mood == 1 ? "The disk is almost full (91% used)." : "",
                                    mood == 1 ? "91%" : "38%",
                                    mood == 1 ? "failed" : "ok"));
                }),
                maker.system(
                        "health",
                        "health",
                        "go-sundheit",
                        1,
                        (mood, now, ask) -> Reply.json(mood == Moods.WELL ? 200 : 503, """
                        {"url.check":{"message":"%s",%s"timestamp":"%s","duration":1047362,"contiguousFailures":%d,"timeOfFirstFailure":%s}}""".formatted(
                                        mood == Moods.WELL ? "200 OK" : "",
                                        mood == Moods.WELL
                                                ? ""
                                                : "\"error\":{\"message\":\"unexpected status code: '503' expected: '200'\"},",
                                        now,
                                        mood == Moods.WELL ? 0 : 3,
                                        mood == Moods.WELL ? "null" : "\"" + now.minusSeconds(20) + "\""))));
    }

    private static WebSystem system(WebSystem.Maker maker, String name, Reply well, Reply... unwell) {
        return maker.system(
                "health",
                "health",
                name,
                unwell.length,
                (mood, now, ask) -> mood == Moods.WELL ? well : unwell[mood - 1]);
    }

    private static Reply health(int status, String body) {
        return new Reply(status, "application/health+json", body);
    }

    private static Reply elasticsearch(String status, int unassigned) {
        return Reply.json("""
                {"cluster_name":"search","status":"%s","timed_out":false,"number_of_nodes":3,"number_of_data_nodes":3,"active_primary_shards":10,"active_shards":%d,"relocating_shards":0,"initializing_shards":0,"unassigned_shards":%d,"delayed_unassigned_shards":0,"number_of_pending_tasks":0}""".formatted(status, 20 - unassigned, unassigned));
    }

    private static Reply vault(int status, boolean sealed, boolean standby) {
        return Reply.json(status, """
                {"initialized":true,"sealed":%s,"standby":%s,"performance_standby":false,"replication_performance_mode":"disabled","replication_dr_mode":"disabled","server_time_utc":1545132958,"version":"1.0.0","cluster_name":"vault-cluster-1"}""".formatted(sealed, standby));
    }
}
