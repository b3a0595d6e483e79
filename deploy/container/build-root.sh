#!/bin/sh
# The image without a daemon for containers: a root made by debootstrap and by the scripts of the Dockerfile.
#   sh deploy/container/build-root.sh leerrecht-root.tar    (as root, from the folder of the sources)
# MIRROR names another mirror of Debian; CA_BUNDLE the certificates to trust, where the network has an authority of its own.
# "docker import" or "podman import" makes an image of it, with the settings of the Dockerfile; so does systemd-nspawn.
set -eu
out=${1:?name the file to make}
mirror=${MIRROR:-http://deb.debian.org/debian}
work=$(mktemp -d)
mounted=
clean() {
    for each in $mounted; do umount "$each" || true; done
    rm -rf --one-file-system "$work"
}
trap clean EXIT
into() {
    chroot "$1" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root \
        ${http_proxy:+http_proxy=$http_proxy} ${https_proxy:+https_proxy=$https_proxy} \
        ${CA_BUNDLE:+PIP_CERT=/src/ca.pem SSL_CERT_FILE=/src/ca.pem} sh -c "$2"
}

debootstrap --variant=minbase bookworm "$work/run" "$mirror"
cp /etc/resolv.conf "$work/run/etc/resolv.conf"
cp -a "$work/run" "$work/build"
for root in build run; do
    mount --bind /proc "$work/$root/proc"
    mounted="$work/$root/proc $mounted"
done

mkdir -p "$work/build/src/deploy"
cp -a pyproject.toml uv.lock README.md LICENSE src "$work/build/src/"
cp -a deploy/container "$work/build/src/deploy/"
[ -z "${CA_BUNDLE:-}" ] || cp "$CA_BUNDLE" "$work/build/src/ca.pem"
into "$work/build" "cd /src && sh deploy/container/system.sh build && sh deploy/container/install.sh"

cp deploy/container/system.sh "$work/run/tmp/system.sh"
into "$work/run" "sh /tmp/system.sh run"
mkdir -p "$work/run/opt/leerrecht"
cp -a "$work/build/opt/leerrecht/.venv" "$work/run/opt/leerrecht/"

# As its user, without anything of the machine around it: what the image does first.
chroot --userspec=10001:10001 "$work/run" /usr/bin/env -i PATH=/opt/leerrecht/.venv/bin:/usr/bin:/bin \
    HOME=/var/lib/leerrecht LEERRECHT_HOME=/var/lib/leerrecht leerrecht controleer || [ $? -eq 1 ]
for each in $mounted; do umount "$each"; done
mounted=
tar --numeric-owner -C "$work/run" -cf "$out" .
