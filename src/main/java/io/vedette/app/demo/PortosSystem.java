package io.vedette.app.demo;

/** A PORTOS server: status 200 whatever it says, Slovak texts, devices in the data of an entry. */
final class PortosSystem {

    private static final String READY = "{\"key\":\"eKasa\",\"result\":{\"data\":{},\"status\":\"Healthy\"}}";
    private static final String NOT_READY = """
            {"key":"eKasa","result":{"data":{},"description":"Tlačiareň nie je pripravená. Skontrolujte, či je tlačiareň zapnutá a pripojená do chráneného dátového úložiska.","status":"Degraded"}}""";
    private static final String GONE = """
            {"key":"Virtual","result":{"data":{},"description":"Tlačiareň nie je zastihnuteľná na adrese 'usb-printer' (chyba: PrinterNotOpened).","status":"Unhealthy"}}""";

    private PortosSystem() {}

    static WebSystem of(WebSystem.Maker maker) {
        return maker.system("points of sale", "portos", "portos", 2, (mood, now, ask) -> switch (mood) {
            case 1 -> report("Degraded", NOT_READY);
            case 2 -> report("Unhealthy", READY + "," + GONE);
            default -> report("Healthy", READY);
        });
    }

    private static Reply report(String status, String devices) {
        return Reply.json("""
                {"status":"%s","totalDuration":"00:00:00.7933458","entries":{"diskstorage":{"data":{},"duration":"00:00:00.0414471","status":"Healthy"},"license":{"data":{"remaningDays":196,"expirationDate":"2031-05-13T00:00:00"},"description":"Licencia exspiruje za 196 dní.","duration":"00:00:00.0000619","status":"Healthy"},"fiscalPrinters":{"data":{"entries":[%s]},"duration":"00:00:00.7677499","status":"%s"},"portos.Features.Qerko":{"data":{"displayName":"Qerko"},"duration":"00:00:00.0113119","status":"Healthy"}}}""".formatted(status, devices, status));
    }
}
