# Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
#
# This program and the accompanying materials are made available under the
# terms of the Eclipse Public License v2.0 which accompanies this distribution,
# and is available at https://www.eclipse.org/legal/epl-2.0
#
# shellcheck shell=bash
#
# Starts one of the programs of it/ in a lab: builds what is not built, gets what is missing, makes the networks
# possible. Sourced by the commands of it/, which set: here (the directory it/), top (the repository).

# shellcheck source=.mvn/tools.sh
. "$top/.mvn/tools.sh"
# shellcheck source=it/src/main/shell/prerequisites.sh
. "$here/src/main/shell/prerequisites.sh"

# The stamp is shared: what one of them has built the others need not build again.
sharp_is_built() {
    [ -e "$here/target/.lab-built" ] && [ -d "$top/karaf/target/assembly" ] \
        && [ -x "$top/hsl-agent/target/sharp-hsl/bin/sharp-hsl" ] \
        && [ -z "$(cd "$top" && find . -path '*/target' -prune -o -path '*/node_modules' -prune -o -path ./.git -prune \
            -o -type f \( -name pom.xml -o -name package-lock.json -o -path '*/src/main/*' -o -path './features/*' \
            -o -path './karaf/*' \) -newer "$here/target/.lab-built" -print -quit)" ]
}

sharp_build() {
    local began
    began=$(mktemp)
    echo "sharp: building (the first time takes some minutes; details in it/target/lab-build.log)"
    mkdir -p "$here/target"
    if ! (cd "$top" && ./mvnw -B -DskipTests -Dsft.skip -Dspotbugs.skip -Dcheckstyle.skip package) > "$here/target/lab-build.log" 2>&1; then
        tail -n 30 "$here/target/lab-build.log" >&2
        echo "sharp: the build failed, see $here/target/lab-build.log" >&2
        return 1
    fi
    # as old as the build's begin: what was edited meanwhile is newer
    mv "$began" "$here/target/.lab-built"
}

# sharp_launch CLASS ARGUMENT...: does not return.
sharp_launch() {
    local main=$1 java
    shift
    PATH=$PATH:/usr/sbin:/sbin
    sharp_is_built || sharp_build
    sharp_prerequisites
    sharp_can_build_networks \
        || sharp_fail "network namespaces cannot be made here: run as root, or allow unprivileged user namespaces"
    java=$(sharp_jdk25)/bin/java
    SHARP_JDK21_HOME=$(sharp_jdk21)
    # paths among the arguments are the caller's, so no cd: the program is told where the repository is
    SHARP_TOP=$top
    export SHARP_JDK21_HOME SHARP_TOP
    sharp_run_privileged "$java" -Xmx512m --enable-native-access=ALL-UNNAMED \
        -cp "$here/target/classes:$here/target/lib/*" "$main" "$@"
    exit
}
