package io.vedette.dashboard;

/** The pages, and how it is seen that one is all there. */
enum Page {
    OVERVIEW(
            "/",
            "document.querySelectorAll('.row').length === 14 && !document.querySelector('.row.pending')"
                    + " && document.querySelector('.row.sleeping') && document.querySelector('.row.paused')"
                    + " && document.querySelectorAll('.row.error').length === 4"),
    CHECK("/checks/checkout", "document.querySelector('.failures') && document.querySelector('.u-over')"),
    INCIDENTS("/incidents", "document.querySelectorAll('.incidents tbody tr').length >= 11"),
    TARGETS(
            "/targets",
            "document.querySelector('[data-target=webhook] .state.degraded')"
                    + " && document.querySelector('[data-target=slack] td:nth-child(3)').textContent !== '0'"),
    CONFIGURATION("/configuration", "document.querySelectorAll('#settings ~ .scroll tbody tr').length > 5");

    private final String hash;
    private final String complete;

    Page(String hash, String complete) {
        this.hash = hash;
        this.complete = complete;
    }

    void open(Browser browser, Company company) {
        browser.open(company.url(hash));
        browser.until(complete);
        browser.untilText(".live", "live");
    }

    String code() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
