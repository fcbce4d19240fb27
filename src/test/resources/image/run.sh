#!/bin/sh
# run.sh ROOT DATA COMMAND…: runs it in a folder as in a container whose root cannot be written: only /tmp and /var/lib/vedette can.
# To be called in a mount namespace of its own; the command takes the place of this process.
set -eu
root=$1
data=$2
shift 2
mount --bind "$root" "$root"
mount --bind "$data" "$root/var/lib/vedette"
mount --rbind /dev "$root/dev"
mount -t proc proc "$root/proc"
mount -t tmpfs tmpfs "$root/tmp"
mount -o remount,bind,ro "$root"
exec chroot --userspec=10001:10001 "$root" "$@"
