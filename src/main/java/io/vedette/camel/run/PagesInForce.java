package io.vedette.camel.run;

import io.vedette.config.settings.SettingKey;
import io.vedette.config.settings.Settings;
import io.vedette.process.Loggers;
import io.vedette.status.source.PageSettings;
import io.vedette.status.source.StatusPageSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What the settings say of pages, as they are now. The files that they name are read again when they change. Safe for several threads. */
final class PagesInForce implements Supplier<PageSettings> {

    private static final int MOST_BYTES = 100_000;

    private static final Map<String, String> PICTURES = Map.of(
            "svg",
            "image/svg+xml",
            "png",
            "image/png",
            "jpg",
            "image/jpeg",
            "jpeg",
            "image/jpeg",
            "webp",
            "image/webp");

    private final Supplier<Settings> settings;
    private volatile Kept kept;

    PagesInForce(Supplier<Settings> settings) {
        this.settings = settings;
    }

    /** The settings and what the files held, by when they were changed last. */
    private record Kept(Settings settings, List<Long> changed, PageSettings pages) {}

    @Override
    public PageSettings get() {
        Settings now = settings.get();
        List<Long> changed = List.of(
                changed(file(now, SettingKey.STATUS_PAGE_LOGO)), changed(file(now, SettingKey.STATUS_PAGE_STYLE)));
        Kept known = kept;
        if (known == null || known.settings() != now || !known.changed().equals(changed)) {
            known = new Kept(now, changed, read(now));
            kept = known;
        }
        return known.pages();
    }

    private static PageSettings read(Settings settings) {
        return new PageSettings(
                list(settings, SettingKey.PRIORITY_TAGS),
                settings.timeZone(),
                settings.baseUrl(),
                new StatusPageSettings(
                        text(settings, SettingKey.STATUS_PAGE_TITLE),
                        text(settings, SettingKey.STATUS_PAGE_LINK),
                        file(settings, SettingKey.STATUS_PAGE_LOGO).flatMap(PagesInForce::picture),
                        text(settings, SettingKey.STATUS_PAGE_FOOTER),
                        list(settings, SettingKey.STATUS_PAGE_COLOUR),
                        file(settings, SettingKey.STATUS_PAGE_STYLE)
                                .flatMap(PagesInForce::bytes)
                                .map(bytes -> new String(bytes, StandardCharsets.UTF_8)),
                        text(settings, SettingKey.STATUS_PAGE_LANGUAGE),
                        list(settings, SettingKey.STATUS_PAGE_PAGES)));
    }

    private static Optional<String> picture(Path file) {
        String name = file.getFileName().toString();
        String type = PICTURES.get(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
        if (type == null) {
            Loggers.HTTP.warn("{}: is no picture that pages take; use svg, png, jpg or webp", file);
            return Optional.empty();
        }
        return bytes(file)
                .map(bytes -> "data:" + type + ";base64," + Base64.getEncoder().encodeToString(bytes));
    }

    /** A page without its logo is better than none. */
    private static Optional<byte[]> bytes(Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                Loggers.HTTP.warn("{}: has more than {} bytes, the most that a page takes", file, MOST_BYTES);
                return Optional.empty();
            }
            return Optional.of(Files.readAllBytes(file));
        } catch (IOException e) {
            Loggers.HTTP.warn("{}: cannot be read: {}", file, e.toString());
            return Optional.empty();
        }
    }

    private static long changed(Optional<Path> file) {
        return file.map(path -> path.toFile().lastModified()).orElse(0L);
    }

    private static Optional<Path> file(Settings settings, SettingKey key) {
        return Optional.of(text(settings, key))
                .filter(path -> !path.isEmpty())
                .map(path -> settings.baseDir().resolve(path).normalize());
    }

    private static List<String> list(Settings settings, SettingKey key) {
        return Arrays.stream(text(settings, key).split(","))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }

    private static String text(Settings settings, SettingKey key) {
        return settings.properties().getOrDefault(key.key(), "");
    }
}
