package io.vedette.app.cli;

import io.vedette.process.Loggers;
import io.vedette.status.Reloads;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.slf4j.Logger;

/**
 * The signal HUP, which tells a service to read its configuration again. Java knows signals through a class that not every
 * JVM has; it is looked for and, where it is missing or the signal is not given out, done without.
 */
final class SighupHandler {

    private static final Logger LOG = Loggers.RELOAD;

    private SighupHandler() {}

    /**
     * Has something done at every HUP from now on, on a thread of its own.
     *
     * @return whether the signal arrives: the platform has it, and whoever started the program does not have it ignored
     */
    static boolean does(Runnable task) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object handling = Proxy.newProxyInstance(
                    SighupHandler.class.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> {
                        return answer(proxy, method, arguments, task);
                    });
            Object before = signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance("HUP"), handling);
            boolean ignored = handler.getField("SIG_IGN").get(null).equals(before);
            if (ignored) {
                LOG.info("no reload by the signal HUP here: the program was started to ignore it, as nohup does");
            }
            return !ignored;
        } catch (InvocationTargetException e) {
            LOG.info("no reload by the signal HUP here: {}", String.valueOf(e.getCause()));
            return false;
        } catch (ReflectiveOperationException e) {
            LOG.info("no reload by the signal HUP here: {}", e.toString());
            return false;
        }
    }

    /**
     * Reads the configuration again; the log has the only answer that whoever sent a signal gets.
     *
     * @param reloads null while everything is about to start
     */
    static void reload(Reloads reloads) {
        if (reloads == null) {
            LOG.info("reload: Vedette is starting; nothing is read again now");
            return;
        }
        if (reloads.reload().result() == Reloads.Result.UNCHANGED) {
            LOG.info("reload: nothing changed");
        }
    }

    private static Object answer(Object proxy, Method method, Object[] arguments, Runnable task) {
        return switch (method.getName()) {
            case "handle" -> {
                task.run();
                yield null;
            }
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> "reload";
        };
    }
}
