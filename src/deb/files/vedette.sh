#!/bin/sh
# Vedette's command line with the settings of the service, unless --config names others.
set -e

if [ -r /etc/default/vedette ]; then
    set -a
    . /etc/default/vedette
    set +a
fi

config=/etc/vedette/application.properties
for argument in "$@"; do
    case "$argument" in
    --config | --config=*) config= ;;
    esac
done
set -- -jar /usr/share/vedette/vedette.jar ${config:+--config "$config"} "$@"

# As the service's user: what root writes into the state the service could not change.
if [ -n "$config" ] && [ "$(id -u)" = 0 ]; then
    case "${5:-run}" in
    run) exec setpriv --reuid=vedette --regid=vedette --init-groups /usr/bin/java $JAVA_OPTS "$@" ;;
    esac
fi
exec /usr/bin/java $JAVA_OPTS "$@"
