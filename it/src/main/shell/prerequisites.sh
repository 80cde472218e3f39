# Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
#
# This program and the accompanying materials are made available under the
# terms of the Eclipse Public License v2.0 which accompanies this distribution,
# and is available at https://www.eclipse.org/legal/epl-2.0
#
# shellcheck shell=bash
#
# What the commands of it/ need of the machine. Sourced by them.

# Command and the Debian package that has it.
SHARP_NEEDS='ovs-vswitchd openvswitch-switch
ip iproute2
ss iproute2
nsenter util-linux
ethtool ethtool
sysctl procps
iperf3 iperf3
tshark tshark
yanglint libyang-tools
nft nftables
conntrack conntrack
nc netcat-openbsd
socat socat
/usr/bin/python3 python3'

# What it/bench-agent needs in addition.
# shellcheck disable=SC2034 # used by it
SHARP_BENCH_NEEDS='dpdk-testpmd dpdk-dev
gcc build-essential
taskset util-linux'

# What it/evaluate needs in addition: letters for its figures. fontconfig brings FreeType and a font.
# shellcheck disable=SC2034 # used by it
SHARP_EVALUATE_NEEDS='fc-list fontconfig
git git'

# What it/test needs in addition: the client and the browser of an operator, programs that are the VNF of a test, and a
# compiler for what sets a process's clock. dpdk-dev brings DPDK's libraries and all drivers, too, which the tests of the agent's dpdk:
# devices open.
# shellcheck disable=SC2034 # used by it
SHARP_TEST_NEEDS='ssh openssh-client
curl curl
fc-list fontconfig
gcc build-essential
dpdk-testpmd dpdk-dev
qemu-system-x86_64 qemu-system-x86
chromium chromium
chromedriver chromium-driver'

# Installs what is missing, or names it.
sharp_prerequisites() {
    local missing
    missing=$(sharp_missing_packages)
    [ -n "$missing" ] || return 0
    if [ "$(id -u)" != 0 ] || [ -n "${SHARP_USER_NAMESPACE:-}" ] || ! command -v apt-get > /dev/null; then
        echo "sharp: please install first:" $missing "(Debian: apt-get install" $missing")" >&2
        return 1
    fi
    echo "sharp: installing" $missing
    # shellcheck disable=SC2086 # a list of words
    sharp_without_services sh -c 'apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends "$@" > /dev/null' \
        sh $missing < /dev/null || { echo "sharp: could not install" $missing >&2; return 1; }
    missing=$(sharp_missing_packages)
    [ -z "$missing" ] || { echo "sharp: still missing after installation:" $missing >&2; return 1; }
}

sharp_missing_packages() {
    echo "$SHARP_NEEDS" | while read -r command package; do
        PATH=$PATH:/usr/sbin:/sbin command -v "$command" > /dev/null || echo "$package"
    done | sort -u | tr '\n' ' ' | sed 's/ *$//'
}

# Debian's Open vSwitch starts its daemons when it is installed; we bring our own, so they are kept from starting
# in just this installation. A policy that is there already stays.
sharp_without_services() {
    local policy=/usr/sbin/policy-rc.d status=0
    [ ! -e "$policy" ] || { "$@"; return; }
    printf '#!/bin/sh\nexit 101\n' > "$policy" && chmod 755 "$policy" || return 1
    # shellcheck disable=SC2064 # the path is known now
    trap "rm -f $policy" EXIT
    "$@" || status=$?
    rm -f "$policy"
    trap - EXIT
    return $status
}

# Whether network namespaces and packet sockets are to be had: as root, or in a user namespace of our own, where Open
# vSwitch still needs /dev/net/tun for its bridges' own ports.
sharp_can_build_networks() {
    if [ "$(id -u)" = 0 ]; then
        unshare --net true 2> /dev/null
    else
        [ -w /dev/net/tun ] && sharp_in_user_namespace ip netns add sharp-probe 2> /dev/null
    fi
}

# Runs a command as root of a private user namespace, without a network but its own. /run is empty in there, so that
# ip(8) can keep its names; a network namespace of its own, because ip(8) returns to where it came from.
sharp_in_user_namespace() {
    SHARP_USER_NAMESPACE=1 unshare --user --map-root-user --mount --net --propagation private \
        sh -c 'mount -t tmpfs tmpfs /run && ip link set lo up && exec "$@"' sh "$@"
}

# Runs a command where networks can be built.
sharp_run_privileged() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    else
        sharp_in_user_namespace "$@"
    fi
}
