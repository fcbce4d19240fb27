package io.vedette.config.settings;

/** What is special about a setting. */
enum SettingTrait {
    /** Its value is never shown. */
    SECRET,
    /** A change counts from the next reload on; without it a change waits for a restart. */
    LIVE,
    /** Has a meaning only inside an application with a Camel context of its own. */
    IN_HOST,
    /** Has a meaning only where Vedette runs as a process of its own. */
    ALONE
}
