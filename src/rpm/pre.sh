# Creates the user before the files that belong to its group are unpacked. The text of usr/lib/sysusers.d/vedette.conf, which is not there yet.
systemd-sysusers --replace=/usr/lib/sysusers.d/vedette.conf - <<'END'
u vedette - "Vedette" /var/lib/vedette /usr/sbin/nologin
END
