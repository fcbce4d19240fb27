package io.vedette.dashboard;

/** The pages, and how it is seen that one is all there. */
enum Page {
    OVERVIEW(
            "/",
            "document.querySelectorAll('.row.error').length === 4 && document.querySelector('.row.degraded')"
                    + " && document.querySelector('[data-part=sleeping]') && document.querySelector('[data-part=paused]')"),
    CHECK("/checks/checkout", "document.querySelector('.failures') && document.querySelector('.u-over')"),
    JOB("/checks/nightly-backup", "document.querySelector('#curl').textContent.includes('/heartbeat/')"),
    INCIDENTS("/incidents", "document.querySelectorAll('.days-of li').length >= 11"),
    TARGETS(
            "/targets",
            "document.querySelector('[data-target=webhook] .w-degraded')"
                    + " && document.querySelector('[data-target=slack] td:nth-child(3)').textContent !== ''"),
    SILENCES("/silences", "document.querySelector('.mutes') && document.querySelector('#silence-form')"),
    REPORT("/report", "document.querySelectorAll('.report tbody tr').length > 5"),
    NEW("/new", "document.querySelectorAll('.kinds label').length > 8"),
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
        browser.untilText(".live", "Live");
    }

    String code() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
