# $1: how many versions are left. Edited settings (as .rpmsave), state and log stay: there is nothing like a purge here.
if [ "$1" -eq 0 ]; then
    rm -rf /var/cache/vedette
fi
if [ -d /run/systemd/system ]; then
    systemctl daemon-reload || :
fi
