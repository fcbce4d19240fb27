package io.vedette.status.page;

import java.text.MessageFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.ResourceBundle;

/** What pages for outsiders say, in one language: the texts of {@code io/vedette/status/texts/}, one file a language. */
final class PageTexts {

    private final Locale locale;
    private final ZoneId zone;
    private final ResourceBundle texts;

    PageTexts(String language, ZoneId zone) {
        this.locale = language.equals("en") ? Locale.UK : Locale.forLanguageTag(language);
        this.zone = zone;
        this.texts = ResourceBundle.getBundle(
                "io.vedette.status.texts." + language,
                Locale.ROOT,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    String language() {
        return locale.getLanguage();
    }

    /** Returns a text with its values filled in. */
    String say(String key, Object... values) {
        return new MessageFormat(texts.getString(key), locale).format(values);
    }

    /** Returns the text for one of something, or for several. */
    String count(String key, long number) {
        return say(key + (number == 1 ? ".one" : ".more"), number);
    }

    String clock(Instant at) {
        return format("HH:mm", at.atZone(zone));
    }

    String clockSeconds(Instant at) {
        return format("HH:mm:ss", at.atZone(zone));
    }

    /** Returns a time; without the day where it is today. */
    String at(Instant at, Instant now) {
        ZonedDateTime there = at.atZone(zone);
        return there.toLocalDate().equals(now.atZone(zone).toLocalDate())
                ? clock(at)
                : format(texts.getString("pattern.at"), there);
    }

    String dayAndClock(Instant at) {
        return format(texts.getString("pattern.day.clock"), at.atZone(zone));
    }

    String day(LocalDate day) {
        return format(texts.getString("pattern.day"), day);
    }

    /** Returns the zone as readers know it, such as {@code CET, Europe/Prague}. */
    String zone(Instant now) {
        String name = format("zzz", now.atZone(zone));
        return name.equals(zone.getId()) ? name : name + ", " + zone.getId();
    }

    private String format(String pattern, TemporalAccessor time) {
        return DateTimeFormatter.ofPattern(pattern, locale).format(time);
    }

    /** Returns a duration in two units, without seconds beyond a minute. */
    String lasting(Duration time) {
        long minutes = Math.max(0, time.toMinutes());
        if (minutes < 1) {
            return say("lasting.moment");
        }
        if (minutes < 60) {
            return say("lasting.minutes", minutes);
        }
        long hours = minutes / 60;
        return hours < 24
                ? say("lasting.hours", hours) + (minutes % 60 == 0 ? "" : " " + say("lasting.minutes", minutes % 60))
                : say("lasting.days", hours / 24) + (hours % 24 == 0 ? "" : " " + say("lasting.hours", hours % 24));
    }

    /** Returns a share, cut, not rounded: what was down once was not up for 100 %. */
    String percent(double share) {
        double cut = Math.floor(share * 10_000 + 1e-6) / 100;
        return (cut == Math.rint(cut) ? String.valueOf((int) cut) : String.format(locale, "%.2f", cut)) + " %";
    }
}
