# $1: how many versions are installed now; 2 on an upgrade. Whether the service starts by itself is the administrator's word, as everywhere here.
sh /usr/share/vedette/keep-a-start || :
if [ -d /run/systemd/system ]; then
    systemctl daemon-reload || :
    if [ "$1" -eq 1 ]; then
        systemctl preset vedette.service || :
    else
        systemctl try-restart vedette.service || :
    fi
fi
