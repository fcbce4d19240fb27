#!/bin/sh
# base.sh FOLDER: Debian with a JRE and nothing else, in place of the image that the Dockerfile begins with. Prints the version of Java.
# To be run with mounts of its own.
set -eu
root=$1

mirror=$(apt-get indextargets --format '$(REPO_URI) $(RELEASE)' 'Created-By: Packages' 2>/dev/null \
    | awk '$2 !~ /security|updates|backports/ { print $1; exit }')
debootstrap --variant=minbase trixie "$root" "${mirror:-http://deb.debian.org/debian}" >&2

# The set-up of a JRE reads it.
mount -t proc proc "$root/proc"
trap 'umount "$root/proc"' EXIT
inside() { chroot "$root" env DEBIAN_FRONTEND=noninteractive "$@"; }

# Where this machine reaches Debian in a way of its own, so does what is in the folder.
for file in /etc/apt/apt.conf /etc/apt/apt.conf.d/*; do
    if [ -e "$file" ] && grep -qs '^Acquire' "$file"; then cp "$file" "$root/etc/apt/apt.conf.d/"; fi
done
inside apt-get -qq update >&2
for java in 25 21; do
    if inside apt-get -qq install -y --no-install-recommends "openjdk-$java-jre-headless" systemd-standalone-sysusers >&2; then
        inside apt-get -qq clean
        rm -rf "$root"/var/lib/apt/lists/*
        echo "$java"
        exit 0
    fi
done
exit 1
