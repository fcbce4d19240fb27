package io.vedette.config.values;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Somebody who may sign in with a password. Written {@code name:viewer:password} or {@code name:operator:password}, the password as a
 * bcrypt hash or plain.
 *
 * @param name whom the password is asked of
 * @param role what they may do
 * @param password plain or as a bcrypt hash
 */
public record LocalUser(String name, Role role, String password) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.@-]{1,64}");

    /** What somebody may do. */
    public enum Role {
        /** Look at everything. */
        VIEWER,
        /** Look, and act. */
        OPERATOR;

        /** Returns the role of a word; a word that is none gives the least. */
        public static Role of(String word) {
            return word.equalsIgnoreCase("operator") ? OPERATOR : VIEWER;
        }
    }

    /** Reads a comma list. */
    static List<LocalUser> list(String commaList) {
        List<LocalUser> users = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (String item : Parameters.items(commaList)) {
            String[] parts = item.split(":", 3);
            if (parts.length < 3 || !NAME.matcher(parts[0]).matches() || parts[2].isEmpty()) {
                throw new IllegalArgumentException("a user is written name:viewer:password or name:operator:password");
            }
            String role = parts[1].toUpperCase(Locale.ROOT);
            if (!role.equals("VIEWER") && !role.equals("OPERATOR")) {
                throw new IllegalArgumentException("the role of \"" + parts[0] + "\" is neither viewer nor operator");
            }
            if (!names.add(parts[0])) {
                throw new IllegalArgumentException("two users are named \"" + parts[0] + "\"");
            }
            users.add(new LocalUser(parts[0], Role.valueOf(role), PasswordHash.checked(parts[2])));
        }
        return List.copyOf(users);
    }

    /** Returns the passwords of a list as they are written; what looks like no user is left whole. */
    public static List<String> secrets(String commaList) {
        return Parameters.items(commaList).stream()
                .map(item -> item.substring(item.lastIndexOf(':') + 1))
                .toList();
    }

    /** Names nobody's password. */
    @Override
    public String toString() {
        return "LocalUser[" + name + ", " + role + "]";
    }
}
