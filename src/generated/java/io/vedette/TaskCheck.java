// Generated from the templates by BuildersTest; do not edit.
package io.vedette;

/** Asks a py-pinger task endpoint and judges its status, its last run and its sleep windows. The template {@code task}. */
public final class TaskCheck extends HttpCheckBuilder<TaskCheck> {

    TaskCheck(Checks all, String name) {
        super(all, "task", name);
    }

    /** The task endpoint, http or https. Must be given. */
    public TaskCheck url(String url) {
        return parameter("url", url);
    }
}
