#!/bin/sh
# What of Debian the image needs: "build" to install the packages of Python, "run" to run them as a user of its own.
set -eu
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
if [ "$1" = build ]; then
    apt-get install -y -qq --no-install-recommends ca-certificates python3 python3-venv
else
    # The user has no shell and no password; the folders are what volumes are laid over, and take their owner from.
    apt-get install -y -qq --no-install-recommends ca-certificates python3 tzdata
    groupadd --gid 10001 leerrecht
    useradd --uid 10001 --gid 10001 --no-create-home --home-dir /var/lib/leerrecht --shell /usr/sbin/nologin leerrecht
    for folder in /var/lib/leerrecht /backups /invoer /geheim/eigenaar /geheim/toepassing; do
        install -d -m 700 -o leerrecht -g leerrecht "$folder"
    done
fi
apt-get clean
rm -rf /var/lib/apt/lists/* /tmp/system.sh
