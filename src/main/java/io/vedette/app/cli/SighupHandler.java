package io.vedette.app.cli;

import io.vedette.process.Loggers;
import io.vedette.status.source.Reloads;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.slf4j.Logger;

/**
 * Reloads the configuration on the signal HUP. Java handles signals through a class that not every JVM has; where it is
 * missing or the signal is taken, there is no reload by signal, and the log says so.
 */
final class SighupHandler {

    private static final Logger LOG = Loggers.RELOAD;

    private SighupHandler() {}

    /**
     * Registers a task that runs at every HUP from now on, on a separate thread.
     *
     * @return whether the signal arrives: the platform has it, and the process was not started with it ignored
     */
    static boolean register(Runnable task) {
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
                LOG.info(
                        "the signal HUP does not reload here: the process was started with this signal ignored, as nohup does");
            }
            return !ignored;
        } catch (InvocationTargetException e) {
            LOG.info("the signal HUP does not reload here: {}", String.valueOf(e.getCause()));
            return false;
        } catch (ReflectiveOperationException e) {
            LOG.info("the signal HUP does not reload here: {}", e.toString());
            return false;
        }
    }

    /**
     * Reloads the configuration. The sender of a signal gets no answer but the log.
     *
     * @param reloads null while Vedette is starting
     */
    static void reload(Reloads reloads) {
        if (reloads == null) {
            LOG.info("reload: Vedette is still starting; the files are not read again");
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
