# $1: how many versions will be left; 0 when it goes.
if [ "$1" -eq 0 ] && [ -d /run/systemd/system ]; then
    systemctl --no-reload disable --now vedette.service || :
fi
