package io.vedette.dashboard;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Its tests take a {@link Browser} as parameter: one Chromium that all share, fresh for each. They are skipped, and say
 * so, where Chromium or chromedriver is not on the path. The timeout is there for a browser that hangs for good.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(BrowserExtension.class)
@Timeout(300)
@interface InBrowser {}
